import type { Child } from 'hono/jsx';

interface LabelledProps {
  readonly label: string;
  readonly name: string;
  /** What is wrong with what was typed; empty: nothing. */
  readonly problem: string;
  readonly hint?: string;
  readonly wide?: boolean;
  /** Its id is `partner-<name>`, and it is described by `partner-<name>-note`. */
  readonly children?: Child;
}

/** A field with its label, and its hint or what is wrong beside it. */
export function Labelled({ label, name, problem, hint = '', wide = false, children }: LabelledProps) {
  return (
    <div class={wide ? 'partner-field wide' : 'partner-field'}>
      <label for={`partner-${name}`}>{label}</label>
      {children}
      <small id={`partner-${name}-note`} class={problem === '' ? undefined : 'problem'} role={problem === '' ? undefined : 'alert'}>
        {problem === '' ? hint : problem}
      </small>
    </div>
  );
}
