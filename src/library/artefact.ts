import { AppError } from '../errors.ts';
import { withByteWeights } from './byte-weights.ts';
import { FeatureIndex } from './feature-index.ts';
import {
  type LibraryContent,
  type LinearModel,
  MODEL_NAMES,
  type ModelName,
  type Models,
  SCHEMA_VERSION,
  type SparseModel,
  type TrainedLibrary,
} from './library.ts';
import { RELEASE_KEYS } from './release-keys.ts';
import { isWorkingCopy, type ReleaseName } from './release-name.ts';
import { isSigned, type ReleaseKey } from './release-signature.ts';

/**
 * A release as a file: a line of JSON with its name and checksum, then the payload that the checksum is taken over: a
 * line of JSON (content and what the numbers mean) and the numbers themselves, feature hashes as 32 bits and weights as
 * 8 bits. The rounding moves a probability by less than 0.01.
 */
interface Header extends ReleaseName {
  readonly checksum: string;
}
interface Payload {
  readonly content: LibraryContent;
  /** Releases up to 4.5 have none of `whose`, `ending` and `danger`. */
  readonly models: Partial<Record<ModelName, ModelShape>>;
  /** Releases up to 4.6 have none; `entries` is how many there are in all. */
  readonly asks?: ModelShape & { readonly entries: number };
}
interface ModelShape {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly features: number;
  readonly scale: number;
}
const UNTAUGHT: ModelShape & { readonly entries: number } = { classes: [], bias: [], features: 0, scale: 1, entries: 0 };
const HASH_BYTES = 4;
const ENTRY_BYTES = 2;
/** In 2 follow-ups have phrases, of which nothing is made any more. */
const READ_SCHEMAS: ReadonlySet<number> = new Set([2, SCHEMA_VERSION]);
const NEW_LINE = 0x0a;

/** What a release is, byte for byte, without its name. */
export function encodePayload(content: LibraryContent, models: Models): Uint8Array<ArrayBuffer> {
  const shipped = MODEL_NAMES.map((name) => withByteWeights(models[name]));
  const shapes = Object.fromEntries(shipped.map((model, index) => [MODEL_NAMES[index], shapeOf(model)]));
  const asks = { ...shapeOf(models.asks), entries: models.asks.entries.length };
  const text = new TextEncoder().encode(`${JSON.stringify({ content, models: shapes, asks })}\n`);
  return concatenate([text, ...shipped.flatMap(numbersOf), ...sparseNumbersOf(models.asks)]);
}

export async function checksumOf(payload: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', payload);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function encodeArtefact(name: ReleaseName, checksum: string, payload: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return concatenate([new TextEncoder().encode(`${JSON.stringify({ ...name, checksum } satisfies Header)}\n`), payload]);
}

/**
 * @param keys whose releases are believed; what nobody has signed is believed as a working copy alone
 * @throws AppError `library.artefact` when the file is of another schema or was cut or changed, `library.unsigned` when it
 * calls itself a release and is not signed as one
 */
export async function decodeArtefact(bytes: Uint8Array<ArrayBuffer>, keys: readonly ReleaseKey[] = RELEASE_KEYS): Promise<TrainedLibrary> {
  const headerEnd = bytes.indexOf(NEW_LINE) + 1;
  const payload = bytes.subarray(headerEnd);
  const { version, checksum, signature } = parse<Header>(bytes.subarray(0, headerEnd));
  if ((await checksumOf(payload)) !== checksum)
    throw new AppError('library.artefact', 'the compiled library does not match its checksum: run npm run build');
  if (!isWorkingCopy(version) && !(await isSigned({ version, checksum }, signature, keys)))
    throw new AppError(
      'library.unsigned',
      `the compiled library calls itself ${version} and is not signed by a known key: run npm run build`,
    );
  const textEnd = payload.indexOf(NEW_LINE) + 1;
  const { content, models, asks } = parse<Payload>(payload.subarray(0, textEnd));
  if (!READ_SCHEMAS.has(content.schema))
    throw new AppError(
      'library.artefact',
      `the compiled library has schema ${content.schema}, this program reads ${SCHEMA_VERSION}: run npm run build`,
    );
  let at = textEnd;
  const take = (length: number): Uint8Array<ArrayBuffer> => {
    at += length;
    return payload.slice(at - length, at);
  };
  const linear = MODEL_NAMES.map((name) => [name, decodeModel(models[name] ?? UNTAUGHT, take)] as const);
  const decoded = { ...Object.fromEntries(linear), asks: decodeSparse(asks ?? UNTAUGHT, take) } as unknown as Models;
  // Releases up to 4.1 have no follow-ups, those up to 5.3 no counsel.
  const types = content.types.map((type) => ({ ...type, counsel: type.counsel ?? [] }));
  return { ...content, types, followUps: content.followUps ?? [], version, checksum, models: decoded };
}

function parse<T>(bytes: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch (cause) {
    throw new AppError('library.artefact', 'the compiled library is not readable: run npm run build', 500, { cause });
  }
}

function shapeOf({ classes, bias, features, scale }: LinearModel | SparseModel): ModelShape {
  return { classes, bias: bias.map((value) => Math.round(value * 1e6) / 1e6), features: features.hashes.length, scale };
}

function numbersOf({ features, weights }: LinearModel): Uint8Array[] {
  return [new Uint8Array(features.hashes.buffer), new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)];
}

/** Of each feature its hash, then of each how many entries it has, then the entries. */
function sparseNumbersOf({ features, from, entries }: SparseModel): Uint8Array[] {
  const counts = Uint16Array.from(features.hashes, (_, row) => (from[row + 1] as number) - (from[row] as number));
  return [features.hashes, counts, entries].map((numbers) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
}

function decodeSparse(
  { classes, bias, features, scale, entries }: NonNullable<Payload['asks']>,
  take: (length: number) => Uint8Array<ArrayBuffer>,
): SparseModel {
  const hashes = new Int32Array(take(features * HASH_BYTES).buffer);
  const counts = new Uint16Array(take(features * ENTRY_BYTES).buffer);
  const from = new Int32Array(features + 1);
  for (const [row, count] of counts.entries()) from[row + 1] = (from[row] as number) + count;
  return { classes, bias, features: new FeatureIndex(hashes), from, entries: new Uint16Array(take(entries * ENTRY_BYTES).buffer), scale };
}

function decodeModel({ classes, bias, features, scale }: ModelShape, take: (length: number) => Uint8Array<ArrayBuffer>): LinearModel {
  const hashes = new Int32Array(take(features * HASH_BYTES).buffer);
  return { classes, bias, features: new FeatureIndex(hashes), weights: new Int8Array(take(features * classes.length).buffer), scale };
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
