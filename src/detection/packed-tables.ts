import type { Tables } from './tables.ts';

/**
 * Tables as bytes: a line of JSON, in which an array of numbers stands as where it lies, padded to a multiple of eight; behind it the
 * arrays, each at such a multiple. Whoever unpacks them copies nothing: all arrays are parts of the bytes.
 */
const NEW_LINE = 0x0a;
const ALIGNED = 8;

const KINDS = { Int32Array, Uint16Array, Uint8Array } as const;
type Kind = keyof typeof KINDS;

/** `at` and `length` of an array of numbers; bytes, and how many numbers. */
interface Place {
  readonly kind: Kind;
  readonly at: number;
  readonly length: number;
}

export function packTables(tables: Tables): Uint8Array<ArrayBuffer> {
  const arrays: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let size = 0;
  const text = JSON.stringify(tables, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value instanceof Map ? { pairs: [...value] } : value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const [at, kind] = [size, value.constructor.name as Kind];
    arrays.push({ at, bytes });
    size = aligned(size + bytes.length);
    return { kind, at, length: bytes.length / KINDS[kind].BYTES_PER_ELEMENT } satisfies Place;
  });
  const head = new TextEncoder().encode(text);
  const from = aligned(head.length + 1);
  const packed = new Uint8Array(from + size).fill(NEW_LINE, head.length, from);
  packed.set(head);
  for (const { at, bytes } of arrays) packed.set(bytes, from + at);
  return packed;
}

/** @param packed as `packTables` made them, from a multiple of eight on */
export function unpackTables(packed: Uint8Array<ArrayBuffer>): Tables {
  const end = packed.indexOf(NEW_LINE);
  const from = aligned(end + 1);
  return JSON.parse(new TextDecoder().decode(packed.subarray(0, end)), (_, value: unknown) => {
    if (isPlace(value)) return new KINDS[value.kind](packed.buffer, packed.byteOffset + from + value.at, value.length);
    return isPairs(value) ? new Map(value.pairs) : value;
  }) as Tables;
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNED) * ALIGNED;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'at' in value && 'kind' in value && String(value.kind) in KINDS;
}

function isPairs(value: unknown): value is { readonly pairs: [number, number][] } {
  return typeof value === 'object' && value !== null && 'pairs' in value;
}
