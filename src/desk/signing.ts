import { AppError } from '../errors.ts';
import type { Officer } from '../storage/officer.ts';
import { type AccountDeps, lockAfter } from './accounts.ts';
import { stepOf } from './one-time-codes.ts';

/**
 * Somebody who is signed in puts his name to something: the code of his telephone, typed anew. It is used up by that and
 * kept nowhere. Counted as a failure, with those of signing in, before it is looked at, so that guesses made all at once are counted as well.
 * @throws AppError 422 `code.wrong`, also for one that has served before and while the account is locked
 */
export async function proveItIsHim({ storage, now }: AccountDeps, officer: Officer, code: string): Promise<void> {
  const account = await storage.findOfficerByName(officer.name);
  if (account?.id === officer.id) {
    const lockedUntil = now() + lockAfter(account.failures + 1);
    const admitted = account.lockedUntil <= now() && (await storage.noteFailure(account.id, account.failures, lockedUntil));
    const step = admitted ? stepOf(code, account.totpSecret, now()) : null;
    if (step !== null && (await storage.noteSuccess(account.id, step))) return;
  }
  throw new AppError('code.wrong', '验证码不对，或者已经用过。请等验证器换下一组，再输入六位数。', 422);
}
