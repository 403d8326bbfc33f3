import type { ListedWarning } from '../../../storage/dissuasion/listed-warnings.ts';
import { type Spoken, useWords } from '../language.tsx';
import { TierSign } from '../visits/tier-sign.tsx';
import { DueTime } from './due-time.tsx';
import { warningPath } from './warning-paths.ts';
import { TASK_WORDS } from './warning-words.ts';

interface Words {
  readonly columns: readonly string[];
  readonly claim: string;
  readonly me: string;
  /** Over the last column where all of them are closed. */
  readonly closer: string;
  readonly closedBy: (who: string) => string;
  readonly nobody: string;
  readonly mayClose: string;
  readonly paid: string;
  readonly noType: string;
  readonly escalated: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    columns: ['级别', '时限', '要做的', '编号', '地方', '谁在办'],
    claim: '接手',
    me: '我',
    closer: '谁办结',
    closedBy: (who) => `${who}办结`,
    nobody: '没人接手',
    mayClose: '已劝住，可以办结',
    paid: '预警后被骗',
    noType: '类型不详',
    escalated: '超时升过级',
  },
  en: {
    columns: ['Tier', 'Deadline', 'To do', 'Number', 'Place', 'Owner'],
    claim: 'Claim',
    me: 'me',
    closer: 'Closed by',
    closedBy: (who) => `closed by ${who}`,
    nobody: 'nobody',
    mayClose: 'Persuaded, can be closed',
    paid: 'Cheated after the warning',
    noType: 'Type unknown',
    escalated: 'Raised when overdue',
  },
};

interface TableProps {
  readonly warnings: readonly ListedWarning[];
  readonly titles: ReadonlyMap<string, string>;
  readonly officer: { readonly id: string; readonly mayWork: boolean };
  readonly now: number;
}

export function LaneTable({ warnings, ...rest }: TableProps) {
  const words = useWords(WORDS);
  const areClosed = warnings.every(({ status }) => status === 'closed');
  const columns = areClosed ? words.columns.with(-1, words.closer) : words.columns;
  return (
    <table class="warnings-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {warnings.map((one) => (
          <Row one={one} {...rest} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ one, titles, officer, now }: Omit<TableProps, 'warnings'> & { readonly one: ListedWarning }) {
  const words = useWords(WORDS);
  const taskWords = useWords(TASK_WORDS);
  const mine = one.owner?.id === officer.id;
  const late = one.dueAt !== null && one.dueAt < now;
  return (
    <tr class={[mine && 'mine', late && 'late'].filter(Boolean).join(' ') || undefined}>
      <td class="w-tier">
        <TierSign tier={one.tier} />
      </td>
      <td class="w-due">{one.dueAt === null ? '—' : <DueTime at={one.dueAt} now={now} />}</td>
      <td class="w-what">
        <b>{one.tasks.map(({ kind }) => taskWords[kind]).join(' · ') || words.mayClose}</b>{' '}
        <span class="quiet">{one.type === null ? words.noType : (titles.get(one.type) ?? one.type)}</span>
        {one.cheated && <span class="w-mark">{words.paid}</span>}
        {one.tasks.some(({ escalated }) => escalated) && <span class="w-mark">{words.escalated}</span>}
      </td>
      <td class="w-number">
        <a class="number" href={warningPath(one.id)}>
          {one.externalId}
        </a>
      </td>
      <td class="w-place" lang="zh-CN">
        {[one.town, one.grid?.name].filter(Boolean).join(' ') || '—'}
      </td>
      <td class="w-owner">
        {one.status === 'closed' ? (
          <b>{one.closedBy && words.closedBy(one.closedBy.id === officer.id ? words.me : one.closedBy.display)}</b>
        ) : one.owner ? (
          <b>{mine ? words.me : one.owner.display}</b>
        ) : officer.mayWork ? (
          <form class="lane-claim" method="post" action={`${warningPath(one.id)}/claim`}>
            <button class={late ? 'act act-first' : 'act'} type="submit" aria-label={`${words.claim} ${one.externalId}`}>
              {words.claim}
            </button>
          </form>
        ) : (
          <span class="quiet">{words.nobody}</span>
        )}
      </td>
    </tr>
  );
}
