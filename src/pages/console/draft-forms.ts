import type { Context } from 'hono';
import type { Draft, DraftChange, DraftFile } from '../../storage/draft.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import type { CaseRemark } from './case-remark.ts';
import { SOLUTIONS } from './draft-conflicts.tsx';
import { isUnderWay } from './draft-measured.tsx';
import { renderDraft } from './draft-page.tsx';
import { draftPath } from './draft-paths.ts';
import type { Conflict } from './draft-rebase.ts';
import { draftOf, loadAtWork, loadMeasured, loadRebase } from './draft-view.ts';
import { LONGEST_REMARK, NOT_DONE } from './draft-words.ts';
import { deskLanguage, type Spoken } from './language.tsx';
import { officerOf } from './session.ts';

interface Words {
  readonly long: string;
  readonly why: string;
  readonly incomplete: string;
  readonly empty: string;
  readonly moved: (version: string) => string;
  readonly samePerson: string;
  readonly notPassed: string;
  readonly overtaken: string;
  readonly unsolved: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    long: `最多${LONGEST_REMARK}字。`,
    why: '写一句为什么。',
    incomplete: '没做成：表单不完整。请看清下面，再按一次。',
    empty: '没做成：这个草稿还没有改任何文件。',
    moved: (version) => `没做成：现在用的已经是 ${version}。先跟上它。`,
    samePerson: '没发布：这一版是您提交的，要由另一位同事看过再发布。',
    notPassed: '没发布：现在的草稿还没有量过，或者没有过关。',
    overtaken: '没发布：刚才有人改了草稿，或换了正在用的版本。看清下面再决定。',
    unsolved: '没跟上：每个文件都要选一种办法；选“用下面写的”，就要写上内容。',
  },
  en: {
    long: `${LONGEST_REMARK} characters at most.`,
    why: 'Say in a sentence why.',
    incomplete: 'Not done: the form was incomplete. Look below and press again.',
    empty: 'Not done: this draft changes no file yet.',
    moved: (version) => `Not done: ${version} is at work by now. It must follow that one first.`,
    samePerson: 'Not published: you proposed this one; another librarian has to read it and publish it.',
    notPassed: 'Not published: the draft as it is now was not measured, or does not hold.',
    overtaken: 'Not published: somebody has just changed the draft, or put another release to work. Look below, then decide.',
    unsolved: 'It does not follow yet: choose for each file; where it is “As written below”, something must be written.',
  },
};

type Typed = Readonly<Record<string, string>>;
const CHANGED = ['overtaken', 'state'] as const;

/** What librarians do with a draft: measure, propose, return, withdraw, publish, follow another release. */
export function draftForms(deps: PageDeps) {
  const { storage, config, workshop } = deps;

  async function show(context: Context, status: 409 | 422, remark: CaseRemark): Promise<Response> {
    context.status(status);
    return context.html(await renderDraft(deps, context, remark));
  }
  /** Back to its page, or what came between. */
  async function answer(context: Context, draft: Draft, change: DraftChange, form: CaseRemark['form']): Promise<Response> {
    const between = CHANGED.find((one) => one === change);
    if (!between) return context.redirect(draftPath(draft.id), 303);
    return show(context, 409, { notice: NOT_DONE[deskLanguage(context)][between], ...(form && { form }) });
  }
  const wordsFor = (context: Context): Words => WORDS[deskLanguage(context)];

  /** Returning, withdrawing and proposing: one field, and what it may hold. */
  function withRemark(
    name: 'propose' | 'return' | 'withdraw',
    act: (draft: Draft, by: By, context: Context) => Promise<DraftChange | string>,
  ) {
    return async (context: Context): Promise<Response> => {
      const words = wordsFor(context);
      const draft = await draftOf(deps, context);
      const { remark = '', edits = '' } = await typedFields(context);
      const refuse = (problem: string): Promise<Response> =>
        show(context, 422, { form: { name, typed: { remark }, problems: { remark: problem } } });
      if (remark.length > LONGEST_REMARK) return refuse(words.long);
      if (name === 'return' && remark === '') return refuse(words.why);
      const form = { name, typed: { remark }, problems: {} };
      const counted = countOf(edits);
      if (counted === null) return show(context, 422, { notice: words.incomplete, form });
      const done = await act(draft, { officerId: officerOf(context).id, edits: counted, remark }, context);
      if (isChange(done)) return answer(context, draft, done, form);
      return show(context, 409, { notice: done, form });
    };
  }

  return {
    async build(context: Context): Promise<Response> {
      const words = wordsFor(context);
      const draft = await draftOf(deps, context);
      const edits = countOf((await typedFields(context)).edits);
      if (edits === null) return show(context, 422, { notice: words.incomplete });
      if ((await storage.draftFiles(draft.id)).length === 0) return show(context, 409, { notice: words.empty });
      const done = await storage.wantBuild(draft.id, { officerId: officerOf(context).id, edits });
      if (done === 'done') workshop?.nudge();
      if (done === 'done') return context.redirect(`${draftPath(draft.id)}#measured`, 303);
      return answer(context, draft, done, undefined);
    },

    propose: withRemark('propose', async (draft, { officerId, edits, remark }, context) => {
      const words = wordsFor(context);
      if ((await storage.draftFiles(draft.id)).length === 0) return words.empty;
      const { version } = await loadAtWork(deps);
      if (version !== null && version !== draft.base) return words.moved(version);
      const done = await storage.proposeDraft(draft.id, { officerId, edits, remark: remark === '' ? null : remark });
      const { build, current } = await loadMeasured(deps, draft);
      // What its reviewer reads is measured on what was proposed.
      const measured = current && build !== null && (isUnderWay(build) || build.state === 'passed');
      if (done === 'done' && !measured && (await storage.wantBuild(draft.id, { officerId, edits })) === 'done') workshop?.nudge();
      return done;
    }),
    return: withRemark('return', (draft, by) => storage.returnDraft(draft.id, by)),
    withdraw: withRemark('withdraw', (draft, { remark, ...by }) =>
      storage.withdrawDraft(draft.id, { ...by, remark: remark === '' ? null : remark }),
    ),

    async publish(context: Context): Promise<Response> {
      const words = wordsFor(context);
      const draft = await draftOf(deps, context);
      const { edits, build: buildId = '', seen } = await typedFields(context);
      const [counted, activation] = [countOf(edits), countOf(seen)];
      if (counted === null || activation === null || buildId === '') return show(context, 422, { notice: words.incomplete });
      if (draft.state !== 'proposed') return answer(context, draft, 'state', undefined);
      const { build, report } = await loadMeasured(deps, draft);
      if (build?.id !== buildId || build.version === null || !report) return show(context, 409, { notice: words.notPassed });
      const done = await storage.publishDraft(draft.id, {
        officerId: officerOf(context).id,
        edits: counted,
        buildId,
        version: build.version,
        callBacks: report.radius?.callBacks ?? [],
        alone: config.LIBRARY_ONE_PERSON,
        seen: activation,
      });
      if (done === 'same-person') return show(context, 409, { notice: words.samePerson });
      if (done === 'not-passed') return show(context, 409, { notice: words.notPassed });
      if (done === 'overtaken') return show(context, 409, { notice: words.overtaken });
      return answer(context, draft, done, undefined);
    },

    async rebase(context: Context): Promise<Response> {
      const words = wordsFor(context);
      const draft = await draftOf(deps, context);
      const typed = await typedFields(context);
      const edits = countOf(typed.edits);
      const form = { name: 'rebase', typed, problems: {} };
      const { version } = await loadAtWork(deps);
      if (edits === null) return show(context, 422, { notice: words.incomplete, form });
      if (draft.state !== 'open') return answer(context, draft, 'state', form);
      if (version === null || version === draft.base) return context.redirect(draftPath(draft.id), 303);
      // What he has solved is for the release that he had before his eyes.
      if (typed.to !== version) return show(context, 409, { notice: words.moved(version), form });
      const plan = await loadRebase(deps, await storage.draftFiles(draft.id), version);
      const solved = solve(plan.conflicts, typed);
      if (solved === null) return show(context, 422, { notice: words.unsolved, form });
      const checksums = await storage.sourceIndex(version);
      const files = [...plan.kept, ...solved].map(({ path, body }) => ({ path, body, baseChecksum: checksums.get(path) ?? null }));
      const done = await storage.rebaseDraft(draft.id, { base: version, files }, { officerId: officerOf(context).id, edits });
      return answer(context, draft, done, form);
    },
  };
}

interface By {
  readonly officerId: string;
  readonly edits: number;
  readonly remark: string;
}

function isChange(done: DraftChange | string): done is DraftChange {
  return done === 'done' || done === 'overtaken' || done === 'state' || done === 'unknown';
}

/** null: no form of ours has it like that. */
export function countOf(typed: string | undefined): number | null {
  return typed !== undefined && /^\d{1,15}$/.test(typed) ? Number(typed) : null;
}

/** What is left of the files that both have changed; null: one of them is not decided. */
function solve(conflicts: readonly Conflict[], typed: Typed): readonly Pick<DraftFile, 'path' | 'body'>[] | null {
  const solved: Pick<DraftFile, 'path' | 'body'>[] = [];
  for (const { path, theirs } of conflicts) {
    const at = Object.entries(typed)
      .find(([name, value]) => name.startsWith('path-') && value === path)?.[0]
      .slice('path-'.length);
    const how = SOLUTIONS.find((one) => one === typed[`how-${at}`]);
    const body = typed[`body-${at}`] ?? '';
    if (!how || (how === 'text' && body === '')) return null;
    const text = how === 'remove' ? null : how === 'theirs' ? theirs : `${body}\n`;
    if (text !== theirs) solved.push({ path, body: text });
  }
  return solved;
}
