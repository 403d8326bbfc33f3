import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import { lookNow } from '../../librarian/look-for-scripts.ts';
import { draftOfScript } from '../../librarian/script-draft.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { baseForDraft } from './draft-list.tsx';
import { deskLanguage } from './language.tsx';
import { LIBRARY_PATH, NEW_SCRIPTS_PATH, newScriptPath } from './library-frame.tsx';
import { renderNewScript, type Tried } from './new-script-page.tsx';
import { NEW_SCRIPT_WORDS } from './new-script-words.ts';
import { renderNewScripts } from './new-scripts-page.tsx';
import { officerOf } from './session.ts';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_NAME = 60;

/** What a librarian does with a new script. */
export function newScriptForms(deps: PageDeps) {
  const { storage, detector } = deps;
  const wordsOf = (context: Context) => NEW_SCRIPT_WORDS[deskLanguage(context)];
  const idOf = (context: Context) => context.req.param('id') ?? '';

  async function show(context: Context, status: 409 | 422, tried: Tried): Promise<Response> {
    context.status(status);
    return context.html(await renderNewScript(deps, context, idOf(context), tried));
  }
  async function scriptOf(context: Context) {
    const script = await storage.readScript(idOf(context));
    if (!script) throw new AppError('library.unknown-script', wordsOf(context).unknown, 404);
    return script;
  }

  return {
    /** `POST …/find`: looks now, and says what came of it. */
    async find(context: Context): Promise<Response> {
      const words = wordsOf(context);
      if (!deps.workshop) {
        context.status(409);
        return context.html(await renderNewScripts(deps, context, words.noWorkshop));
      }
      const found = await lookNow({ ...deps, workshop: deps.workshop });
      return context.html(await renderNewScripts(deps, context, words.found(found)));
    },

    /** `POST …/:id/draft`: a draft that begins with what the texts share. */
    async draft(context: Context): Promise<Response> {
      const words = wordsOf(context);
      const script = await scriptOf(context);
      const { name: typed = '' } = await typedFields(context);
      const name = typed.trim();
      if (!NAME.test(name) || name.length > LONGEST_NAME) return show(context, 422, { name, problem: words.nameProblem });
      const { library } = detector;
      if (library.patterns.some(({ id }) => id === name)) return show(context, 422, { name, problem: words.taken });
      if (script.state !== 'new') return show(context, 409, { notice: words.overtaken });
      const found = await baseForDraft(deps, deskLanguage(context));
      if ('notice' in found) return show(context, 409, { name, notice: found.notice });
      const officerId = officerOf(context).id;
      const roleOf = (signal: string) => library.signals.find(({ id }) => id === signal)?.role;
      const files = draftOfScript(name, script, roleOf).map((file) => ({ ...file, baseChecksum: null }));
      const draftId = await storage.createDraft({ title: name, base: found.base, officerId, files });
      if (!(await storage.decideScript(script.id, officerId, draftId))) {
        const edits = (await storage.readDraft(draftId))?.edits ?? 0;
        await storage.withdrawDraft(draftId, { officerId, edits, remark: null });
        return show(context, 409, { notice: words.overtaken });
      }
      return context.redirect(`${LIBRARY_PATH}/drafts/${encodeURIComponent(draftId)}`, 303);
    },

    async dismiss(context: Context): Promise<Response> {
      const script = await scriptOf(context);
      if (!(await storage.decideScript(script.id, officerOf(context).id, null)))
        return show(context, 409, { notice: wordsOf(context).overtaken });
      return context.redirect(NEW_SCRIPTS_PATH, 303);
    },

    async revive(context: Context): Promise<Response> {
      const script = await scriptOf(context);
      if (!(await storage.reviveScript(script.id, officerOf(context).id)))
        return show(context, 409, { notice: wordsOf(context).overtaken });
      return context.redirect(newScriptPath(script.id), 303);
    },
  };
}
