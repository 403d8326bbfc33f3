import { AppError } from '../errors.ts';

/** A field of a form that comes in as a stream, or the bytes of the file in it. */
export type FormPiece =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

const LONGEST_HEAD = 4096;
const LONGEST_FIELD = 4096;
const CR = 13;

/**
 * A multipart form piece by piece, never more than a little of it in memory.
 * @param maxBytes of the whole body
 * @throws AppError 400 `request.not-form`, 413 `import.too-large`
 */
export async function* multipartParts(body: AsyncIterable<Uint8Array>, contentType: string, maxBytes: number): AsyncGenerator<FormPiece> {
  const boundary = /^multipart\/form-data;.*\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  if (!boundary) throw notForm();
  const end = new TextEncoder().encode(`\r\n--${boundary[1] ?? boundary[2]}`);
  const decoder = new TextDecoder();
  // The first boundary has no line before it.
  let held: Uint8Array = new TextEncoder().encode('\r\n');
  let size = 0;
  let state: 'before' | 'head' | 'field' | 'file' = 'before';
  let name = '';
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    held = joined(held, chunk);
    for (;;) {
      if (state === 'head') {
        const over = find(held, new Uint8Array([CR, 10, CR, 10]));
        if (over < 0) {
          if (held.length > LONGEST_HEAD) throw notForm();
          break;
        }
        const head = decoder.decode(held.subarray(0, over));
        if (head.startsWith('--')) return;
        name = /\bname="([^"]*)"/i.exec(head)?.[1] ?? '';
        state = /\bfilename\*?=/i.test(head) ? 'file' : 'field';
        held = held.subarray(over + 4);
        if (state === 'file') yield { kind: 'file', name };
      }
      const at = find(held, end);
      const whole = at < 0 ? held.length - end.length : at;
      if (state === 'file' && whole > 0) yield { kind: 'bytes', bytes: held.subarray(0, whole) };
      if (at < 0) {
        if (state === 'field' && held.length > LONGEST_FIELD + end.length) throw notForm();
        if (state !== 'field' && whole > 0) held = held.subarray(whole);
        break;
      }
      if (state === 'field') yield { kind: 'field', name, value: decoder.decode(held.subarray(0, at)) };
      held = held.subarray(at + end.length);
      if (held.length >= 2 && held[0] === 45 && held[1] === 45) return;
      state = 'head';
    }
  }
  // `--` behind the last boundary may have come alone.
  if (state !== 'head') throw notForm();
}

function find(bytes: Uint8Array, wanted: Uint8Array): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0 && at + wanted.length <= bytes.length; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  return -1;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function notForm(): AppError {
  return new AppError('request.not-form', 'the body is not the form that it says it is', 400);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('import.too-large', `文件最大${Math.floor(maxBytes / 1_000_000)}MB。请分成几个文件上传。`, 413);
}
