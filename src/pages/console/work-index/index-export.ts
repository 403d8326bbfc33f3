import type { Context } from 'hono';
import { dayOf } from '../../../desk/waiting-times.ts';
import { AppError } from '../../../errors.ts';
import { indexCsv } from '../../../work-index/index-csv.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dateOfDay } from '../../citizen/public-index/index-chart.tsx';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { csvWords } from './index-csv-words.ts';
import { INDEX_WORDS } from './index-words.ts';

/** `GET /console/index-of-work/:day/csv`: one day, all areas; that it was taken is written down. */
export async function exportIndex(deps: PageDeps, context: Context): Promise<Response> {
  const { storage } = deps;
  const date = context.req.param('day') ?? '';
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T12:00:00+08:00`) : Number.NaN;
  const at = Number.isNaN(noon) ? null : await storage.newestIndexDay(dayOf(noon));
  if (!at || dateOfDay(at.day) !== date) throw new AppError('index.unknown', INDEX_WORDS[deskLanguage(context)].unknownArea, 404);
  await storage.auditIndexExport(at, officerOf(context).id);
  context.header('Content-Type', 'text/csv; charset=utf-8');
  context.header('Content-Disposition', `attachment; filename="index-${date}.csv"`);
  return context.body(indexCsv(date, at.version, await storage.indexAreas(at.day, at.version), csvWords(deskLanguage(context))));
}
