import type { StorageContext } from '../context.ts';
import { OPEN, type StopLeadOrigin, type StopLeadState } from './stop-loss-tables.ts';

/** As it stands in the list: nothing that the victim said. Times are milliseconds since 1970 UTC, money is in fen. */
export interface ListedStopLead {
  readonly id: string;
  readonly number: string;
  readonly origin: StopLeadOrigin;
  readonly state: StopLeadState;
  readonly handler: { readonly id: string; readonly display: string } | null;
  readonly createdAt: number;
  readonly closedAt: number | null;
  readonly transfers: number;
  readonly amount: number;
  /** The first payment whose time is known. */
  readonly firstPaidAt: number | null;
  readonly caseId: string | null;
}

export interface ListedStopLeads {
  readonly leads: readonly ListedStopLead[];
  /** All that are open, where not all of them are listed. */
  readonly total: number;
}

/** Ids per statement; D1 takes a hundred parameters. */
export const AT_ONCE = 90;
/** Of those that nobody has taken, and of the others. */
const MOST_LISTED = 300;

/** Rows of leads, with what a list shows of them. */
export function leadRows({ database: { query } }: StorageContext) {
  const rows = () =>
    query.selectFrom('stop_leads').leftJoin('officers', 'officers.id', 'stop_leads.officer_id').selectAll('stop_leads').select('display');
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
  const transfersOf = (ids: readonly string[]) =>
    query
      .selectFrom('stop_transfers')
      .selectAll()
      .where('lead_id', 'in', [...ids])
      .where('removed_at', 'is', null)
      .orderBy('position')
      .execute();
  type Transfers = Awaited<ReturnType<typeof transfersOf>>;

  function shown(row: Row, transfers: Transfers): ListedStopLead {
    const times = transfers.flatMap(({ paid_at }) => (paid_at === null ? [] : [paid_at]));
    return {
      id: row.id,
      number: row.number,
      origin: row.origin,
      state: row.state,
      handler: row.officer_id === null ? null : { id: row.officer_id, display: row.display ?? '' },
      createdAt: row.created_at,
      closedAt: row.closed_at,
      transfers: transfers.length,
      amount: transfers.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
      firstPaidAt: times.length === 0 ? null : Math.min(...times),
      caseId: row.case_id,
    };
  }

  async function withTransfers(found: readonly Row[]): Promise<ListedStopLead[]> {
    const all: Transfers = [];
    for (let at = 0; at < found.length; at += AT_ONCE) all.push(...(await transfersOf(found.slice(at, at + AT_ONCE).map(({ id }) => id))));
    const byLead = Map.groupBy(all, ({ lead_id }) => lead_id);
    return found.map((row) => shown(row, byLead.get(row.id) ?? []));
  }
  return { rows, transfersOf, shown, withTransfers };
}
export type LeadRow = Awaited<ReturnType<ReturnType<ReturnType<typeof leadRows>['rows']>['execute']>>[number];
export type TransferRows = Awaited<ReturnType<ReturnType<typeof leadRows>['transfersOf']>>;

export function listLeads(context: StorageContext) {
  const { query } = context.database;
  const { rows, withTransfers } = leadRows(context);

  async function countOpen(): Promise<number> {
    const counted = query.selectFrom('stop_leads').select(({ fn }) => fn.countAll<number>().as('open'));
    return Number((await counted.where('state', 'in', [...OPEN]).executeTakeFirstOrThrow()).open);
  }

  return {
    /** The newest first: of young money some may still be there. Of those that are open what nobody has taken stands before the rest. */
    async listStopLeads(closed = false): Promise<ListedStopLeads> {
      const newest = rows().orderBy('stop_leads.created_at', 'desc').limit(MOST_LISTED);
      if (closed) {
        const leads = await withTransfers(await newest.where('state', '=', 'closed').execute());
        return { leads, total: leads.length };
      }
      const open = newest.where('state', 'in', [...OPEN]);
      // Asked for apart: leads wait for an answer without end, and must not push off the list what nobody has seen.
      const free = await open.where('stop_leads.officer_id', 'is', null).execute();
      const taken = await open.where('stop_leads.officer_id', 'is not', null).execute();
      // One that was taken between the two stands once.
      const both = new Map([...free, ...taken].map((row) => [row.id, row]));
      const leads = await withTransfers([...both.values()]);
      const isCut = free.length === MOST_LISTED || taken.length === MOST_LISTED;
      return { leads, total: isCut ? await countOpen() : leads.length };
    },

    stopLeadsOfCase: async (caseId: string): Promise<readonly ListedStopLead[]> =>
      withTransfers(await rows().where('case_id', '=', caseId).orderBy('stop_leads.created_at').execute()),
  };
}
