interface VisitFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly hint?: string;
  readonly lines?: number;
  readonly inputmode?: 'tel';
}

/** A line, or some, to type in with the thumb; its problem is read out with it. */
export function VisitField({ id, name, label, value, problem, hint, lines, inputmode }: VisitFieldProps) {
  const notes = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ') || undefined;
  const shared = { id, name, autocomplete: 'off', 'aria-invalid': problem ? ('true' as const) : undefined, 'aria-describedby': notes };
  return (
    <div class="visit-field">
      <label for={id}>{label}</label>
      {lines ? (
        <textarea {...shared} rows={lines}>
          {value}
        </textarea>
      ) : (
        <input {...shared} value={value} inputmode={inputmode} />
      )}
      {hint && (
        <small id={`${id}-hint`} class="quiet">
          {hint}
        </small>
      )}
      {problem && (
        <span id={`${id}-problem`} class="problem">
          {problem}
        </span>
      )}
    </div>
  );
}
