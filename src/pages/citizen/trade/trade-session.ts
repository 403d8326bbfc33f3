import type { Context } from 'hono';
import type { Config } from '../../../config.ts';
import { AppError } from '../../../errors.ts';
import { forgetSecretCookie, keepSecretCookie, readSecretCookie } from '../../../routes/secret-cookie.ts';
import { MERCHANT_SESSION_LASTS, type Merchant } from '../../../storage/merchants/merchant-accounts.ts';
import type { PageDeps } from '../page-deps.ts';

/** A merchant's browser: an unguessable token that the database knows by its hash alone. */
const MERCHANT = { name: 'merchant', path: '/trade', sameSite: 'Lax' } as const;
const SHAPE = /^[\w-]{16,64}$/;

export async function sha256(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The browser has it from now on: whoever signs in anew leaves the old one behind. */
export function keepMerchantToken(deps: PageDeps, context: Context, token: string): void {
  keepSecretCookie(context, deps.config, MERCHANT, token, MERCHANT_SESSION_LASTS / 1000);
}

/** The browser's token where it opens nothing yet: the same form sent twice signs in once, and is not signed out by the second. */
export async function tokenToRegister(deps: PageDeps, context: Context): Promise<string> {
  const known = tokenOf(context, deps.config);
  const token = known === null || (await merchantIfAny(deps, context)) ? deps.newId() : known;
  keepMerchantToken(deps, context, token);
  return token;
}

export async function signOutMerchant(deps: PageDeps, context: Context): Promise<void> {
  const token = tokenOf(context, deps.config);
  if (token) await deps.storage.signOutMerchant(await sha256(token));
  forgetSecretCookie(context, deps.config, MERCHANT);
}

/** null: nobody is signed in. */
export async function merchantIfAny(deps: PageDeps, context: Context): Promise<Merchant | null> {
  const token = tokenOf(context, deps.config);
  return token === null ? null : deps.storage.merchantOf(await sha256(token));
}

/** @throws AppError 403 `trade.not-checked` for whoever has not been checked by an officer */
export async function checkedMerchant(deps: PageDeps, context: Context): Promise<Merchant> {
  const merchant = await merchantIfAny(deps, context);
  if (merchant?.state !== 'checked') throw new AppError('trade.not-checked', 'only merchants whom an officer has checked', 403);
  return merchant;
}

function tokenOf(context: Context, config: Config): string | null {
  const token = readSecretCookie(context, config, MERCHANT);
  return token !== undefined && SHAPE.test(token) ? token : null;
}
