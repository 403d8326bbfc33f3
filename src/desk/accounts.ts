import { createHash, randomBytes } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../durations.ts';
import { AppError } from '../errors.ts';
import { SESSION_IDLE } from '../storage/case-returns.ts';
import type { Role } from '../storage/desk-schema.ts';
import type { Officer } from '../storage/officer.ts';
import type { Storage } from '../storage/storage.ts';
import { isSecret, stepOf } from './one-time-codes.ts';
import { checkPassword, isPassword, sealPassword } from './passwords.ts';

/** Who may work at the desk, and how he proves who he is. */
export interface AccountDeps {
  readonly storage: Storage;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly display: string;
  readonly password: string;
  /** The authenticator's, as the page gave it out, and a code that shows that the telephone has it. */
  readonly secret: string;
  readonly code: string;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
  readonly code: string;
}

/** Whom a link is for. */
export interface Invitee {
  /** Of somebody with the role `partner`: whose person he is. */
  readonly partnerId?: string;
  /** As the inviter calls him; he may be called nothing. */
  readonly meantFor?: string;
}

/** Milliseconds: a shift and its hand-over. */
export const SESSION_LASTS = 12 * HOUR;
export const INVITATION_LASTS = DAY;
const TOKEN_BYTES = 32;
const NAME = /^[a-z0-9._-]{2,32}$/;
export const LONGEST_DISPLAY = 20;

/** Wrong attempts that cost nothing; each one more doubles the wait. */
const FREE_FAILURES = 4;
const FIRST_LOCK = 30_000;
const LONGEST_LOCK = 15 * MINUTE;

/** A token for the link that makes the first administrator; null when somebody can sign in already. */
export async function setUpLink(deps: AccountDeps): Promise<string | null> {
  if (await deps.storage.hasOfficers()) return null;
  return newInvitation(deps, null, (invitation) => deps.storage.createInvitation('administrator', invitation));
}

/**
 * A token for the link that makes one new account.
 * @throws AppError 403 `account.not-allowed`, 422 `invitation.meant-for`
 */
export async function inviteOfficer(deps: AccountDeps, adminId: string, role: Role, whom: Invitee = {}): Promise<string> {
  await mustBeAdministrator(deps, adminId);
  const meantFor = (whom.meantFor ?? '').normalize('NFC').trim();
  if (!isDisplay(meantFor) && meantFor !== '')
    throw new AppError('invitation.meant-for', `给谁：最多${LONGEST_DISPLAY}个字，也可以不填。`, 422);
  const more = { partnerId: whom.partnerId ?? null, meantFor: meantFor || null };
  return newInvitation(deps, adminId, (invitation) => deps.storage.createInvitation(role, { ...invitation, ...more }, adminId));
}

/**
 * A link that nobody has used opens nothing any more.
 * @throws AppError 403 `account.not-allowed`, 409 `invitation.ended`
 */
export async function withdrawInvitation(deps: AccountDeps, adminId: string, invitationId: string): Promise<void> {
  await mustBeAdministrator(deps, adminId);
  if (!(await deps.storage.withdrawInvitation(invitationId, adminId)))
    throw new AppError('invitation.ended', '没有收回：这个邀请已经用过，或者过期了。', 409);
}

/**
 * For an officer whose authenticator is gone: his account is closed, its name becomes free, and a link opens a new one of
 * the same role. It takes a second person.
 * @throws AppError 403 `account.not-allowed`, 404 `officer.unknown`
 */
export async function resetAuthenticator(deps: AccountDeps, adminId: string, officerId: string): Promise<string> {
  await mustBeAdministrator(deps, adminId);
  if (adminId === officerId) throw new AppError('account.not-allowed', '自己的验证器要由另一位管理员来重设。', 403);
  return newInvitation(deps, adminId, async (invitation) => {
    if (!(await deps.storage.replaceOfficer(officerId, invitation)))
      throw new AppError('officer.unknown', '没有这个账号，或者它已经换过了。', 404);
  });
}

/** What the link makes of whoever opens it. @throws AppError 404 `invitation.unknown`, `invitation.withdrawn` */
export async function invitedAs({ storage }: AccountDeps, token: string): Promise<Role> {
  const role = await storage.invitedAs(tokenHash(token));
  if (role) return role;
  if (await storage.isWithdrawn(tokenHash(token)))
    throw new AppError('invitation.withdrawn', '管理员把它收回了，不能再用。还要账号，请找他再发一个。', 404);
  throw new AppError('invitation.unknown', '它已经用过，或者过期了。请管理员再发一个邀请链接。', 404);
}

/**
 * @throws AppError 404 `invitation.unknown`, `invitation.withdrawn`, 409 `officer.name-taken`, 422 `officer.name`,
 * `officer.display`, `password.weak`, `code.wrong`, `code.secret`
 */
export async function acceptInvitation(deps: AccountDeps, acceptance: Acceptance): Promise<Officer> {
  const { token, password, secret } = acceptance;
  // First of all, so that a stranger cannot make us hash passwords.
  await invitedAs(deps, token);
  if (!isSecret(secret)) throw new AppError('code.secret', '密钥变了。请在验证器里改用这一页上的密钥。', 422);
  const name = plainName(acceptance.name);
  const display = acceptance.display.normalize('NFC').trim();
  if (!NAME.test(name)) throw new AppError('officer.name', '登录名用2到32个小写字母、数字、点、横线或下划线。', 422);
  if (!isDisplay(display)) throw new AppError('officer.display', `同事看到的名字要有1到${LONGEST_DISPLAY}个字。`, 422);
  checkPassword(password, name);
  const step = stepOf(acceptance.code, secret, deps.now());
  if (step === null) throw new AppError('code.wrong', '验证码不对。看看手机的时间准不准，再输入最新的六位数。', 422);
  return deps.storage.useInvitation(tokenHash(token), { name, display, password: await sealPassword(password), totpSecret: secret, step });
}

/**
 * A session's token. Every attempt is counted as a failure before it is looked at, so that guesses made all at once are
 * counted as well; and whatever is wrong, the answer and what it costs are the same.
 * @throws AppError 401 `account.refused`
 */
export async function signIn({ storage, now }: AccountDeps, { name, password, code }: Credentials): Promise<string> {
  const account = await storage.findOfficerByName(plainName(name));
  const admitted =
    account && !account.disabled && account.lockedUntil <= now()
      ? await storage.noteFailure(account.id, account.failures, now() + lockAfter(account.failures + 1))
      : false;
  const known = account && admitted ? account : null;
  const right = await isPassword(password, known?.password ?? null);
  const step = known && right ? stepOf(code, known.totpSecret, now()) : null;
  if (!known || step === null || !(await storage.noteSuccess(known.id, step))) {
    if (known && lockAfter(known.failures + 1) > 0) await storage.noteSignIn(known.id, 'officer.locked');
    throw new AppError('account.refused', '登录名、密码或验证码不对，或者试得太多、暂时锁住了。', 401);
  }
  const token = newToken();
  await storage.startSession(tokenHash(token), known.id, now() + SESSION_LASTS);
  await storage.noteSignIn(known.id, 'officer.signed-in');
  return token;
}

export async function signOut({ storage }: AccountDeps, token: string | undefined): Promise<void> {
  if (token !== undefined) await storage.endSession(tokenHash(token));
}

export async function whoIs({ storage, now }: AccountDeps, token: string | undefined): Promise<Officer | null> {
  return token === undefined ? null : storage.officerOfSession(tokenHash(token), now() - SESSION_IDLE);
}

async function mustBeAdministrator({ storage }: AccountDeps, id: string): Promise<void> {
  const officer = (await storage.listOfficers()).find((listed) => listed.id === id);
  if (officer?.role !== 'administrator' || officer.disabled) throw new AppError('account.not-allowed', '这一步只有管理员能做。', 403);
}

async function newInvitation(
  { now }: AccountDeps,
  invitedBy: string | null,
  save: (invitation: { tokenHash: string; invitedBy: string | null; expiresAt: number }) => Promise<void>,
): Promise<string> {
  const token = newToken();
  await save({ tokenHash: tokenHash(token), invitedBy, expiresAt: now() + INVITATION_LASTS });
  return token;
}

/** Milliseconds; 0 for the first failures. */
function lockAfter(failures: number): number {
  return failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** (failures - FREE_FAILURES - 1));
}

/** Can it be what colleagues see? */
function isDisplay(text: string): boolean {
  return text !== '' && [...text].length <= LONGEST_DISPLAY && !/\p{C}/u.test(text);
}

function plainName(name: string): string {
  return name.trim().toLowerCase();
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Who steals the database has no token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
