import { MINUTE } from '../durations.ts';
import { AppError } from '../errors.ts';
import type { Officer } from '../storage/officer.ts';
import { type AccountDeps, tokenHash } from './accounts.ts';
import { stepOf } from './one-time-codes.ts';

/** Wrong codes in one session; then it signs nothing for a while. It goes on: who hands over has cases that are his. */
const MOST_TRIES = 5;
const PAUSE = 15 * MINUTE;

/**
 * Somebody who is signed in puts his name to something: the code of his telephone, typed anew. It is used up by that and
 * kept nowhere. Counted by session and before it is looked at, so that guesses made all at once are counted as well, and
 * whoever locks the name from outside keeps nobody from signing.
 * @throws AppError 422 `code.wrong`, also for one that has served before and after too many wrong ones
 */
export async function proveItIsHim({ storage, now }: AccountDeps, token: string, officer: Officer, code: string): Promise<void> {
  const account = await storage.findOfficerByName(officer.name);
  const admitted = await storage.noteSignatureTry(tokenHash(token), MOST_TRIES, PAUSE);
  const step = admitted && account?.id === officer.id ? stepOf(code, account.totpSecret, now()) : null;
  if (step !== null && (await storage.useCode(officer.id, step))) return storage.noteSignature(tokenHash(token));
  throw new AppError('code.wrong', '验证码不对，或者已经用过。请等验证器换下一组，再输入六位数。', 422);
}
