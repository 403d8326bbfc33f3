import { type Logger, pino } from 'pino';

/** Texts, names and numbers of citizens never reach the log: code passes ids only, and these keys are cut anyway. */
const NEVER_LOGGED = ['text', '*.text', 'body', '*.body', 'sender', '*.sender', 'quote', '*.quote', 'token', '*.token'];

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>;

/**
 * @param write takes one line of JSON; a full disk behind it must not stop the program
 * @param fields what stands in every line besides: which request it belongs to
 */
export function createLog(level: string, write: (line: string) => void, fields: () => Readonly<Record<string, string>> = () => ({})): Log {
  return pino({ level, redact: { paths: NEVER_LOGGED, censor: '[not logged]' }, base: null, mixin: () => ({ ...fields() }) }, { write });
}
