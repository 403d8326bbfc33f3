import type { Context } from 'hono';
import { fillReply } from '../../desk/fill-reply.ts';
import { findReply, searchReplies } from '../../desk/search-replies.ts';
import { AppError } from '../../errors.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { wantsFragment } from '../citizen/wants-fragment.ts';
import { CannedList, CannedSearch } from './canned-list.tsx';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { renderCase, unknownCase } from './case-page.tsx';
import { moneyOf } from './known-money.ts';
import { deskLanguage, Speaking, type Spoken } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { ReplyText, RoomLeft } from './reply-form.tsx';
import { officerOf } from './session.ts';

const WORDS: Spoken<{ title: string; back: (number: string) => string; none: string }> = {
  'zh-CN': { title: '常用语', back: (number) => `← 回工单${number}`, none: '没有这一条常用语。' },
  en: { title: 'Ready replies', back: (number) => `← Back to case ${number}`, none: 'There is no such reply.' },
};

/** Replies that need not be typed: found, and filled from the case. */
export function cannedAnswers(deps: PageDeps) {
  const { storage, config, detector } = deps;

  async function caseOf(context: Context): Promise<DeskCase> {
    const deskCase = await storage.deskCase(caseIdOf(context));
    if (!deskCase) throw unknownCase();
    return deskCase;
  }

  /** @throws AppError 404 `canned.unknown` */
  async function filled(context: Context, deskCase: DeskCase): Promise<string> {
    const reply = findReply(context.req.param('reply') ?? '');
    if (!reply) throw new AppError('canned.unknown', WORDS[deskLanguage(context)].none, 404);
    const { library } = detector;
    const facts = {
      officer: officerOf(context).display,
      caseNumber: deskCase.number,
      hotline: config.HOTLINE_NUMBER,
      type: library.types.find(({ id }) => id === deskCase.type)?.title.zh ?? null,
      money: (await moneyOf(deps, deskCase.id)).at(-1) ?? null,
    };
    return fillReply(reply, facts, library.numbers);
  }

  const isMine = (context: Context, { status, owner }: DeskCase): boolean => status === 'claimed' && owner?.id === officerOf(context).id;

  return {
    /** `GET …/canned?q=`: the list alone for htmx, else a page. */
    async search(context: Context): Promise<Response> {
      const { id, number } = await caseOf(context);
      const query = context.req.query('q') ?? '';
      const list = <CannedList caseId={id} replies={searchReplies(query)} />;
      const language = deskLanguage(context);
      if (wantsFragment(context)) return context.html((<Speaking value={language}>{list}</Speaking>).toString());
      const { title, back } = WORDS[language];
      const children = (
        <section class="canned-page">
          <a class="back" href={`/console/cases/${encodeURIComponent(id)}#reply`}>
            {back(number)}
          </a>
          <h1>{title}</h1>
          {/* What htmx would put into the reply is not on this page: links lead there. */}
          <div hx-ignore="">
            <CannedSearch caseId={id} query={query} />
            {list}
          </div>
        </section>
      );
      return context.html(await renderConsole(deps, context, { title, children }));
    },

    /** `GET …/canned/:reply`: the case with it in the reply form. */
    async choose(context: Context): Promise<Response> {
      const deskCase = await caseOf(context);
      if (!isMine(context, deskCase)) return caseAnswers(deps).notOwner(context);
      const text = await filled(context, deskCase);
      return context.html(await renderCase(deps, context, deskCase.id, { reply: { text, problem: '' } }));
    },

    /** `POST …/canned/:reply`: the same behind what was typed; the field alone for htmx. */
    async insert(context: Context): Promise<Response> {
      const deskCase = await caseOf(context);
      // What he has typed stays where it is.
      if (!isMine(context, deskCase)) context.header('HX-Reswap', 'none');
      if (!isMine(context, deskCase)) return caseAnswers(deps).notOwner(context);
      const { text: typed = '' } = await typedFields(context);
      const text = [typed, await filled(context, deskCase)].filter(Boolean).join('\n');
      if (!wantsFragment(context)) return context.html(await renderCase(deps, context, deskCase.id, { reply: { text, problem: '' } }));
      const { channel } = deskCase;
      const field = (
        <Speaking value={deskLanguage(context)}>
          <ReplyText channel={channel} text={text} ready />
          <RoomLeft channel={channel} text={text} outOfBand />
        </Speaking>
      );
      return context.html(field.toString());
    },
  };
}
