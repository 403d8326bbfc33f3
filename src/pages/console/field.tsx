interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was typed. */
  readonly problem?: string | null;
  readonly type?: 'text' | 'password';
  readonly value?: string;
  readonly autocomplete: string;
  /** Six digits from the telephone. */
  readonly code?: boolean;
  /** It may be left empty. */
  readonly optional?: boolean;
  /** Letters of a number: a telephone's keyboard begins with capitals. */
  readonly capitals?: boolean;
  readonly autofocus?: boolean;
}

/** A line to type in; its hint and its problem stand beside it and are read out with it. */
export function Field({
  name,
  label,
  hint,
  problem,
  type = 'text',
  value = '',
  autocomplete,
  code = false,
  optional = false,
  capitals = false,
  autofocus = false,
}: FieldProps) {
  const notes = [hint ? `${name}-hint` : null, problem ? `${name}-problem` : null].filter((id) => id !== null).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        class={code ? 'code' : undefined}
        inputmode={code ? 'numeric' : undefined}
        autocomplete={autocomplete}
        autocapitalize={capitals ? 'characters' : 'none'}
        spellcheck={false}
        required={!optional}
        autofocus={autofocus || undefined}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={notes || undefined}
      />
      {hint && (
        <span id={`${name}-hint`} class="hint">
          {hint}
        </span>
      )}
      {problem && (
        <span id={`${name}-problem`} class="problem">
          {problem}
        </span>
      )}
    </div>
  );
}
