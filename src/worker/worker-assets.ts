import { AppError } from '../errors.ts';
import type { AssetsBinding } from './bindings.ts';

/** Of the binding only the path counts. */
const ORIGIN = 'https://assets.invalid';
/** All that is small, in one, so that an isolate asks once. */
const START = '/start.json';
const LIBRARY = '/library.bin';

interface StartFile {
  /** Of the library that lies beside it. */
  readonly release: { readonly version: string; readonly checksum: string };
  /** Name → text. */
  readonly pages: Readonly<Record<string, string>>;
}

/** @throws AppError `worker.asset` */
export async function loadStartFile(assets: AssetsBinding): Promise<StartFile> {
  return (await (await file(assets, START)).json()) as StartFile;
}

/** What pages ask for by name. */
export function pageFiles({ pages }: StartFile): (name: string) => Uint8Array<ArrayBuffer> | null {
  const known = new Map<string, Uint8Array<ArrayBuffer>>();
  return (name) => {
    const text = Object.hasOwn(pages, name) ? pages[name] : undefined;
    if (text === undefined) return null;
    const bytes = known.get(name) ?? new TextEncoder().encode(text);
    known.set(name, bytes);
    return bytes;
  };
}

/** The compiled library, byte for byte. @throws AppError `worker.asset` */
export async function loadArtefact(assets: AssetsBinding): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await file(assets, LIBRARY)).arrayBuffer());
}

/** Bytes: each becomes a row of the database, which may have 2 MB. */
const PIECE = 96_000;

export function* piecesOf(artefact: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < artefact.length; at += PIECE) yield artefact.subarray(at, at + PIECE);
}

async function file(assets: AssetsBinding, path: string): Promise<Response> {
  const response = await assets.fetch(`${ORIGIN}${path}`);
  if (response.ok) return response;
  await response.body?.cancel();
  throw new AppError('worker.asset', `the asset ${path} is missing (${response.status}): npm run build, then npx wrangler deploy`);
}
