import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { identify } from '../../../lookups/identify.ts';
import { MOST_ROWS, readImport } from '../../../lookups/import-rows.ts';
import type { ListRules } from '../../../lookups/list-rules.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { readForm } from '../../citizen/read-form.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage, type Spoken } from '../language.tsx';
import { officerOf } from '../session.ts';
import { typedIn } from '../typed-in.ts';
import { renderIdentifier } from './identifier-page.tsx';
import { IDENTIFIERS_PATH, renderIdentifiers } from './identifiers-page.tsx';

/** UTF-16 units. */
const LEAST_REASON = 4;
const LONGEST_REASON = 500;
const LONGEST_LABEL = 80;

const WORDS: Spoken<
  Record<'unlisted' | 'nothing' | 'reason' | 'choose' | 'decided' | 'label' | 'empty' | 'many' | 'noCase' | 'listed', string> & {
    imported: (rows: number) => string;
  }
> = {
  'zh-CN': {
    unlisted: '名单上没有它。没有人举报过，不等于安全。',
    nothing: '看不出这是什么。填一个完整的电话、网址、账号或应用名。',
    reason: '写明理由，4到500个字。',
    choose: '请按“撤下”或“留着”。',
    decided: '同事刚决定过了。',
    label: '写明从哪里来，2到80个字。',
    empty: '一行也没有。',
    noCase: '没有这个工单，或者它不是按“真诈”结案的。',
    listed: '列入名单了。',
    many: `最多${MOST_ROWS}行，请分几次。`,
    imported: (rows) => `导入了${rows}行。`,
  },
  en: {
    unlisted: 'Not on the list. That nobody has reported it does not clear it.',
    nothing: 'What is this? Type a whole telephone, link, account or name of an app.',
    reason: 'Name the reason, in 4 to 500 characters.',
    choose: 'Press Take off or Keep.',
    decided: 'A colleague has just decided it.',
    label: 'Say where it comes from, in 2 to 80 characters.',
    empty: 'Not one line.',
    noCase: 'There is no such case, or it was not closed as a scam.',
    listed: 'It is on the list.',
    many: `${MOST_ROWS} lines at most; import it in parts.`,
    imported: (rows) => `${rows} lines imported.`,
  },
};

export function identifierForms(deps: PageDeps, rules: ListRules) {
  const { storage } = deps;
  const to = (context: Context, id: string): Response => context.redirect(`${IDENTIFIERS_PATH}/${encodeURIComponent(id)}`, 303);

  async function undecided(context: Context, status: 409 | 422, form: string, reason: string, problem: string): Promise<Response> {
    context.status(status);
    return context.html(await renderIdentifier(deps, context, rules, { form, reason, problem }));
  }
  const isReason = (reason: string): boolean => reason.length >= LEAST_REASON && reason.length <= LONGEST_REASON;

  return {
    /** What is typed never stands in an address. */
    async find(context: Context): Promise<Response> {
      const { value = '' } = await typedFields(context);
      const words = WORDS[deskLanguage(context)];
      const found = identify(value)?.found;
      const id = found ? await storage.findIdentifier(found) : null;
      if (id !== null) return to(context, id);
      context.status(found ? 404 : 422);
      return context.html(await renderIdentifiers(deps, context, rules, { typed: value, problem: found ? words.unlisted : words.nothing }));
    },

    async closing(context: Context): Promise<Response> {
      const { scam = '', case: number = '' } = await typedFields(context);
      const words = WORDS[deskLanguage(context)];
      const found = identify(scam)?.found;
      const refuse = async (at: 'scam' | 'case', problem: string): Promise<Response> => {
        context.status(422);
        return context.html(await renderIdentifiers(deps, context, rules, { closing: { scam, case: number, at, problem } }));
      };
      if (!found) return refuse('scam', words.nothing);
      const items = [{ kind: found.kind, value: found.value, type: null }];
      if (!(await storage.listOfClosing(number.toUpperCase(), items, officerOf(context).id))) return refuse('case', words.noCase);
      return context.html(await renderIdentifiers(deps, context, rules, { done: words.listed }));
    },

    async remove(context: Context): Promise<Response> {
      const id = context.req.param('id') ?? '';
      const { reason = '' } = await typedFields(context);
      const words = WORDS[deskLanguage(context)];
      if (!isReason(reason)) return undecided(context, 422, 'remove', reason, words.reason);
      if (!(await storage.removeIdentifier(id, reason, officerOf(context).id)))
        return undecided(context, 409, 'remove', reason, words.decided);
      return to(context, id);
    },

    async decide(context: Context): Promise<Response> {
      const { reason = '', decision } = await typedFields(context);
      const words = WORDS[deskLanguage(context)];
      const id = context.req.param('dispute') ?? '';
      const identifierId = await storage.identifierOfDispute(id);
      if (identifierId === null) throw new AppError('identifier.dispute-unknown', '没有这条异议。', 404);
      const again = async (status: 409 | 422, problem: string): Promise<Response> => {
        context.status(status);
        return context.html(await renderIdentifier(deps, context, rules, { form: id, reason, problem }, identifierId));
      };
      if (decision !== 'removed' && decision !== 'kept') return again(422, words.choose);
      if (!isReason(reason)) return again(422, words.reason);
      if (!(await storage.decideDispute(id, decision, reason, officerOf(context).id))) return again(409, words.decided);
      return to(context, identifierId);
    },

    /** The whole list or nothing of it. */
    async import(context: Context): Promise<Response> {
      const form = await readForm(context);
      const words = WORDS[deskLanguage(context)];
      const [label, typed] = [typedIn(form, 'label').trim(), typedIn(form, 'rows')];
      const file = form.file instanceof File && form.file.size > 0 ? await form.file.text() : '';
      const text = file === '' ? typed : file;
      const { items, faults } = readImport(text, new Set(deps.detector.library.types.map(({ id }) => id)));
      const problem =
        label.length < 2 || label.length > LONGEST_LABEL
          ? words.label
          : items.length + faults.length === 0
            ? words.empty
            : items.length > MOST_ROWS
              ? words.many
              : null;
      if (problem !== null || faults.length > 0) {
        context.status(422);
        const at = problem === words.label ? ('label' as const) : ('rows' as const);
        const importing = { label, rows: text.slice(0, 100_000), at, problem: problem ?? '', faults };
        return context.html(await renderIdentifiers(deps, context, rules, { importing }));
      }
      await storage.importIdentifiers(formIdOf(typedIn(form, 'form')) ?? deps.newId(), label, items, officerOf(context).id);
      return context.html(await renderIdentifiers(deps, context, rules, { done: words.imported(items.length) }));
    },
  };
}
