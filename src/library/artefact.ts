import { AppError } from '../errors.ts';
import { withByteWeights } from './byte-weights.ts';
import { FeatureIndex } from './feature-index.ts';
import { type LibraryContent, type LinearModel, MODEL_NAMES, type Models, SCHEMA_VERSION, type TrainedLibrary } from './library.ts';
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
}
interface ModelShape {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly features: number;
  readonly scale: number;
}
type ModelName = keyof Models;
const UNTAUGHT: ModelShape = { classes: [], bias: [], features: 0, scale: 1 };
const HASH_BYTES = 4;
const NEW_LINE = 0x0a;

/** What a release is, byte for byte, without its name. */
export function encodePayload(content: LibraryContent, models: Models): Uint8Array<ArrayBuffer> {
  const shipped = MODEL_NAMES.map((name) => withByteWeights(models[name]));
  const shapes = Object.fromEntries(shipped.map((model, index) => [MODEL_NAMES[index], shapeOf(model)]));
  const text = new TextEncoder().encode(`${JSON.stringify({ content, models: shapes })}\n`);
  return concatenate([text, ...shipped.flatMap(numbersOf)]);
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
  const { content, models } = parse<Payload>(payload.subarray(0, textEnd));
  if (content.schema !== SCHEMA_VERSION)
    throw new AppError(
      'library.artefact',
      `the compiled library has schema ${content.schema}, this program reads ${SCHEMA_VERSION}: run npm run build`,
    );
  let at = textEnd;
  const take = (length: number): Uint8Array<ArrayBuffer> => {
    at += length;
    return payload.slice(at - length, at);
  };
  const decoded = MODEL_NAMES.map((name) => [name, decodeModel(models[name] ?? UNTAUGHT, take)] as const);
  // Releases up to 4.1 have none.
  return { ...content, followUps: content.followUps ?? [], version, checksum, models: Object.fromEntries(decoded) as unknown as Models };
}

function parse<T>(bytes: Uint8Array): T {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch (cause) {
    throw new AppError('library.artefact', 'the compiled library is not readable: run npm run build', 500, { cause });
  }
}

function shapeOf({ classes, bias, features, scale }: LinearModel): ModelShape {
  return { classes, bias: bias.map((value) => Math.round(value * 1e6) / 1e6), features: features.hashes.length, scale };
}

function numbersOf({ features, weights }: LinearModel): Uint8Array[] {
  return [new Uint8Array(features.hashes.buffer), new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength)];
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
