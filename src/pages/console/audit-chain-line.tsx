import type { AuditStretch, AuditVerdict, BadLink } from '../../storage/audit-chain.ts';
import { AUDIT_PATH } from './audit-path.ts';
import { type Spoken, useWords } from './language.tsx';

interface Words {
  readonly rows: (rows: number, unchained: number) => string;
  readonly head: string;
  readonly verify: string;
  readonly verifying: (verified: string, of: string) => string;
  readonly goOn: string;
  readonly whole: string;
  readonly broken: (position: number, what: string) => string;
  readonly kinds: Readonly<Record<BadLink['what'], string>>;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    rows: (rows, unchained) => `共${rows}条${unchained > 0 ? `，最新${unchained}条还没入链` : ''}。`,
    head: '链尾',
    verify: '核对整条链',
    verifying: (verified, of) => `正在核对：${of}条中的${verified}条没有问题。`,
    goOn: '接着核对',
    whole: '核对过：没有改动、删除或插入。',
    broken: (position, what) => `链在第${position}条断了：${what}。请保留数据库和备份，报告管理员。`,
    kinds: {
      changed: '内容被改过',
      deleted: '有记录被删',
      inserted: '有记录被插入',
      reordered: '顺序被换过',
      'cut-off': '末尾被截掉',
    },
  },
  en: {
    rows: (rows, unchained) => `${rows} rows${unchained > 0 ? `, the newest ${unchained} not in the chain yet` : ''}.`,
    head: 'Head',
    verify: 'Verify the whole chain',
    verifying: (verified, of) => `Verifying: ${verified} of ${of} hold.`,
    goOn: 'Go on verifying',
    whole: 'Verified: nothing changed, deleted or inserted.',
    broken: (position, what) => `The chain breaks at row ${position}: ${what}. Keep the database and the backups, tell an administrator.`,
    kinds: {
      changed: 'a row was changed',
      deleted: 'a row was deleted',
      inserted: 'a row was inserted',
      reordered: 'rows were reordered',
      'cut-off': 'the end was cut off',
    },
  },
};
const FIGURES = new Intl.NumberFormat('en-US', { useGrouping: true });

export interface ShownChain {
  readonly state: Pick<AuditVerdict, 'rows' | 'chained' | 'head'>;
  /** How far it has been looked along; null: nobody asked. */
  readonly look: AuditStretch | null;
}

/**
 * How the log stands: how much, how it ends, and, when asked, whether it holds. A long chain is looked along stretch by
 * stretch: with htmx it goes on by itself, without by a link.
 */
export function ChainLine({ state: { rows, chained, head }, look }: ShownChain) {
  const words = useWords(WORDS);
  const bad = look?.firstBad;
  const onward = look && !look.ended ? `${AUDIT_PATH}?verified=${look.verified}` : undefined;
  return (
    <div
      id="chain"
      class={bad ? 'chain chain-broken' : 'chain'}
      role="status"
      aria-busy={onward ? 'true' : undefined}
      hx-get={onward}
      hx-trigger={onward && 'load'}
      hx-swap={onward && 'outerHTML'}
    >
      {look && onward && (
        <p>
          <progress value={look.verified} max={Math.max(chained, 1)} aria-label={words.verify} />{' '}
          <span class="number">{words.verifying(FIGURES.format(look.verified), FIGURES.format(chained))}</span>{' '}
          <a href={onward}>{words.goOn}</a>
        </p>
      )}
      <p>
        {bad && <b>{words.broken(bad.position, words.kinds[bad.what])}</b>} {look?.ended && !bad && <b>{words.whole}</b>}{' '}
        {words.rows(rows, rows - chained)}{' '}
        {head && (
          <span class="number" title={head.hash}>
            {words.head} {head.position}:{head.hash.slice(0, 12)}…
          </span>
        )}{' '}
        {look === null && <a href={`${AUDIT_PATH}?verified=0`}>{words.verify}</a>}
      </p>
    </div>
  );
}
