import type { Context, MiddlewareHandler } from 'hono';
import type { Config } from '../../config.ts';
import { type AccountDeps, SESSION_LASTS, whoIs } from '../../desk/accounts.ts';
import { AppError } from '../../errors.ts';
import { forgetSecretCookie, isHttps, keepSecretCookie, readSecretCookie } from '../../routes/secret-cookie.ts';
import type { Role } from '../../storage/desk-schema.ts';
import type { Officer } from '../../storage/officer.ts';

/** Who sits at the desk: the cookie of the console, and what every page behind it asks first. */
const DESK = { name: 'desk', path: '/console', sameSite: 'Strict' } as const;
const SIGNED_IN = 'officer';
/** Hosts that name the machine itself. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
export const SIGN_IN_PATH = '/console/sign-in';

export function deskToken(context: Context, config: Config): string | undefined {
  return readSecretCookie(context, config, DESK);
}

export function keepDeskToken(context: Context, config: Config, token: string): void {
  keepSecretCookie(context, config, DESK, token, SESSION_LASTS / 1000);
}

export function forgetDeskToken(context: Context, config: Config): void {
  forgetSecretCookie(context, config, DESK);
}

/**
 * Lets in who is signed in with one of these roles; a role stands for itself alone. A page leads to the sign-in, a form,
 * a fragment or a stream is told why not.
 * @throws AppError 401 `account.signed-out`, 403 `account.not-allowed`
 */
export function requireOfficer(deps: AccountDeps & { readonly config: Config }, roles: readonly Role[]): MiddlewareHandler {
  return async (context, next) => {
    const officer = await whoIs(deps, deskToken(context, deps.config));
    if (!officer) {
      if (isPage(context)) return context.redirect(SIGN_IN_PATH, 303);
      context.header('HX-Redirect', SIGN_IN_PATH);
      throw signedOut();
    }
    // Also for the page that says no: it has his menu, and he is not taken for signed out.
    context.set(SIGNED_IN, officer);
    if (!roles.includes(officer.role)) throw new AppError('account.not-allowed', '您的账号没有这一页的权限。', 403);
    await next();
  };
}

/** @throws AppError 401 where `requireOfficer` does not stand in front */
export function officerOf(context: Context): Officer {
  const officer = officerIfAny(context);
  if (!officer) throw signedOut();
  return officer;
}

export function officerIfAny(context: Context): Officer | null {
  return context.get(SIGNED_IN) ?? null;
}

/**
 * Passwords and citizens' words travel encrypted, or not at all between machines. What a proxy forwards came from
 * elsewhere, whatever host it names.
 * @throws AppError 403 `account.not-encrypted`
 */
export function encryptedOnly(config: Config): MiddlewareHandler {
  return async (context, next) => {
    const forwarded = ['x-forwarded-for', 'x-forwarded-proto', 'forwarded'].some((name) => context.req.header(name) !== undefined);
    if (!isHttps(context, config) && (forwarded || !isLoopback(context))) throw notEncrypted(config);
    await next();
  };
}

function isLoopback({ req }: Context): boolean {
  const address = `http://${req.header('host') ?? new URL(req.url).host}`;
  return URL.canParse(address) && LOOPBACK.has(new URL(address).hostname);
}

function notEncrypted({ PORT }: Config): AppError {
  return new AppError(
    'account.not-encrypted',
    `值班台只在加密的连接上打开：请改用 https:// 开头的网址。在服务器本机上可以用 http://127.0.0.1:${PORT}/console。管理员：HTTPS 由前面的反向代理提供，它要转发 X-Forwarded-Proto，这里要设 TRUST_PROXY=1。`,
    403,
  );
}

function isPage({ req }: Context): boolean {
  const wanted = req.header('accept') ?? '';
  return req.method === 'GET' && req.header('hx-request') !== 'true' && !wanted.includes('text/event-stream');
}

function signedOut(): AppError {
  return new AppError('account.signed-out', '您已退出登录，请重新登录。', 401);
}
