/** What a file is, told by its first bytes and not by what somebody calls it. */
const KINDS = [
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['audio/ogg', 0, [0x4f, 0x67, 0x67, 0x53]],
  ['audio/amr', 0, [0x23, 0x21, 0x41, 0x4d, 0x52]],
  ['audio/mpeg', 0, [0x49, 0x44, 0x33]],
  ['video/mp4', 4, [0x66, 0x74, 0x79, 0x70]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
] as const satisfies readonly (readonly [string, number, readonly number[]])[];

export type MediaType = (typeof KINDS)[number][0];

/** null for anything else. Pure. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  return KINDS.find(([, at, first]) => first.every((byte, index) => bytes[at + index] === byte))?.[0] ?? null;
}
