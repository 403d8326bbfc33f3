import { PutBack } from '../../citizen/put-back.tsx';

interface VisitFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly hint?: string;
  readonly lines?: number;
  readonly inputmode?: 'tel';
  /** The browser says so before anything waits for a network: at the doorstep it can still be asked for. */
  readonly needed?: boolean;
  /** A signature: the only name that is taken, and what is said of another one; visit.js says it before it is sent. */
  readonly own?: { readonly name: string; readonly said: string };
}

/** A line, or some, to type in with the thumb; its problem is read out with it. */
export function VisitField({ id, name, label, value, problem, hint, lines, inputmode, needed, own }: VisitFieldProps) {
  const notes = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ') || undefined;
  const shared = { id, name, autocomplete: 'off', 'aria-invalid': problem ? ('true' as const) : undefined, 'aria-describedby': notes };
  return (
    <div class="visit-field">
      <label for={id}>{label}</label>
      {lines ? (
        <>
          <textarea {...shared} rows={lines}>
            {value}
          </textarea>
          <PutBack of={id} />
        </>
      ) : (
        <input
          {...shared}
          value={value}
          type={inputmode ?? 'text'}
          inputmode={inputmode}
          required={needed}
          pattern={inputmode === 'tel' ? '\\+?[0-9 \\-]{5,20}' : undefined}
          data-own={own?.name}
          data-own-said={own?.said}
        />
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
