import { type Api, GrammyError } from 'grammy';
import { AppError } from '../../errors.ts';
import { readAtMost } from '../../read-response.ts';
import type { BotAccess } from './settings.ts';

/** A citizen's picture or voice message. */
export interface FetchedFile {
  /** A media type, by the ending of its name: Telegram's file server calls everything octet-stream. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bot API, getFile: "bots can download files of up to 20MB in size". */
const MOST_BYTES = 20 * 1024 * 1024;
const DOWNLOAD_MS = 30_000;
/** Relative to the bot's own folder. A Bot API server in local mode names a place on its own disk: not ours to read. */
const FILE_PATH = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*){0,5}$/;
const TYPES = new Map([
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
  ['oga', 'audio/ogg'],
  ['ogg', 'audio/ogg'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['mp4', 'video/mp4'],
  ['pdf', 'application/pdf'],
]);

/** @throws AppError `channel.file`: 404 when it is gone or too large, 503 when Telegram does not give it now */
export async function fetchFile(api: Api, { apiRoot, botToken }: BotAccess, fetcher: typeof fetch, fileId: string): Promise<FetchedFile> {
  const path = await filePath(api, fileId);
  const bytes = await download(fetcher, `${apiRoot}/file/bot${botToken}/${path}`);
  return { type: TYPES.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream', bytes };
}

async function filePath(api: Api, fileId: string): Promise<string> {
  try {
    const { file_path } = await api.getFile(fileId);
    if (typeof file_path === 'string' && file_path.length <= 256 && FILE_PATH.test(file_path)) return file_path;
  } catch (error) {
    throw error instanceof GrammyError && error.error_code === 400 ? gone() : unavailable();
  }
  throw unavailable();
}

/** The address holds the token: no error of `fetch` is handed on. */
async function download(fetcher: typeof fetch, url: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetcher(url, { redirect: 'error', signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!response.ok) throw response.status === 404 ? gone() : unavailable();
    const bytes = await readAtMost(response, MOST_BYTES);
    if (bytes === null) throw gone();
    return bytes;
  } catch (error) {
    throw error instanceof AppError ? error : unavailable();
  }
}

const gone = (): AppError => new AppError('channel.file', 'Telegram has this file no more, or it is too large', 404);
const unavailable = (): AppError => new AppError('channel.file', 'Telegram does not give this file now', 503);
