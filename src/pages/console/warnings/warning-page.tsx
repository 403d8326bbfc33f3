import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { PutBack } from '../../citizen/put-back.tsx';
import { Clock } from '../clock.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { AT_THE_QUEUE, SUPERVISING } from '../roles.ts';
import { officerOf } from '../session.ts';
import { TierSign } from '../visits/tier-sign.tsx';
import { DueTime } from './due-time.tsx';
import { PersonCard } from './person-card.tsx';
import { StepList } from './step-list.tsx';
import { TaskForms } from './task-forms.tsx';
import { Voiding } from './voiding.tsx';
import { WARNINGS_PATH, warningPath } from './warning-paths.ts';
import type { WarningRemark, WarningView } from './warning-view.ts';

interface Words {
  readonly title: string;
  readonly back: string;
  readonly meetBy: string;
  readonly met: string;
  readonly claim: string;
  readonly release: string;
  readonly owner: (who: string) => string;
  readonly nobody: string;
  readonly closeTitle: string;
  readonly close: string;
  readonly closeNote: string;
  readonly notYet: string;
  readonly notYetCall: string;
  readonly closed: string;
  readonly voided: string;
  readonly closedBy: (who: string) => string;
  readonly history: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '预警',
    back: '回预警列表',
    meetBy: '见面时限',
    met: '已当面见到',
    claim: '接手这一条',
    release: '退回列表',
    owner: (who) => `${who}在办`,
    nobody: '还没人接手。接手后看得到姓名、电话，才能记步骤。',
    closeTitle: '办结',
    close: '办结，安排回访',
    closeNote: '办结说明',
    notYet: '见到本人、劝住了，才能办结。他说“没被骗”不算：他可能正被人教着这样说。',
    notYetCall: '电话里联系上本人、劝住了，就能办结；没联系上会升级。他说“没被骗”不算。',
    closed: '已办结',
    voided: '已终止，没有人可劝',
    closedBy: (who) => `${who} `,
    history: '每一步',
  },
  en: {
    title: 'Warning',
    back: 'Back to the warnings',
    meetBy: 'To be met by',
    met: 'Met in person',
    claim: 'Claim it',
    release: 'Give it back',
    owner: (who) => `${who} has it`,
    nobody: 'Nobody has it. Claim it to see name and telephone and to record steps.',
    closeTitle: 'Close',
    close: 'Close, and plan the call-backs',
    closeNote: 'Remark',
    notYet: 'It can be closed once he was met and persuaded. That he says nobody cheats him does not count: he may be told to say so.',
    notYetCall:
      'It can be closed once he was reached by telephone and persuaded; not reached, it goes up. His saying that nobody cheats him does not count.',
    closed: 'Closed',
    voided: 'Ended, nobody to warn',
    closedBy: (who) => `by ${who}, `,
    history: 'Every step',
  },
};

/** `GET /console/warnings/:id` */
export async function renderWarning(deps: PageDeps, context: Context, id: string, remark: WarningRemark = {}): Promise<string> {
  const { storage, detector, now, newId, config } = deps;
  const officer = officerOf(context);
  const warning = await storage.readWarning(id, { id: officer.id, role: officer.role });
  if (!warning) throw new AppError('warning.unknown', '没有这条预警，编号可能打错了。', 404);
  const isOwed = warning.tasks.length > 0;
  // An advisor needs to know who it is while somebody has to be met or rung, and no longer.
  const open =
    warning.owner?.id === officer.id ||
    (officer.role === 'advisor' && (warning.status === 'open' || isOwed)) ||
    (warning.status === 'closed' && isOwed);
  if (open && warning.person) await storage.noteWarningRead(id, officer.id);
  const language = deskLanguage(context);
  const view: WarningView = {
    warning,
    officer,
    open,
    now: now(),
    language,
    callIsEnough: warning.callIsEnough,
    remark,
    formId: newId,
  };
  const type = detector.library.types.find((one) => one.id === warning.type) ?? null;
  return renderConsole(deps, context, {
    title: `${WORDS[language].title} ${warning.externalId}`,
    children: (
      <section class="warning-page">
        <Head view={view} />
        {remark.notice && (
          <p class="notice" role="alert">
            {remark.notice}
          </p>
        )}
        <div class="warning-columns">
          <div class="warning-work">
            <TaskForms view={view} />
            <Closing view={view} />
            <Voiding view={view} />
            <h2>{WORDS[language].history}</h2>
            <StepList steps={warning.steps} createdAt={warning.createdAt} source={warning.source} now={view.now} />
          </div>
          <PersonCard view={view} type={type} hotline={config.HOTLINE_NUMBER} city={config.CITY} />
        </div>
      </section>
    ),
  });
}

function Head({ view }: { view: WarningView }) {
  const { warning, officer, now } = view;
  const words = useWords(WORDS);
  const mine = warning.owner?.id === officer.id;
  const mayRelease = warning.owner !== null && warning.status === 'open' && (mine || SUPERVISING.includes(officer.role));
  const act = (name: string, label: string, first = false) => (
    <form method="post" action={`${warningPath(warning.id)}/${name}`}>
      <button class={first ? 'act act-first' : 'act'} type="submit">
        {label}
      </button>
    </form>
  );
  return (
    <header class="warning-head">
      <p>
        <a href={WARNINGS_PATH}>{words.back}</a>
      </p>
      <h1>
        <TierSign tier={warning.tier} /> <span class="number">{warning.externalId}</span>
      </h1>
      <p class="warning-standing">
        {warning.status === 'closed' && <Closed view={view} />}
        {warning.status === 'open' && warning.metAt === null && (
          <span>
            {words.meetBy} <DueTime at={warning.meetBy} now={now} />
          </span>
        )}
        {warning.metAt !== null && <span>{words.met}</span>}
        {warning.status === 'open' && (warning.owner ? <b>{words.owner(warning.owner.display)}</b> : <span>{words.nobody}</span>)}
      </p>
      <div class="warning-acts">
        {warning.owner === null && warning.status === 'open' && AT_THE_QUEUE.includes(officer.role) && act('claim', words.claim, true)}
        {mayRelease && act('release', words.release)}
      </div>
    </header>
  );
}

/** Nobody is at it any more: who said so, and when. */
function Closed({ view: { warning, now } }: { view: WarningView }) {
  const words = useWords(WORDS);
  return (
    <>
      <b>{warning.voidReason === null ? words.closed : words.voided}</b>
      <span>
        {warning.closedBy !== null && words.closedBy(warning.closedBy.display)}
        {warning.closedAt !== null && <Clock at={warning.closedAt} now={now} />}
      </span>
    </>
  );
}

function Closing({ view }: { view: WarningView }) {
  const words = useWords(WORDS);
  const { warning, officer } = view;
  if (warning.status === 'closed') return null;
  const may = warning.owner?.id === officer.id || SUPERVISING.includes(officer.role);
  return (
    <section class="warning-closing">
      <h2>{words.closeTitle}</h2>
      {warning.mayClose && may ? (
        <form class="closing-form" method="post" action={`${warningPath(warning.id)}/close`}>
          <input type="hidden" name="stepId" value={view.formId()} />
          <label for="close-note">{words.closeNote}</label>
          <input
            id="close-note"
            name="note"
            maxlength={500}
            autocomplete="off"
            value={view.remark.kind === 'closing' ? (view.remark.note ?? '') : ''}
          />
          <PutBack of="close-note" />
          <button class="act act-first" type="submit">
            {words.close}
          </button>
        </form>
      ) : (
        <p class="quiet">{view.callIsEnough ? words.notYetCall : words.notYet}</p>
      )}
    </section>
  );
}
