import type { Child } from 'hono/jsx';

interface AdvisorFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly problem?: string | undefined;
  readonly type?: 'text' | 'date' | 'number';
  /** Of what stands in it: names of places are Chinese. */
  readonly lang?: 'zh-CN';
  /** Options: a list to choose from. */
  readonly children?: Child;
}

/** A line or a list of the forms about grids; its problem is read out with it. */
export function AdvisorField({ id, name, label, value, problem, type = 'text', lang, children }: AdvisorFieldProps) {
  const shared = {
    id,
    name,
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-describedby': problem ? `${id}-problem` : undefined,
  };
  return (
    <div class="advisor-field">
      <label for={id}>{label}</label>
      {children ? (
        <select {...shared}>{children}</select>
      ) : (
        <input
          {...shared}
          type={type === 'number' ? 'text' : type}
          inputmode={type === 'number' ? 'numeric' : undefined}
          value={value ?? ''}
          lang={lang}
          autocomplete="off"
        />
      )}
      {problem && (
        <span id={`${id}-problem`} class="problem">
          {problem}
        </span>
      )}
    </div>
  );
}
