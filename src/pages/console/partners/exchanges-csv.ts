import type { Context } from 'hono';
import { csvLine } from '../../../csv-rows.ts';
import { AppError } from '../../../errors.ts';
import type { ListedExchange } from '../../../storage/partners/partner-exchanges.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { officerOf } from '../session.ts';
import { exchangeFilter } from './exchanges-page.tsx';

/** More does not fit into a sheet that somebody reads; the filter makes it less. */
const MOST_ROWS = 10_000;
const HEAD = ['time', 'direction', 'partner', 'recipient', 'kind', 'subject', 'legal_basis', 'state', 'attempts', 'reason', 'updated'];

/** `GET /console/partners/exchanges.csv`: what the list shows, written down as an export. */
export function exchangesCsv(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const rows = await deps.storage.listExchanges(exchangeFilter(context), MOST_ROWS + 1);
    if (rows.length > MOST_ROWS) throw new AppError('partner.export-too-long', '一次最多导出一万行，请把日期缩短。', 422);
    await deps.storage.noteExchangesExported(officerOf(context).id);
    return context.body(`\ufeff${[HEAD, ...rows.map(cellsOf)].map(csvLine).join('')}`, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="exchanges.csv"',
    });
  };
}

function cellsOf(row: ListedExchange): readonly (string | number)[] {
  const time = (at: number): string => new Date(at).toISOString();
  const { createdAt, direction, partner, recipient, kind, subject, legalBasis, state, attempts, reason, updatedAt } = row;
  return [time(createdAt), direction, partner ?? '', recipient, kind, subject, legalBasis, state, attempts, reason ?? '', time(updatedAt)];
}
