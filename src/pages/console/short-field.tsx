interface ShortFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly problem?: string | undefined;
}

/** A line of a dense form; none of them has to be filled in. */
export function ShortField({ id, name, label, value, hint, problem }: ShortFieldProps) {
  return (
    <div class="short-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        value={value ?? ''}
        placeholder={hint ?? ' '}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      {problem && (
        <span id={`${id}-problem`} class="problem">
          {problem}
        </span>
      )}
    </div>
  );
}
