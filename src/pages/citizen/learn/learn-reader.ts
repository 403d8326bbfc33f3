import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { consentStands } from '../../../citizens/consent-texts.ts';
import { isHttps } from '../../../routes/secret-cookie.ts';
import type { Citizen } from '../../../storage/citizens/registrations.ts';
import type { LessonDone } from '../../../storage/teaching/teaching-done.ts';
import { isWaitingForGuardian, signedIn } from '../me/me-session.ts';
import type { PageDeps } from '../page-deps.ts';

const COMMUNITY = 'community';
const YEAR = 365 * 24 * 3600;

/** Whoever reads; nobody has to be registered. */
export interface LearnReader {
  readonly citizen: Citizen | null;
  readonly done: readonly LessonDone[];
  /** He gets lessons pushed. */
  readonly taught: boolean;
  /** A child whose guardian has not confirmed: it agrees to nothing. */
  readonly waits: boolean;
}

export async function learnReader(deps: PageDeps, context: Context): Promise<LearnReader> {
  const here = await signedIn(deps, context);
  if (!here) return { citizen: null, done: [], taught: false, waits: false };
  return {
    citizen: here.citizen,
    done: await deps.storage.teachingDone(here.citizen.id),
    taught: consentStands(here.consents, 'teaching'),
    waits: isWaitingForGuardian(here),
  };
}

/** `town/community` as he chose it on the board; a name of a place, nothing of him. */
export function chosenCommunity(context: Context): string | null {
  return getCookie(context, COMMUNITY) ?? null;
}

export function keepCommunity(deps: PageDeps, context: Context, chosen: string): void {
  setCookie(context, COMMUNITY, chosen, {
    path: '/learn',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(context, deps.config),
    maxAge: YEAR,
  });
}
