import { maskText } from '../../desk/masking.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import { PutBack } from '../citizen/put-back.tsx';
import type { CaseView } from './case-view.ts';
import { Clock } from './clock.tsx';
import { type Spoken, useWords } from './language.tsx';
import type { Draft } from './reply-form.tsx';

/** Characters. */
export const LONGEST_NOTE = 2000;

interface Words {
  readonly empty: string;
  readonly label: string;
  readonly most: string;
  readonly unit: string;
  readonly keep: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': { empty: '还没有备注。', label: '内部备注，不会发给群众', most: `最多${LONGEST_NOTE}字`, unit: '字', keep: '记下' },
  en: {
    empty: 'No notes yet.',
    label: 'Internal note, never sent to the citizen',
    most: `at most ${LONGEST_NOTE} characters`,
    unit: ' characters',
    keep: 'Keep',
  },
};

export function CaseNotes({ notes, view: { now, open } }: { notes: DeskCase['notes']; view: CaseView }) {
  const words = useWords(WORDS);
  if (notes.length === 0) return <p class="notes-empty">{words.empty}</p>;
  return (
    <ol class="case-notes">
      {notes.map(({ id, display, text, at }) => (
        <li id={`note-${id}`} class="note" data-said={id}>
          <p class="line-head">
            <b>{display}</b> <Clock at={at} now={now} />
          </p>
          <p class="line-text">{open ? text : maskText(text)}</p>
        </li>
      ))}
    </ol>
  );
}

/** On yellow paper, apart from the reply, so that nobody mistakes one for the other. */
export function NoteForm({ caseId, draft, formId }: { caseId: string; draft: Draft | null; formId: string }) {
  const words = useWords(WORDS);
  return (
    <form id="note" class="write-form note-form" method="post" action={`/console/cases/${caseId}/note`} data-send="">
      <input type="hidden" name="form" value={formId} />
      <label for="note-text">{words.label}</label>
      <textarea
        id="note-text"
        name="text"
        rows={3}
        required
        data-unit="units"
        data-most={LONGEST_NOTE}
        aria-invalid={draft?.problem ? 'true' : undefined}
        aria-describedby="note-problem note-left"
      >
        {draft?.text ?? ''}
      </textarea>
      <PutBack of="note-text" saidIn=".case-notes .line-text" />
      <p id="note-problem" class="problem" role="alert">
        {draft?.problem ?? ''}
      </p>
      <div class="write-foot">
        <small id="note-left" class="left number" data-left="note-text" data-word={words.unit}>
          {words.most}
        </small>
        <button class="act" type="submit">
          {words.keep}
        </button>
      </div>
    </form>
  );
}
