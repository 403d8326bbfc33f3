import { AppError } from '../errors.ts';

/** Not proven that the platform sent it. Says nothing of why: whoever probes learns nothing. */
export function unproven(): AppError {
  return new AppError('channel.signature', 'the signature is missing or does not fit', 401);
}

/** Proven, and yet not what the platform sends. */
export function unreadable(cause?: unknown): AppError {
  return new AppError('channel.payload', 'the body is not what this platform sends', 400, { cause });
}
