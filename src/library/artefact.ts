import { AppError } from '../errors.ts';
import { type Library, type LibraryContent, type LinearModel, type Models, SCHEMA_VERSION } from './library.ts';

/** A release as a file: plain JSON; the models' features joined by line breaks, their weights in 16 bits as base64. */
interface ArtefactFile {
  readonly version: string;
  readonly checksum: string;
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

const INT16 = 32767;

/** What a release is, byte for byte, without its name: the text that the checksum is taken over. */
export function encodePayload(content: LibraryContent, models: Models): string {
  return JSON.stringify({ content, models: { scam: encode(models.scam), type: encode(models.type), intent: encode(models.intent) } });
}

export async function checksumOf(payload: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(payload));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function encodeArtefact(version: string, checksum: string, payload: string): string {
  return `{"version":${JSON.stringify(version)},"checksum":${JSON.stringify(checksum)},${payload.slice(1)}`;
}

/** @throws AppError `library.artefact` when the file is of another schema or was cut or changed. */
export async function decodeArtefact(text: string): Promise<Library> {
  const file = parse(text);
  const { version, checksum, content, models } = file;
  if (content?.schema !== SCHEMA_VERSION)
    throw new AppError(
      'library.artefact',
      `the compiled library has schema ${content?.schema}, this program reads ${SCHEMA_VERSION}: run npm run build`,
    );
  const found = await checksumOf(JSON.stringify({ content, models }));
  if (found !== checksum) throw new AppError('library.artefact', 'the compiled library does not match its checksum: run npm run build');
  return { ...content, version, checksum, models: { scam: decode(models.scam), type: decode(models.type), intent: decode(models.intent) } };
}

function parse(text: string): ArtefactFile {
  try {
    return JSON.parse(text) as ArtefactFile;
  } catch (cause) {
    throw new AppError('library.artefact', 'the compiled library is not readable: run npm run build', 500, { cause });
  }
}

function encode(model: LinearModel): EncodedModel {
  const scale = model.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / INT16 || 1;
  const rounded = Int16Array.from(model.weights, (weight) => Math.round(weight / scale));
  return {
    classes: model.classes,
    bias: model.bias.map((value) => Math.round(value * 1e6) / 1e6),
    features: [...model.features.keys()].join('\n'),
    scale,
    weights: toBase64(new Uint8Array(rounded.buffer)),
  };
}

function decode(model: EncodedModel): LinearModel {
  const bytes = fromBase64(model.weights);
  const rounded = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
  return {
    classes: model.classes,
    bias: model.bias,
    features: new Map(model.features.split('\n').map((feature, index) => [feature, index])),
    weights: Float32Array.from(rounded, (weight) => weight * model.scale),
  };
}

const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
