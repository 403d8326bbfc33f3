/** Files that may be kept as evidence, told by their first bytes and not by what they are called. Pure. */
const KINDS: readonly (readonly [mediaType: string, at: number, bytes: readonly number[]])[] = [
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
];
/** Bytes. */
export const LARGEST_EVIDENCE = 6_000_000;

/** null for anything else. */
export function evidenceKind(bytes: Uint8Array): string | null {
  return KINDS.find(([, at, first]) => first.every((byte, index) => bytes[at + index] === byte))?.[0] ?? null;
}
