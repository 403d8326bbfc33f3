import type { CaseLine } from '../../storage/case-lines.ts';

const FIELD = 'seen';

interface Props {
  readonly lines: readonly CaseLine[];
  /** The id of a form elsewhere on the page: what has new lines is exchanged, and the form that is being filled in is not. */
  readonly form?: string;
}

/** The newest line that stands on this page: what comes later, whoever ends the case has not read. */
export function SeenUpTo({ lines, form }: Props) {
  if (lines.length === 0) return null;
  return <input type="hidden" name={FIELD} value={Math.max(...lines.map(({ at }) => at))} form={form} />;
}

/** Milliseconds since 1970 UTC; undefined where the page had no lines. */
export function readSeen({ [FIELD]: typed = '' }: Readonly<Record<string, string>>): number | undefined {
  return /^\d{1,15}$/.test(typed) ? Number(typed) : undefined;
}
