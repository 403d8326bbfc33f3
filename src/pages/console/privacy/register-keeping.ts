import type { Context, Hono } from 'hono';
import { copyAsText } from '../../../citizens/copy-as-text.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { deskLanguage } from '../language.tsx';
import { SUPERVISING } from '../roles.ts';
import { officerOf, requireOfficer } from '../session.ts';
import { KEEPING_PATH, renderKeeping } from './keeping-page.tsx';
import { KEEPING_WORDS } from './keeping-words.ts';

/** Characters. */
const SHORTEST_REASON = 4;
const LONGEST_REASON = 200;

/** What is kept how long, and a citizen's copy of what is kept of him. */
export function registerKeeping(pages: Hono, deps: PageDeps): void {
  const supervisor = requireOfficer(deps, SUPERVISING);
  pages.get(KEEPING_PATH, supervisor, async (context) => context.html(await renderKeeping(deps, context)));
  pages.post(`${KEEPING_PATH}/copy`, supervisor, (context) => giveCopy(deps, context));
}

async function giveCopy(deps: PageDeps, context: Context): Promise<Response> {
  const { number = '', reason = '', as } = await typedFields(context);
  const words = KEEPING_WORDS[deskLanguage(context)];
  const again = async (field: 'number' | 'reason', problem: string): Promise<Response> => {
    context.status(422);
    return context.html(await renderKeeping(deps, context, { number, reason, field, problem }));
  };
  const length = [...reason.trim()].length;
  if (length < SHORTEST_REASON || length > LONGEST_REASON) return again('reason', words.short);
  const of = { caseNumber: number.trim().toUpperCase().slice(0, 40) };
  const copy = await deps.storage.citizenCopy({ of, officerId: officerOf(context).id, reason: reason.trim() });
  if (copy === null) return again('number', words.nobody);
  const { types } = deps.detector.library;
  const asText = as !== 'json';
  context.header('Content-Disposition', `attachment; filename="copy.${asText ? 'txt' : 'json'}"`);
  context.header('Content-Type', `${asText ? 'text/plain' : 'application/json'}; charset=utf-8`);
  return context.body(asText ? copyAsText(copy, (type) => types.find(({ id }) => id === type)?.title) : JSON.stringify(copy, null, 2));
}
