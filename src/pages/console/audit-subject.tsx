import type { AuditRow } from '../../storage/audit.ts';
import type { AuditSubjectKind } from '../../storage/audit-subjects.ts';
import { dateOfDay } from '../citizen/public-index/index-chart.tsx';
import { GRIDS_PATH } from './advisors/advisor-addresses.ts';
import { draftPath } from './draft-paths.ts';
import { HANDOVERS_PATH } from './handovers-page.tsx';
import { type Spoken, useWords } from './language.tsx';
import { PARTNERS_PATH } from './partners/partners-page.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { STOP_LEADS_PATH } from './stop-leads/stop-leads-page.tsx';
import { warningPath } from './warnings/warning-paths.ts';

type Named = Exclude<AuditSubjectKind, 'officer' | 'other'>;

const WORDS: Spoken<Readonly<Record<Named, string>>> = {
  'zh-CN': {
    case: '工单',
    invitation: '新账号：',
    warning: '预警',
    partner: '协作单位',
    grid: '网格',
    draft: '草稿',
    'stop-lead': '止付线索',
    handover: '交班单，交班人',
    merchant: '商户',
    default: '失约',
    appeal: '申诉',
    erasure: '代办删除',
    nobody: '没找到人',
  },
  en: {
    case: 'Case',
    invitation: 'New account: ',
    warning: 'Warning',
    partner: 'Partner',
    grid: 'Grid',
    draft: 'Draft',
    'stop-lead': 'Stop lead',
    handover: 'Hand-over by',
    merchant: 'Merchant',
    default: 'Default',
    appeal: 'Appeal',
    erasure: 'Erasure',
    nobody: 'nobody found',
  },
};

const DATED: Spoken<Readonly<Record<'day' | 'week' | 'outside', string>> & { formula: (version: string) => string }> = {
  'zh-CN': { day: '日报', week: '周报', outside: '（对外）', formula: (version) => `（公式第${version}版）` },
  en: { day: 'bulletin of', week: 'review from', outside: '(for outside)', formula: (version) => `(formula ${version})` },
};

/** Where it is looked at; null: it has no page of its own. */
function pageOf({ kind, id }: AuditRow['subject']): string | null {
  const one = encodeURIComponent(id);
  if (kind === 'case') return `/console/cases/${one}`;
  if (kind === 'warning') return warningPath(id);
  if (kind === 'partner') return `${PARTNERS_PATH}/${one}`;
  if (kind === 'grid') return `${GRIDS_PATH}/${one}`;
  if (kind === 'draft') return draftPath(id);
  if (kind === 'stop-lead') return `${STOP_LEADS_PATH}/${one}`;
  return kind === 'handover' ? `${HANDOVERS_PATH}/${one}` : null;
}

/** Numbers of ours; anything else may be Chinese words. */
const NUMBERED: readonly AuditSubjectKind[] = ['case', 'warning', 'stop-lead', 'merchant', 'default', 'appeal', 'erasure'];

/** To what it was done: which one, in the words of the desk, and the way there. */
export function AuditSubjectText({ row: { action, subject } }: { row: AuditRow }) {
  const words = useWords(WORDS);
  const dated = useWords(DATED);
  const roles: Readonly<Record<string, string>> = useWords(ROLE_NAMES);
  const { kind, name } = subject;
  if (kind === 'officer') return <>{name}</>;
  if (kind === 'other') return <>{dayIn(action, name, dated)}</>;
  if (kind === 'invitation') return <>{words.invitation + (roles[name] ?? name)}</>;
  const href = pageOf(subject);
  const look = NUMBERED.includes(kind) ? { class: 'number' } : { lang: 'zh-CN' };
  return (
    <>
      {words[kind]}{' '}
      {href === null ? (
        <span {...look}>{name}</span>
      ) : (
        <a {...look} href={href}>
          {name}
        </a>
      )}
    </>
  );
}

/** Days are kept as numbers: `day/20777`, `week/20773/outside`, `20777/1`, `20777`. */
function dayIn(action: string, subject: string, words: (typeof DATED)['en']): string {
  const [, kind, day = '', rest] = /^(?:(day|week)\/)?(\d{5})(?:\/(\d+|outside))?$/.exec(subject) ?? [];
  if (!/^(?:bulletin|index|teaching)\./.test(action) || day === '') return subject;
  const date = dateOfDay(Number(day));
  if (kind !== undefined) return [words[kind as 'day' | 'week'], date, rest && words.outside].filter(Boolean).join(' ');
  return rest === undefined ? date : `${date} ${words.formula(rest)}`;
}
