import { addAbortSignal, type Readable } from 'node:stream';
import type { FetchMedia } from '../../conversation/delivery.ts';
import { AppError } from '../../errors.ts';
import type { Bot, FileBox } from './bot.ts';
import { nameOf } from './error-name.ts';

/** Bytes. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Less than the lease of an attachment. Puppets set themselves no limit, and one that is silent would hold up all channels' files. */
const LONGEST_MS = 60_000;
const TOO_LARGE = 'more than 10 MB';
const MEDIA_TYPE = /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/;

/**
 * A file by the id of its message, from the puppet alone: its FileBox knows where it stands, and we call no address ourselves.
 * @throws (the function made) AppError 503 `channel.media`
 */
export function createFetchMedia(bot: Bot, deadline = () => AbortSignal.timeout(LONGEST_MS)): FetchMedia {
  return async (id) => {
    if (!bot.isLoggedIn) throw unavailable('not logged in');
    const signal = deadline();
    try {
      return await Promise.race([fetchFile(bot, id, signal), rejectedBy(signal)]);
    } catch (error) {
      throw error instanceof AppError ? error : unavailable(nameOf(error));
    }
  };
}

async function fetchFile(bot: Bot, id: string, signal: AbortSignal) {
  const message = await bot.Message.find({ id });
  if (!message) throw unavailable('unknown message');
  const file = await message.toFileBox();
  if (file.size > MOST_BYTES) throw unavailable(TOO_LARGE);
  signal.throwIfAborted();
  // Not `toBuffer()`: it holds whatever comes, and prints errors. Not `ready()`: it follows redirects to anywhere.
  const bytes = await readWhole(await file.toStream(), signal);
  return { type: typeOf(file), bytes };
}

async function readWhole(stream: Readable & { readonly statusCode?: number }, signal: AbortSignal): Promise<Buffer> {
  // FileBox reads the page of an error, or of a redirect, as if it were the file.
  const { statusCode = 200 } = stream;
  if (statusCode !== 200) {
    stream.destroy();
    throw unavailable(`status ${statusCode}`);
  }
  // Only here: without somebody who reads, the error it makes would end the process.
  addAbortSignal(signal, stream);
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    length += piece.length;
    if (length > MOST_BYTES) throw unavailable(TOO_LARGE);
    pieces.push(piece);
  }
  if (length === 0) throw unavailable('empty');
  return Buffer.concat(pieces);
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

function typeOf({ mediaType }: FileBox): string {
  return MEDIA_TYPE.test(mediaType) && mediaType !== 'application/unknown' ? mediaType : 'application/octet-stream';
}

function unavailable(reason: string): AppError {
  return new AppError('channel.media', `wechaty does not give the file (${reason})`, 503);
}
