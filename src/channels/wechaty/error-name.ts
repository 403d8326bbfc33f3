import { AppError } from '../../errors.ts';

/** Never the message of an error: it may quote a text or a token. Even the name may come from a puppet's server. */
export function nameOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
}
