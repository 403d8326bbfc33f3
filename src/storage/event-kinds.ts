import type { Tables } from './schema.ts';

type Kind = Tables['events']['kind'];

/** What only officers hear of. */
const FOR_OFFICERS: ReadonlySet<Kind> = new Set(['delivery', 'desk']);

/** May the citizen's own page hear of it? */
export function isForCitizen({ kind }: { readonly kind: Kind }): boolean {
  return !FOR_OFFICERS.has(kind);
}
