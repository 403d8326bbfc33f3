import type { Context } from 'hono';
import { consentStands } from '../../../citizens/consent-texts.ts';
import type { Config } from '../../../config.ts';
import { forgetSecretCookie, keepSecretCookie, readSecretCookie } from '../../../routes/secret-cookie.ts';
import type { KeptConsent } from '../../../storage/citizens/consents.ts';
import { CITIZEN_SESSION_LASTS } from '../../../storage/citizens/phone-proofs.ts';
import type { SignedInCitizen } from '../../../storage/citizens/registrations.ts';
import { knownId } from '../load-conversation.ts';
import type { PageDeps } from '../page-deps.ts';
import { conversationToken } from '../session.ts';

/** A registered citizen's browser: an unguessable token that the database knows by its hash alone. */
const CITIZEN = { name: 'citizen', path: '/', sameSite: 'Lax' } as const;
const SHAPE = /^[\w-]{16,64}$/;

export interface SignedIn {
  readonly citizen: SignedInCitizen;
  readonly token: string;
  readonly tokenHash: string;
  readonly consents: readonly KeptConsent[];
  /** The chat of this browser; null: none. */
  readonly conversationId: string | null;
}

export function citizenToken(context: Context, config: Config): string | null {
  const token = readSecretCookie(context, config, CITIZEN);
  return token !== undefined && SHAPE.test(token) ? token : null;
}

/** The browser's token, a new one when it has none. It opens nothing until somebody registers or signs in with it. */
export function ensureToken(deps: PageDeps, context: Context): string {
  const token = citizenToken(context, deps.config) ?? deps.newId();
  keepSecretCookie(context, deps.config, CITIZEN, token, CITIZEN_SESSION_LASTS / 1000);
  return token;
}

export function forgetToken(deps: PageDeps, context: Context): void {
  forgetSecretCookie(context, deps.config, CITIZEN);
}

export async function tokenHashOf(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** null: nobody is signed in. */
export async function signedIn(deps: PageDeps, context: Context): Promise<SignedIn | null> {
  const token = citizenToken(context, deps.config);
  if (token === null) return null;
  const tokenHash = await tokenHashOf(token);
  const citizen = await deps.storage.citizenOfSession(tokenHash);
  if (!citizen) return null;
  const chat = conversationToken(context, deps.config);
  const [consents, conversationId] = await Promise.all([
    deps.storage.citizenConsents(citizen.id),
    chat === undefined ? null : knownId(deps, chat),
  ]);
  return { citizen, token, tokenHash, consents, conversationId };
}

/** Has an officer confirmed his number, or let this browser in? What the number said before is then closed to it. */
export function isPartlyClosed({ citizen }: SignedIn): boolean {
  return citizen.opensFrom > 0 || citizen.phoneOpensFrom !== null;
}

/** A child under 14 whose guardian has not confirmed, or has not agreed to what the text says now. */
export function isWaitingForGuardian({ citizen, consents }: SignedIn): boolean {
  return citizen.ageBand === 'under14' && (citizen.guardianProvedAt === null || !consentStands(consents, 'guardian'));
}
