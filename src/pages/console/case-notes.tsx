import type { DeskCase } from '../../storage/desk-cases.ts';
import { Clock } from '../citizen/clock.tsx';
import type { CaseView } from './case-view.ts';
import type { Draft } from './reply-form.tsx';

/** Characters. */
export const LONGEST_NOTE = 2000;

export function CaseNotes({ notes, view: { now } }: { notes: DeskCase['notes']; view: CaseView }) {
  if (notes.length === 0) return <p class="notes-empty">还没有备注。</p>;
  return (
    <ol class="case-notes">
      {notes.map(({ id, display, text, at }) => (
        <li id={`note-${id}`} class="note">
          <p class="line-head">
            <b>{display}</b> <Clock at={at} now={now} />
          </p>
          <p class="line-text">{text}</p>
        </li>
      ))}
    </ol>
  );
}

/** On yellow paper, apart from the reply, so that nobody mistakes one for the other. */
export function NoteForm({ caseId, draft }: { caseId: string; draft: Draft | null }) {
  return (
    <form id="note" class="write-form note-form" method="post" action={`/console/cases/${caseId}/note`} data-send="">
      <label for="note-text">内部备注，不会发给群众</label>
      <textarea
        id="note-text"
        name="text"
        rows={3}
        required
        data-unit="units"
        data-most={LONGEST_NOTE}
        aria-describedby="note-problem note-left"
      >
        {draft?.text ?? ''}
      </textarea>
      <p id="note-problem" class="problem" role="alert">
        {draft?.problem ?? ''}
      </p>
      <div class="write-foot">
        <small id="note-left" class="left number" data-left="note-text" data-word="字">
          最多{LONGEST_NOTE}字
        </small>
        <button class="act" type="submit">
          记下
        </button>
      </div>
    </form>
  );
}
