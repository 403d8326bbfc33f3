import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { DeskCase, QueuedCase } from '../../storage/desk-cases.ts';
import { TELEPHONE } from '../../storage/telephone-channel.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { CallPanel, loadCallPanel } from './call-panel.tsx';
import { actionsState, CaseActions, loadCaseActions } from './case-actions.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseNotes, NoteForm } from './case-notes.tsx';
import { type CaseRemark, type FormRemark, NO_FORM } from './case-remark.ts';
import { type CaseView, caseViewOf } from './case-view.ts';
import { CLOSING_ID } from './closing-form.tsx';
import { CommunityForm } from './community-form.tsx';
import { ConversationLines } from './conversation-lines.tsx';
import { Contacts, loadContacts } from './earlier-contacts.tsx';
import { KeptWords } from './kept-words.tsx';
import { deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderLivePage } from './live-page.tsx';
import { Lookers, loadLookers } from './lookers.tsx';
import { loadMaskBar, MaskBar } from './mask-bar.tsx';
import { loadMoneyCard, MoneyCard } from './money-card.tsx';
import { QueueRail } from './queue-rail.tsx';
import { SituationText } from './queue-table.tsx';
import { loadReceiptPanel, ReceiptPanel } from './receipt-panel.tsx';
import { ReplyForm } from './reply-form.tsx';
import { SeenUpTo } from './seen-up-to.tsx';
import { StopLeadCard } from './stop-leads/stop-lead-card.tsx';
import { UrgencySign } from './urgency-sign.tsx';
import { loadVerdictForm, VERDICT_FORM, VerdictForm } from './verdict-form.tsx';

/**
 * `GET /console/cases/:id`: everything known of one case; also the answer to a form that failed.
 * @throws AppError 404 `case.unknown`
 */
export async function renderCase(deps: PageDeps, context: Context, caseId: string, remark: CaseRemark = {}): Promise<string> {
  const cursor = await deps.storage.deskCursor();
  const deskCase = await deps.storage.deskCase(caseId);
  if (!deskCase) throw unknownCase();
  const view = await caseViewOf(deps, context, deskCase);
  await deps.storage.noteRead(view.officer.id, caseId);
  const [queue, parts] = await Promise.all([deps.storage.queue(), loadParts(deps, deskCase)]);
  return renderLivePage(deps, context, {
    title: `${WORDS[deskLanguage(context)].title}${deskCase.number}`,
    address: `/console/cases/${encodeURIComponent(caseId)}`,
    cursor,
    children: <CasePage deskCase={deskCase} queue={queue} view={view} remark={remark} formId={deps.newId()} parts={parts} />,
  });
}

export function unknownCase(): AppError {
  return new AppError('case.unknown', '没有这一单，编号可能打错了。', 404);
}

/** What each part shows beside the case itself. */
async function loadParts(deps: PageDeps, deskCase: DeskCase) {
  const [actions, money, leads, calls, contacts, receipts, verdict, lookers, mask] = await Promise.all([
    loadCaseActions(deps, deskCase),
    loadMoneyCard(deps, deskCase),
    deps.storage.stopLeadsOfCase(deskCase.id),
    loadCallPanel(deps, deskCase),
    loadContacts(deps, deskCase),
    loadReceiptPanel(deps, deskCase),
    loadVerdictForm(deps, deskCase),
    loadLookers(deps, deskCase),
    loadMaskBar(deps, deskCase),
  ]);
  return { actions, money, leads, calls, contacts, receipts, verdict, lookers, mask };
}

/** Its own form is not on the page any more: what was typed into it would be gone. */
function isNotShown({ name }: FormRemark, mine: boolean): boolean {
  return name === NO_FORM || (!mine && name !== VERDICT_FORM);
}

interface CasePageProps {
  readonly deskCase: DeskCase;
  readonly queue: readonly QueuedCase[];
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly formId: string;
  readonly parts: Awaited<ReturnType<typeof loadParts>>;
}

const WORDS: Spoken<Record<'title' | 'queue' | 'conversation' | 'known' | 'facts' | 'notes' | 'reply', string>> = {
  'zh-CN': {
    title: '工单',
    queue: '队列',
    conversation: '对话',
    known: '已知情况和备注',
    facts: '已知情况',
    notes: '内部备注',
    reply: '回他 ↓',
  },
  en: {
    title: 'Case ',
    queue: 'Queue',
    conversation: 'Conversation',
    known: 'What is known, and notes',
    facts: 'What is known',
    notes: 'Internal notes',
    reply: 'Reply ↓',
  },
};

function CasePage({ deskCase, queue, view, remark, formId, parts }: CasePageProps) {
  const { id, number, urgency, status, owner, lines, channel } = deskCase;
  const { titleOf, mine } = view;
  const common = { deskCase, view, remark };
  const words = useWords(WORDS);
  return (
    // What was refused is said above: it is not scrolled away.
    <div class="case" data-case={id} data-at-end={mine && Object.keys(remark).length === 0 ? '' : undefined}>
      <QueueRail queue={queue} view={view} current={id} />
      <div id="notice" class="notice" role="alert">
        {remark.notice ?? ''}
        {remark.form && isNotShown(remark.form, mine) && <KeptWords form={remark.form} />}
      </div>
      <header id="case-head" class="case-head" data-part="">
        <a class="back" href="/console">
          ← {words.queue}
        </a>
        <UrgencySign urgency={urgency} />
        <h1 class="number">{number}</h1>
        <SituationText one={deskCase} titleOf={titleOf} />
        <Lookers {...common} loaded={parts.lookers} />
        <MaskBar {...common} loaded={parts.mask} />
      </header>
      <div id="case-actions" class="case-actions" data-part="" data-state={actionsState(deskCase, parts.actions)}>
        <CaseActions {...common} loaded={parts.actions} />
      </div>
      <section class="conversation" aria-label={words.conversation}>
        {/* The keyboard must be able to scroll it. It is exchanged whole, so that what is new in it is said by desk-said.js. */}
        <div id="lines" class="scroll" data-part="" data-follow="" tabindex={0} role="log" aria-live="off" aria-label={words.conversation}>
          <ConversationLines caseId={deskCase.id} lines={lines} channel={channel} view={view} />
          {mine && <SeenUpTo lines={lines} form={CLOSING_ID} />}
        </div>
        {/* On a telephone the form is some screens further down. */}
        <p id="to-reply" class="to-reply" data-part="">
          {mine && channel !== TELEPHONE && <a href="#reply-text">{words.reply}</a>}
        </p>
        <div id="answer" class="answer" data-part="" data-state={`${status} ${mine ? 'mine' : (owner?.id ?? '')}`}>
          <ReplyForm deskCase={deskCase} view={view} draft={remark.reply ?? null} formId={formId} />
          <VerdictForm {...common} loaded={parts.verdict} />
        </div>
      </section>
      <aside class="known" aria-label={words.known}>
        <div class="scroll">
          <div id="money" data-part="" data-state={`${status} ${mine} ${view.open} ${parts.money.version}`}>
            <MoneyCard {...common} loaded={parts.money} />
          </div>
          {deskCase.facts !== null && <StopLeadCard caseId={id} leads={parts.leads} />}
          <section id="notes" data-part="" aria-labelledby="notes-title">
            <h2 id="notes-title">{words.notes}</h2>
            <CaseNotes notes={deskCase.notes} view={view} />
          </section>
          <section id="facts" data-part="" aria-labelledby="facts-title">
            <h2 id="facts-title">{words.facts}</h2>
            <CaseFacts deskCase={deskCase} view={view} />
          </section>
          <div id="place" data-part="" data-state={`${mine} ${deskCase.community ?? ''}`}>
            <CommunityForm {...common} />
          </div>
          <div id="calls" data-part="" data-state={`${status} ${mine} ${view.open} ${parts.calls.version}`}>
            <CallPanel {...common} loaded={parts.calls} />
          </div>
          <div id="contacts" data-part="">
            <Contacts {...common} loaded={parts.contacts} />
          </div>
          <div id="receipts" data-part="">
            <ReceiptPanel {...common} loaded={parts.receipts} />
          </div>
        </div>
        <NoteForm caseId={id} draft={remark.note ?? null} formId={formId} />
      </aside>
    </div>
  );
}
