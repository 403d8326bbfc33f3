import { type MediaType, mediaTypeOf } from '../media-type.ts';

/** Files that may be kept as evidence. */
const KINDS: ReadonlySet<MediaType> = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);
/** Bytes. */
export const LARGEST_EVIDENCE = 6_000_000;

/** null for anything else. Pure. */
export function evidenceKind(bytes: Uint8Array): MediaType | null {
  const kind = mediaTypeOf(bytes);
  return kind !== null && KINDS.has(kind) ? kind : null;
}
