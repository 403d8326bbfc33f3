import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Warning } from '../../../storage/dissuasion/read-warnings.ts';
import type { Companion } from '../../../storage/places/doorstep-record.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { VISIT_REFUSALS } from './visit-words.ts';
import { aDayAgo, warningIdOf } from './visiting.ts';

export interface OwnVisit {
  readonly warning: Warning;
  readonly companion: Companion | null;
  /** 紧急, and nobody comes along: it cannot be begun. Officers may go by themselves. */
  readonly alone: boolean;
}

/** Its page: an advisor's while a visit is owed, and for a day after he was there. @throws AppError 404 `visit.unknown` */
export async function readVisitToMake(deps: PageDeps, context: Context): Promise<OwnVisit> {
  const { id, role } = officerOf(context);
  if (!(await deps.storage.mayVisit({ id, role }, warningIdOf(context), aDayAgo(deps.now())))) throw unknownVisit(context);
  return readOwnVisit(deps, context);
}

/**
 * What is sent in late is taken also when somebody else has met him since.
 * @throws AppError 404 `visit.unknown`, also where there is one that is not his to see: he does not learn of it
 */
export async function readOwnVisit({ storage }: PageDeps, context: Context): Promise<OwnVisit> {
  const { id, role } = officerOf(context);
  const warningId = warningIdOf(context);
  const warning = await storage.readWarning(warningId, { id, role });
  if (!warning) throw unknownVisit(context);
  const companion = await storage.companionOf(warningId);
  return { warning, companion, alone: role === 'advisor' && warning.tier === 'urgent' && companion === null };
}

export function unknownVisit(context: Context): AppError {
  return new AppError('visit.unknown', VISIT_REFUSALS[deskLanguage(context)].unknown, 404);
}
