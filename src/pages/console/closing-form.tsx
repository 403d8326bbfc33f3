import { TRUTH_WORDS, TRUTHS } from './desk-words.ts';

/** One tap: what it was. */
export function ClosingForm({ caseId }: { caseId: string }) {
  return (
    <form class="closing" method="post" action={`/console/cases/${caseId}/close`} aria-label="结案">
      <span>结案：</span>
      {TRUTHS.map((truth) => (
        <button class="act" type="submit" name="truth" value={truth}>
          {TRUTH_WORDS[truth]}
        </button>
      ))}
    </form>
  );
}
