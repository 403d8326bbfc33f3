import type { DeskCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import type { CaseRemark } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { Clock } from './clock.tsx';
import { type Spoken, useWords } from './language.tsx';
import { SUPERVISING } from './roles.ts';

interface Words {
  readonly masked: string;
  readonly waiting: string;
  readonly closed: string;
  readonly owned: (owner: string) => string;
  readonly colleague: string;
  readonly unmask: string;
  readonly until: readonly [string, string];
  readonly save: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    masked: '号码、姓名、地址和网址已遮住。',
    waiting: '接手后看全部。',
    closed: '已结案，不再给看全部。',
    owned: (owner) => `${owner}在办，只有${owner}看全部。`,
    colleague: '同事',
    unmask: '写明原因，看15分钟',
    until: ['您看的是全部内容，到 ', ' 为止；原因已记下。'],
    save: '导出这一单',
  },
  en: {
    masked: 'Numbers, names, addresses and links are hidden.',
    waiting: 'Claim it to see everything.',
    closed: 'It is closed; nobody sees everything any more.',
    owned: (owner) => `${owner} has it; only ${owner} sees everything.`,
    colleague: 'A colleague',
    unmask: 'Say why, see it for 15 minutes',
    until: ['You see everything until ', '; why is written down.'],
    save: 'Export this case',
  },
};

/** Who of those who do not own it may see it in full now. */
export async function loadMaskBar({ storage }: PageDeps, { id }: DeskCase) {
  return { unmaskedBy: await storage.unmaskedBy(id) };
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadMaskBar>>;
}

/** Says that what one sees is masked, and why; and the way to all of it. */
export function MaskBar({ deskCase, view, loaded }: Props) {
  const words = useWords(WORDS);
  const { officer, mine, open, now } = view;
  const supervising = SUPERVISING.includes(officer.role);
  const until = loaded.unmaskedBy.get(officer.id);
  const path = `/console/cases/${encodeURIComponent(deskCase.id)}`;
  // Of whoever was erased there is nothing to hide.
  const masked = !open && deskCase.facts !== null;
  return (
    <div class="mask-bar">
      {masked && (
        <p class="mask-note">
          <b>{words.masked}</b> {whyMasked(deskCase, words)}
        </p>
      )}
      {!mine && open && until !== undefined && (
        <p class="mask-note mask-open">
          {words.until[0]}
          <Clock at={until} now={now} />
          {words.until[1]}
        </p>
      )}
      {masked && supervising && <a href={`${path}/unmask`}>{words.unmask}</a>}
      {(mine || supervising) && <a href={`${path}/export`}>{words.save}</a>}
    </div>
  );
}

function whyMasked({ status, owner }: DeskCase, words: Words): string {
  if (status === 'waiting') return words.waiting;
  return status === 'closed' ? words.closed : words.owned(owner?.display ?? words.colleague);
}
