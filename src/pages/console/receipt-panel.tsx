import type { DeskCase } from '../../storage/desk-cases.ts';
import { isGroup } from '../../storage/group-conversations.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import type { CaseRemark } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { dayAndTime } from './day-and-time.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';
import { SUPERVISING } from './roles.ts';

export async function loadReceiptPanel(deps: PageDeps, { id }: DeskCase) {
  return deps.storage.receiptsOf(id);
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadReceiptPanel>>;
}

const WORDS: Spoken<{ language: DeskLanguage; title: string; none: string; make: string; hint: string; check: string }> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '咨询回执',
    none: '还没有回执。',
    make: '开一张回执',
    hint: '封存到现在为止的证据，把编号发给他。编号只证明他问过，不证明任何付款可信。',
    check: '核对',
  },
  en: {
    language: 'en',
    title: 'Receipts',
    none: 'No receipt yet.',
    make: 'Make a receipt',
    hint: 'Freezes the evidence so far and sends the citizen its number. It proves that they asked, and vouches for no payment.',
    check: 'Check',
  },
};

/** Proof that he asked and of what he was told; its seal is checked where it is read. */
export function ReceiptPanel({ deskCase, view: { mine, officer }, loaded }: Props) {
  const words = useWords(WORDS);
  // Its number would be told in front of others.
  const mayMake = mine && !isGroup(deskCase.conversationId);
  if (loaded.length === 0 && !mayMake) return null;
  const mayRead = deskCase.owner?.id === officer.id || SUPERVISING.includes(officer.role);
  return (
    <section class="receipts" aria-labelledby="receipts-title">
      <h2 id="receipts-title">{words.title}</h2>
      {loaded.length === 0 && <p class="left">{words.none}</p>}
      <ul>
        {loaded.map(({ number, at, officer: by }) => (
          <li class="receipt-line">
            <b class="number">{number}</b>
            <small>
              {by} {dayAndTime(at, words.language)}
            </small>
            {mayRead && <a href={`/console/receipts/${number}`}>{words.check}</a>}
          </li>
        ))}
      </ul>
      {mayMake && (
        <form id="receipt-form" class="receipt-make" method="post" action={`/console/cases/${deskCase.id}/receipt`} data-send="">
          {/* Named by how many there are: pressed twice it makes one, and the part need not be exchanged for it. */}
          <input type="hidden" name="form" value={`receipt-${loaded.length}-${deskCase.id}`} />
          <button class="act" type="submit" aria-describedby="receipt-hint">
            {words.make}
          </button>
          <small id="receipt-hint" class="left">
            {words.hint}
          </small>
        </form>
      )}
    </section>
  );
}
