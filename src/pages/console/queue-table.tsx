import type { QueuedCase } from '../../storage/desk-cases.ts';
import { ColourWord } from './colour-word.tsx';
import { channelWord, situationOf } from './desk-words.ts';
import { Elapsed } from './elapsed.tsx';
import { UrgencySign } from './urgency-sign.tsx';

/** So long a P0 may wait for somebody before its row stands out. Milliseconds. */
const UNCLAIMED_ALARM = 30_000;
/** More rows help nobody; what is left out is less urgent, and the filters reach it. */
const MOST_ROWS = 200;

export interface QueueView {
  readonly now: number;
  readonly officerId: string;
  /** A scam type's everyday name. */
  readonly titleOf: (type: string) => string | null;
}

export function QueueTable({ cases, view }: { cases: readonly QueuedCase[]; view: QueueView }) {
  const left = cases.length - MOST_ROWS;
  return (
    <>
      <table class="queue">
        <thead>
          <tr>
            <th scope="col">级别</th>
            <th scope="col">等接手</th>
            <th scope="col">情况</th>
            <th scope="col">工单</th>
            <th scope="col">渠道</th>
            <th scope="col">上次来话</th>
            <th scope="col">谁在办</th>
          </tr>
        </thead>
        <tbody>
          {cases.slice(0, MOST_ROWS).map((one) => (
            <Row one={one} view={view} />
          ))}
        </tbody>
      </table>
      {left > 0 && <p class="queue-rest">还有 {left} 单没列出，都不比上面的急。用上面的筛选能看到。</p>}
    </>
  );
}

/** When an unclaimed case begins to stand out; null: never. */
export function alarmAt({ urgency, status, createdAt }: QueuedCase): number | null {
  return urgency === 'P0' && status === 'waiting' ? createdAt + UNCLAIMED_ALARM : null;
}

function Row({ one, view }: { one: QueuedCase; view: QueueView }) {
  const { now, officerId } = view;
  const alarm = alarmAt(one);
  const waiting = one.status === 'waiting';
  const mine = one.owner?.id === officerId;
  const classes = [waiting ? 'waiting' : 'claimed', mine && 'mine', alarm !== null && now >= alarm && 'overdue'];
  return (
    <tr class={classes.filter(Boolean).join(' ')} data-alarm={alarm ?? undefined} data-case={one.id}>
      <td>
        <UrgencySign urgency={one.urgency} />
      </td>
      <td class="wait">{waiting ? <Elapsed since={one.createdAt} now={now} /> : '—'}</td>
      <td>
        <SituationText one={one} titleOf={view.titleOf} />
      </td>
      <td>
        <a class="open number" id={`open-${one.id}`} href={`/console/cases/${one.id}`}>
          {one.number}
        </a>
      </td>
      <td>{channelWord(one.channel)}</td>
      <td>
        <Elapsed since={one.lastFromCitizenAt} now={now} />
      </td>
      <td>{one.owner ? <b class="owner">{mine ? '我' : one.owner.display}</b> : <ClaimForm caseId={one.id} label="接手" />}</td>
    </tr>
  );
}

export function SituationText({ one, titleOf }: { one: QueuedCase; titleOf: QueueView['titleOf'] }) {
  const { stage, reason } = situationOf(one);
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
