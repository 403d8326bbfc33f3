import type { DeskCase } from '../../storage/desk-cases.ts';
import { Clock } from '../citizen/clock.tsx';
import type { CaseRemark } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { ClosingForm } from './closing-form.tsx';
import { TRUTH_WORDS } from './desk-words.ts';
import { ClaimForm } from './queue-table.tsx';

/** Whose it is, and what he who looks at it may do with it. */
export function CaseActions({ deskCase, view: { mine, now } }: { deskCase: DeskCase; view: CaseView; remark: CaseRemark }) {
  const { id, status, owner, closedAt, truth } = deskCase;
  if (status === 'closed')
    return (
      <p class="owner-line">
        已结案{truth && `：${TRUTH_WORDS[truth]}`} {closedAt !== null && <Clock at={closedAt} now={now} />}
      </p>
    );
  if (status === 'waiting') return <ClaimForm caseId={id} label="接手这一单" stays />;
  if (!mine) return <p class="owner-line">{owner?.display ?? '同事'}在办</p>;
  return (
    <>
      <p class="owner-line">您在办，机器不说话</p>
      <form method="post" action={`/console/cases/${id}/release`}>
        <button class="act" type="submit">
          退回队列
        </button>
      </form>
      <ClosingForm caseId={id} />
    </>
  );
}
