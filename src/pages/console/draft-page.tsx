import type { Context } from 'hono';
import type { Library } from '../../library/library.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { wantsFragment } from '../citizen/wants-fragment.ts';
import { type CaseRemark, type FormRemark, remarkOf } from './case-remark.ts';
import { dayAndTime } from './day-and-time.ts';
import { ChangesPart } from './draft-changes.tsx';
import { ConflictsPart } from './draft-conflicts.tsx';
import { DecidePart } from './draft-decide.tsx';
import { MeasuredPart } from './draft-measured.tsx';
import { DRAFTS_PATH, draftPath } from './draft-paths.ts';
import { Published } from './draft-publish.tsx';
import { StepsPart } from './draft-steps.tsx';
import { type DraftView, draftOf, loadDraft } from './draft-view.ts';
import { DRAFT_STATES } from './draft-words.ts';
import { KeptWords } from './kept-words.tsx';
import { type DeskLanguage, deskLanguage, Speaking, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { releasePath } from './library-addresses.ts';
import { LibraryFrame } from './library-frame.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly base: string;
  readonly state: string;
  readonly author: string;
  readonly begun: string;
  readonly yourTurn: string;
  readonly back: string;
  readonly draft: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    base: '改的版本',
    state: '现在',
    author: '谁写的',
    begun: '开始',
    yourTurn: '等您复核',
    back: '全部草稿',
    draft: '草稿',
  },
  en: {
    language: 'en',
    base: 'Changes release',
    state: 'Now',
    author: 'By',
    begun: 'Begun',
    yourTurn: 'your turn to review',
    back: 'All drafts',
    draft: 'Draft',
  },
};

/**
 * `GET /console/library/drafts/:id`
 * @param remark what became of a form that was not taken
 * @throws AppError 404 `draft.unknown`
 */
export async function renderDraft(deps: PageDeps, context: Context, remark: CaseRemark = {}): Promise<string> {
  const view = await loadDraft(deps, context);
  const urls = await deps.assets.urls();
  return renderConsole(deps, context, {
    title: titleIn(view.draft.title, deskLanguage(context)),
    children: (
      <>
        <DraftPage view={view} library={deps.detector.library} remark={remark} />
        <script src={urls['desk-draft.js']} defer />
      </>
    ),
  });
}

/** `GET /console/library/drafts/:id/build`: the part that changes while it is measured; without script the whole page. */
export function measuredPart(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    if (!wantsFragment(context)) return context.redirect(draftPath((await draftOf(deps, context)).id), 303);
    const view = await loadDraft(deps, context);
    return context.html(
      (
        <Speaking value={deskLanguage(context)}>
          <MeasuredPart view={view} />
        </Speaking>
      ).toString(),
    );
  };
}

function DraftPage({ view, library, remark }: { view: DraftView; library: Library; remark: CaseRemark }) {
  const { draft, steps } = view;
  // Whose form has gone meanwhile finds his words here.
  const shown = new Set(
    view.writes ? (draft.state === 'open' ? ['propose', 'withdraw'] : draft.state === 'proposed' ? ['return', 'withdraw'] : []) : [],
  );
  if (view.rebase) shown.add('rebase');
  return (
    <LibraryFrame title={<span lang="zh-CN">{draft.title}</span>} at={null} version={library.version}>
      {remark.notice && (
        <p class="refusal" role="alert">
          {remark.notice}
        </p>
      )}
      {remark.form && !shown.has(remark.form.name) && <KeptWords form={wordsOf(remark.form)} />}
      <Published view={view} />
      <Head view={view} />
      <ConflictsPart view={view} typed={remarkOf(remark, 'rebase').typed} />
      <ChangesPart view={view} library={library} />
      <MeasuredPart view={view} />
      <DecidePart view={view} remark={remark} />
      <StepsPart steps={steps} />
    </LibraryFrame>
  );
}

/** Of a form that is gone: what somebody wrote, not what he chose. */
function wordsOf(form: FormRemark): FormRemark {
  return {
    ...form,
    typed: Object.fromEntries(Object.entries(form.typed).filter(([name]) => name === 'remark' || name.startsWith('body-'))),
  };
}

/** A page's name is read out in the page's language. */
function titleIn(title: string, language: DeskLanguage): string {
  return language === 'en' && /\p{Script=Han}/u.test(title) ? WORDS.en.draft : title;
}

function Head({ view: { draft, officer, writes, onePerson } }: { view: DraftView }) {
  const words = useWords(WORDS);
  const states = useWords(DRAFT_STATES);
  const turn = draft.state === 'proposed' && writes && (draft.proposedBy !== officer.id || onePerson);
  return (
    <>
      <p class="draft-back">
        <a href={DRAFTS_PATH}>{words.back}</a>
      </p>
      <dl class="library-facts">
        <dt>{words.state}</dt>
        <dd>
          {states[draft.state]}
          {turn && (
            <>
              {' '}
              · <b>{words.yourTurn}</b>
            </>
          )}
        </dd>
        <dt>{words.base}</dt>
        <dd class="number">
          <a href={releasePath(draft.base)}>{draft.base}</a>
        </dd>
        <dt>{words.author}</dt>
        <dd>{draft.author}</dd>
        <dt>{words.begun}</dt>
        <dd class="number">{dayAndTime(draft.createdAt, words.language)}</dd>
      </dl>
    </>
  );
}
