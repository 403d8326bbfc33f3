import type { CaseStanding } from '../../storage/case-work.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import { AT_THE_DESK, type Present } from '../../storage/presence.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { amountIn } from './amount-words.ts';
import type { CaseRemark } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { Clock } from './clock.tsx';
import { ClosingForm } from './closing-form.tsx';
import { TRUTH_NAMES } from './desk-words.ts';
import { type Spoken, useWords } from './language.tsx';
import { ClaimForm } from './queue-table.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { mayClaim, SUPERVISING } from './roles.ts';
import { TransferForm } from './transfer-form.tsx';

export interface LoadedActions {
  readonly standing: CaseStanding | null;
  readonly present: readonly Present[];
}

/** How the case stands beside what the queue shows, and who could have it. */
export async function loadCaseActions({ storage }: PageDeps, { id }: DeskCase): Promise<LoadedActions> {
  const [standing, present] = await Promise.all([storage.caseStanding(id), storage.presentAt(AT_THE_DESK)]);
  return { standing, present };
}

/** For the part around it: it is exchanged when this changes, so that what is being typed stays. */
export function actionsState(deskCase: DeskCase, loaded: LoadedActions): string {
  const { status, owner } = deskCase;
  const { wantedRole, busyUntil, returnedAt } = loaded.standing ?? {};
  const wanted = isFree(deskCase, loaded) ? 'anybody' : wantedRole;
  return [status, owner?.id, wanted, busyUntil, returnedAt].map((one) => one ?? '-').join(' ');
}

/** A P0 that waits for a role of which nobody has the desk open: anybody may take it. */
function isFree({ urgency }: DeskCase, { standing, present }: LoadedActions): boolean {
  return urgency === 'P0' && standing?.wantedRole != null && !present.some(({ role }) => role === standing.wantedRole);
}

interface ActionWords {
  readonly claim: string;
  readonly release: string;
  readonly takeBack: string;
  readonly yours: string;
  readonly theirs: (owner: string) => string;
  readonly somebody: string;
  readonly onTelephone: string;
  readonly until: string;
  readonly theyAreOnTelephone: string;
  readonly waitsFor: (role: string) => string;
  readonly cameBack: string;
  readonly closed: (said: string) => string;
  readonly lost: string;
  readonly saved: string;
  readonly reported: string;
  readonly reopen: string;
}
const WORDS: Spoken<ActionWords> = {
  'zh-CN': {
    claim: '接手这一单',
    release: '退回队列',
    takeBack: '收回，放回队列',
    yours: '您在办，机器不说话',
    theirs: (owner) => `${owner}在办`,
    somebody: '同事',
    onTelephone: '正在和他通话',
    until: '记到',
    theyAreOnTelephone: '正在通话',
    waitsFor: (role) => `等${role}接手`,
    cameBack: '没人及时回，退回了队列',
    closed: (said) => `已结案${said && `：${said}`}`,
    lost: '损失',
    saved: '拦下',
    reported: '已报110',
    reopen: '重新打开，我来办',
  },
  en: {
    claim: 'Take this case',
    release: 'Back to the queue',
    takeBack: 'Take it back to the queue',
    yours: 'Yours; the bot is silent',
    theirs: (owner) => `${owner} has it`,
    somebody: 'A colleague',
    onTelephone: 'On the phone with them',
    until: 'until',
    theyAreOnTelephone: 'on the phone',
    waitsFor: (role) => `Waiting for a ${role}`,
    cameBack: 'Came back: nobody answered in time',
    closed: (said) => `Closed${said && `: ${said}`}`,
    lost: 'lost',
    saved: 'saved',
    reported: 'reported to 110',
    reopen: 'Reopen, I take it',
  },
};

interface CaseActionsProps {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: LoadedActions;
}

/** Whose it is, and what he who looks at it may do with it. */
export function CaseActions({ deskCase, view, remark, loaded }: CaseActionsProps) {
  const words = useWords(WORDS);
  const { id, status, owner } = deskCase;
  const { standing, present } = loaded;
  const busy = standing?.busyUntil != null && standing.busyUntil > view.now ? standing.busyUntil : null;
  if (status === 'closed') return <Closed deskCase={deskCase} view={view} standing={standing} />;
  if (status === 'waiting') return <Waiting caseId={id} free={isFree(deskCase, loaded)} view={view} standing={standing} />;
  const transfer = <TransferForm caseId={id} ownerId={owner?.id ?? ''} view={view} remark={remark} present={present} />;
  if (!view.mine)
    return (
      <>
        <p class="owner-line" data-said="">
          {words.theirs(owner?.display ?? words.somebody)}
          {busy !== null && ` · ${words.theyAreOnTelephone}`}
        </p>
        {SUPERVISING.includes(view.officer.role) && (
          <>
            <Release caseId={id} ownerId={owner?.id ?? ''} label={words.takeBack} />
            {transfer}
          </>
        )}
      </>
    );
  return (
    <>
      <p class="owner-line" data-said="">
        {words.yours}
      </p>
      <Release caseId={id} ownerId={view.officer.id} label={words.release} />
      <form class="on-telephone" method="post" action={`/console/cases/${id}/telephone`} data-send="">
        <input type="hidden" name="calling" value={busy === null ? '1' : '0'} />
        <button
          id="on-telephone"
          class="act"
          type="submit"
          aria-pressed={busy === null ? 'false' : 'true'}
          data-said={busy === null ? undefined : ''}
        >
          {words.onTelephone}
          {busy !== null && (
            <>
              {' '}
              · {words.until} <Clock at={busy} now={view.now} />
            </>
          )}
        </button>
      </form>
      {transfer}
      <ClosingForm caseId={id} view={view} remark={remark} before={standing} />
    </>
  );
}

function Release({ caseId, ownerId, label }: { caseId: string; ownerId: string; label: string }) {
  return (
    <form method="post" action={`/console/cases/${caseId}/release`}>
      <input type="hidden" name="owner" value={ownerId} />
      <button id="release" class="act" type="submit">
        {label}
      </button>
    </form>
  );
}

interface StandingProps {
  readonly view: CaseView;
  readonly standing: CaseStanding | null;
}

function Waiting({ caseId, free, view, standing }: StandingProps & { readonly caseId: string; readonly free: boolean }) {
  const words = useWords(WORDS);
  const roleNames = useWords(ROLE_NAMES);
  const wanted = standing?.wantedRole ?? null;
  return (
    <>
      {standing?.returnedAt != null && (
        <p class="came-back" data-said="">
          {words.cameBack} <Clock at={standing.returnedAt} now={view.now} />
        </p>
      )}
      {wanted && (
        <p class="owner-line" data-said="">
          {words.waitsFor(roleNames[wanted])}
        </p>
      )}
      {(free || mayClaim(view.officer.role, wanted)) && <ClaimForm caseId={caseId} label={words.claim} stays />}
    </>
  );
}

function Closed({ deskCase: { id, truth, owner, closedAt }, view, standing }: StandingProps & { readonly deskCase: DeskCase }) {
  const words = useWords(WORDS);
  const truths = useWords(TRUTH_NAMES);
  const amountOf = useWords(amountIn);
  const { trueType = null, lost = null, saved = null, reported = false } = standing ?? {};
  const said = [
    truth && truths[truth],
    trueType && (view.titleOf(trueType) ?? trueType),
    lost && `${words.lost} ${amountOf(lost)}`,
    saved && `${words.saved} ${amountOf(saved)}`,
    reported && words.reported,
    owner?.display,
  ].filter((one) => typeof one === 'string');
  return (
    <>
      <p class="owner-line" data-said="">
        {words.closed(said.join(' · '))} {closedAt !== null && <Clock at={closedAt} now={view.now} />}
      </p>
      <form method="post" action={`/console/cases/${id}/reopen`}>
        <button class="act" type="submit">
          {words.reopen}
        </button>
      </form>
    </>
  );
}
