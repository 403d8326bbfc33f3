import { AppError } from '../errors.ts';
import type { Officer } from '../storage/officer.ts';
import { type AccountDeps, lockAfter, tokenHash } from './accounts.ts';
import { stepOf } from './one-time-codes.ts';

/** The gravest acts ask for the authenticator again when the last proof is older. Milliseconds. */
const PROOF_LASTS = 15 * 60_000;

/** Has whoever holds this session shown lately that he is who signed in? */
export async function hasProvedLately({ storage, now }: AccountDeps, token: string): Promise<boolean> {
  return now() - (await storage.provedAt(tokenHash(token))) <= PROOF_LASTS;
}

/**
 * Counted like an attempt to sign in, before it is looked at. Whoever guesses with a session that he has found is signed
 * out of it with the guess that locks the name.
 * @throws AppError 401 `account.signed-out`, 422 `code.wrong`
 */
export async function proveAgain({ storage, now }: AccountDeps, token: string, { name }: Officer, code: string): Promise<void> {
  const account = await storage.findOfficerByName(name);
  if (!account) throw signedOut();
  const lock = lockAfter(account.failures + 1);
  const counted = await storage.noteFailure(account.id, account.failures, now() + lock);
  const step = counted ? stepOf(code, account.totpSecret, now()) : null;
  if (step !== null && (await storage.noteSuccess(account.id, step))) return storage.noteProof(tokenHash(token));
  if (lock > 0) {
    await storage.endSession(tokenHash(token));
    await storage.noteSignIn(account.id, 'officer.locked');
    throw signedOut();
  }
  throw new AppError('code.wrong', '验证码不对，或者用过了。等验证器换出下一组再输。', 422);
}

function signedOut(): AppError {
  return new AppError('account.signed-out', '您已退出登录，请重新登录。', 401);
}
