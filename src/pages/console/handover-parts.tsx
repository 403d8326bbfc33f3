import { Field } from './field.tsx';
import { WORDS } from './handover-words.ts';
import { useWords } from './language.tsx';

/** What did not go through, and what was typed. */
export interface HandoverRemark {
  readonly remarks?: string;
  /** The cases ticked when it was sent. */
  readonly ticked?: ReadonlySet<string>;
  readonly problems: Readonly<Partial<Record<'remarks' | 'code' | 'sheet', string>>>;
}

/** A form is read by names: one for each case. */
const TICK = 'case-';

export function CaseTick({ caseId, label, ticked }: { caseId: string; label: string; ticked: boolean }) {
  return (
    <label class="tick">
      <input type="checkbox" name={`${TICK}${caseId}`} checked={ticked} />
      <span class="unseen">{label}</span>
    </label>
  );
}

export function tickedCases(fields: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.keys(fields).flatMap((name) => (name.startsWith(TICK) ? [name.slice(TICK.length)] : [])));
}

/** His name under it: the code of his telephone, typed once more. */
export function Signature({ button, problem }: { button: string; problem: string | undefined }) {
  const words = useWords(WORDS);
  return (
    <div class="signature">
      <Field
        name="code"
        label={words.code}
        hint={words.codeHint}
        problem={problem ?? null}
        autocomplete="one-time-code"
        code
        autofocus={problem !== undefined}
      />
      <button class="go" type="submit">
        {button}
      </button>
    </div>
  );
}
