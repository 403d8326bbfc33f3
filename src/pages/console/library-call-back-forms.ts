import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { ReleaseCallResult } from '../../storage/release-call-backs.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { countOf } from './draft-forms.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { LIBRARY_CALL_BACKS_PATH } from './library-addresses.ts';
import { renderLibraryCallBacks } from './library-call-backs.tsx';
import { officerOf } from './session.ts';

const RESULTS: readonly ReleaseCallResult[] = ['reached', 'unreached', 'not-needed'];

const WORDS: Spoken<{ gone: string; unknown: string; choose: string }> = {
  'zh-CN': {
    gone: '没有记下：同事刚办过这一位。下面是现在的样子。',
    unknown: '名单里没有这一位，可能已经删除了他的资料。',
    choose: '请在“联系上了、没联系上、不用联系”里按一个。',
  },
  en: {
    gone: 'Not noted: a colleague has just dealt with this one. Below it stands as it is now.',
    unknown: 'There is no such person on the list; perhaps the data was deleted.',
    choose: 'Press one of Reached, Not reached, Not needed.',
  },
};

/** Reaching those who were told green: reading what they asked, and noting what came of it. */
export function libraryCallBackForms(deps: PageDeps) {
  const { storage } = deps;
  const idOf = (context: Context): string => context.req.param('message') ?? '';
  const unknown = (context: Context): AppError => new AppError('call-back.unknown', WORDS[deskLanguage(context)].unknown, 404);

  return {
    async read(context: Context): Promise<Response> {
      const text = await storage.readReleaseCallBack(idOf(context), officerOf(context).id);
      if (text === null) throw unknown(context);
      return context.html(await renderLibraryCallBacks(deps, context, { opened: { messageId: idOf(context), text } }));
    },

    async settle(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const messageId = idOf(context);
      const { version = '', attempts, result } = await typedFields(context);
      const [wanted, counted] = [RESULTS.find((one) => one === result), countOf(attempts)];
      if (!wanted)
        return context.html(
          await renderLibraryCallBacks(deps, context, { notice: words.choose, problem: { messageId, text: words.choose } }),
          422,
        );
      const by = { officerId: officerOf(context).id, attempts: counted ?? -1 };
      if (await storage.settleReleaseCallBack({ version, messageId }, by, wanted)) return context.redirect(LIBRARY_CALL_BACKS_PATH, 303);
      return context.html(await renderLibraryCallBacks(deps, context, { notice: words.gone }), 409);
    },
  };
}
