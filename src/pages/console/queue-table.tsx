import type { Alarms } from '../../desk/alarms.ts';
import type { QueuedCase } from '../../storage/desk-cases.ts';
import type { Role } from '../../storage/desk-schema.ts';
import { ColourWord } from './colour-word.tsx';
import { channelIn, situationIn } from './desk-words.ts';
import { Elapsed } from './elapsed.tsx';
import { type Spoken, useWords } from './language.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { mayClaim } from './roles.ts';
import { UrgencySign } from './urgency-sign.tsx';

/** More rows help nobody; what is left out is less urgent, and the filters reach it. */
const MOST_ROWS = 100;

export interface QueueView {
  readonly now: number;
  /** Empty: of nobody, for a table that all share. */
  readonly officerId: string;
  /** null: whoever it may be. */
  readonly role?: Role | null;
  readonly alarms: Alarms;
  /** A scam type's everyday name. */
  readonly titleOf: (type: string) => string | null;
}

const WORDS = {
  'zh-CN': {
    columns: ['级别', '等接手', '情况', '工单', '渠道', '上次来话', '谁在办'],
    waits: '他在等',
    me: '我',
    claim: '接手',
    left: (count: number) => `还有 ${count} 单没列出，都不比上面的急。用上面的筛选能看到。`,
    returned: '退回：没人答',
    reported: '已报主管',
    wanted: (role: string) => `转给${role}`,
    busy: '通话中',
    guarded: '30天内被骗过',
    unheard: '值班手机短信到上限，打电话叫人',
  },
  en: {
    columns: ['Urgency', 'Unclaimed', 'What happened', 'Case', 'Channel', 'Last message', 'Owner'],
    waits: 'Waiting',
    me: 'me',
    claim: 'Claim',
    left: (count: number) => `${count} more are not listed; none is more urgent than those above. The filters show them.`,
    returned: 'Came back: no answer',
    reported: 'Reported to supervisor',
    wanted: (role: string) => `For: ${role}`,
    busy: 'On the phone',
    guarded: 'Cheated within 30 days',
    unheard: 'SMS limit reached: ring somebody',
  },
} satisfies Spoken<unknown>;

export function QueueTable({ cases, view }: { cases: readonly QueuedCase[]; view: QueueView }) {
  const words = useWords(WORDS);
  const left = cases.length - MOST_ROWS;
  return (
    <>
      <table class="queue">
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.slice(0, MOST_ROWS).map((one) => (
            <Row one={one} view={view} />
          ))}
        </tbody>
      </table>
      {left > 0 && <p class="queue-rest">{words.left(left)}</p>}
    </>
  );
}

function Row({ one, view }: { one: QueuedCase; view: QueueView }) {
  const words = useWords(WORDS);
  const { now, officerId } = view;
  const [alarm, reported] = [view.alarms.alarmAt(one), view.alarms.reportedAt(one)];
  const waiting = one.status === 'waiting';
  const mine = one.owner !== null && one.owner.id === officerId;
  const classes = [
    waiting ? 'waiting' : 'claimed',
    mine && 'mine',
    alarm !== null && now >= alarm && 'overdue',
    reported !== null && now >= reported && 'reported',
  ];
  return (
    <tr
      class={classes.filter(Boolean).join(' ')}
      data-alarm={alarm ?? undefined}
      data-reported={reported ?? undefined}
      data-case={one.id}
      data-owner={one.owner?.id}
    >
      <td>
        <UrgencySign urgency={one.urgency} />
      </td>
      <td class="wait">
        {waiting && <Elapsed since={one.createdAt} now={now} />}
        {!waiting && one.waitingSince !== null && one.busyUntil === null && (
          <>
            <small>{words.waits}</small> <Elapsed since={one.waitingSince} now={now} />
          </>
        )}
        {!waiting && (one.waitingSince === null || one.busyUntil !== null) && '—'}
      </td>
      <td>
        <SituationText one={one} titleOf={view.titleOf} />
        <Marks one={one} alarms={view.alarms} />
      </td>
      <td>
        <a class="open number" id={`open-${one.id}`} href={`/console/cases/${one.id}`}>
          {one.number}
        </a>
      </td>
      <td>
        <ChannelName channel={one.channel} />
      </td>
      <td>
        <Elapsed since={one.lastFromCitizenAt} now={now} />
      </td>
      <td>{one.owner ? <b class="owner">{mine ? words.me : one.owner.display}</b> : <Claim one={one} role={view.role ?? null} />}</td>
    </tr>
  );
}

function Claim({ one, role }: { one: QueuedCase; role: Role | null }) {
  const words = useWords(WORDS);
  const roleNames = useWords(ROLE_NAMES);
  return one.wantedRole !== null && role !== null && !mayClaim(role, one.wantedRole) ? (
    <span class="owner">{words.wanted(roleNames[one.wantedRole])}</span>
  ) : (
    <ClaimForm caseId={one.id} label={words.claim} />
  );
}

function ChannelName({ channel }: { channel: string }) {
  return <>{useWords(channelIn)(channel)}</>;
}

/** What makes this case another than its neighbours. */
function Marks({ one, alarms }: { one: QueuedCase; alarms: Alarms }) {
  const words = useWords(WORDS);
  const roleNames = useWords(ROLE_NAMES);
  const { returnedAt, busyUntil, wantedRole, guarded, unheard } = one;
  const reported = alarms.reportedAt(one) !== null;
  if (!reported && returnedAt === null && busyUntil === null && wantedRole === null && !guarded && !unheard) return null;
  return (
    <span class="marks">
      {returnedAt !== null && <b class="mark-returned">{words.returned}</b>}
      {/* Seen from its time on. */}
      {reported && <b class="mark-reported">{words.reported}</b>}
      {unheard && <b>{words.unheard}</b>}
      {wantedRole !== null && <span>{words.wanted(roleNames[wantedRole])}</span>}
      {busyUntil !== null && <span>{words.busy}</span>}
      {guarded && <span>{words.guarded}</span>}
    </span>
  );
}

export function SituationText({ one, titleOf }: { one: QueuedCase; titleOf: QueueView['titleOf'] }) {
  const { stage, reason } = useWords(situationIn)(one);
  const type = one.type === null ? null : titleOf(one.type);
  return (
    <span class="situation">
      <b>{stage ?? reason}</b>
      {stage && <span>{reason}</span>}
      {type && <span class="type">{type}</span>}
      <ColourWord colour={one.colour} />
    </span>
  );
}

/** @param stays the page that it is on is the one that it leads to */
export function ClaimForm({ caseId, label, stays = false }: { caseId: string; label: string; stays?: boolean }) {
  return (
    <form class="claim" method="post" action={`/console/cases/${caseId}/claim`} data-send={stays ? '' : undefined}>
      <button id={`claim-${caseId}`} class={stays ? 'act act-first' : 'act'} type="submit">
        {label}
      </button>
    </form>
  );
}
