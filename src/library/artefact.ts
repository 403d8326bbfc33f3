import { AppError } from '../errors.ts';
import { FeatureIndex } from './feature-index.ts';
import { type Library, type LibraryContent, type LinearModel, type Models, SCHEMA_VERSION } from './library.ts';

/**
 * A release as a file: one line of JSON with its name and checksum, then the payload the checksum is taken over. The
 * models' feature hashes and weights are base64, the weights in 8 bits: the rounding moves a probability by less than 0.01.
 */
interface Header {
  readonly version: string;
  readonly checksum: string;
}
interface Payload {
  readonly content: LibraryContent;
  readonly models: Record<keyof Models, EncodedModel>;
}
interface EncodedModel {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly features: string;
  readonly scale: number;
  readonly weights: string;
}

const INT8 = 127;

/** What a release is, byte for byte, without its name. */
export function encodePayload(content: LibraryContent, models: Models): string {
  return JSON.stringify({ content, models: { scam: encode(models.scam), type: encode(models.type), intent: encode(models.intent) } });
}

export async function checksumOf(payload: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(payload));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function encodeArtefact(version: string, checksum: string, payload: string): string {
  return `${JSON.stringify({ version, checksum })}\n${payload}`;
}

/** @throws AppError `library.artefact` when the file is of another schema or was cut or changed. */
export async function decodeArtefact(text: string): Promise<Library> {
  const lineEnd = text.indexOf('\n');
  const payload = text.slice(lineEnd + 1);
  const { version, checksum } = parse<Header>(text.slice(0, Math.max(0, lineEnd)));
  if ((await checksumOf(payload)) !== checksum)
    throw new AppError('library.artefact', 'the compiled library does not match its checksum: run npm run build');
  const { content, models } = parse<Payload>(payload);
  if (content.schema !== SCHEMA_VERSION)
    throw new AppError(
      'library.artefact',
      `the compiled library has schema ${content.schema}, this program reads ${SCHEMA_VERSION}: run npm run build`,
    );
  return { ...content, version, checksum, models: { scam: decode(models.scam), type: decode(models.type), intent: decode(models.intent) } };
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new AppError('library.artefact', 'the compiled library is not readable: run npm run build', 500, { cause });
  }
}

function encode({ classes, bias, features, weights }: LinearModel): EncodedModel {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / INT8 || 1;
  const rounded = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return {
    classes,
    bias: bias.map((value) => Math.round(value * 1e6) / 1e6),
    features: toBase64(new Uint8Array(features.hashes.buffer)),
    scale,
    weights: toBase64(new Uint8Array(rounded.buffer)),
  };
}

function decode({ classes, bias, features, scale, weights }: EncodedModel): LinearModel {
  const rounded = new Int8Array(fromBase64(weights).buffer);
  return { classes, bias, features: new FeatureIndex(new Int32Array(fromBase64(features).buffer)), weights: scaled(rounded, scale) };
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function scaled(rounded: Int8Array, scale: number): Float32Array {
  const weights = new Float32Array(rounded.length);
  for (let i = 0; i < rounded.length; i++) weights[i] = (rounded[i] as number) * scale;
  return weights;
}
