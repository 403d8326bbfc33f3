import { AppError } from '../errors.ts';
import type { Officer } from '../storage/officer.ts';
import { type AccountDeps, tokenHash } from './accounts.ts';
import { stepOf } from './one-time-codes.ts';

/** The gravest acts ask for the authenticator again when the last proof is older. Milliseconds. */
const PROOF_LASTS = 15 * 60_000;

/** Has whoever holds this session shown lately that he is who signed in? */
export async function hasProvedLately({ storage, now }: AccountDeps, token: string): Promise<boolean> {
  return now() - (await storage.provedAt(tokenHash(token))) <= PROOF_LASTS;
}

/** Wrong codes in one session; with the last of them it is over. */
const MOST_GUESSES = 5;

/**
 * The gravest acts: the code of his telephone, typed anew. It is used up by that and kept nowhere. Counted
 * before it is looked at, so that guesses made all at once are counted as well, and by session: whoever guesses with one that
 * he has found is signed out of it, and a stranger who locks the name from outside keeps nobody from his work.
 * @throws AppError 401 `account.signed-out`, 422 `code.wrong`, also for one that has served before
 */
export async function proveAgain({ storage, now }: AccountDeps, token: string, { name }: Officer, code: string): Promise<void> {
  const account = await storage.findOfficerByName(name);
  const guesses = await storage.noteProofTry(tokenHash(token));
  if (!account || guesses === null) throw signedOut();
  const step = guesses <= MOST_GUESSES ? stepOf(code, account.totpSecret, now()) : null;
  if (step !== null && (await storage.useCode(account.id, step))) return storage.noteProof(tokenHash(token));
  if (guesses >= MOST_GUESSES) {
    await storage.endSession(tokenHash(token));
    if (guesses === MOST_GUESSES) await storage.noteSignIn(account.id, 'officer.locked');
    throw signedOut();
  }
  throw new AppError('code.wrong', '验证码不对，或者用过了。等验证器换出下一组再输。', 422);
}

function signedOut(): AppError {
  return new AppError('account.signed-out', '您已退出登录，请重新登录。', 401);
}
