import type { Compilable } from 'kysely';
import { auditEntry } from '../audit-entry.ts';
import type { StorageContext } from '../context.ts';
import { keptPlans } from './kept-plans.ts';
import { type DissuasionPlan, firstTasks, MINUTE, rankOf } from './tier-plan.ts';
import type { NewWarning } from './warned-person.ts';

/** `known`: it was there, and is the same; `changed`: another warning is there under this number. */
type Reception = 'accepted' | 'known' | 'changed';
export interface Received {
  readonly id: string;
  readonly reception: Reception;
}

/** One statement has a hundred parameters at most; these leave room. */
const WARNINGS_AT_ONCE = 3;
const TASKS_AT_ONCE = 12;
const IDS_AT_ONCE = 80;
const MOST_ATTEMPTS = 5;

export function receiveWarnings(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const plans = keptPlans(context);

  const nameOf = ({ source, externalId }: Pick<NewWarning, 'source' | 'externalId'>): string => `${source}\n${externalId}`;

  async function known(warnings: readonly NewWarning[]): Promise<ReadonlyMap<string, { id: string; hash: string }>> {
    const found = new Map<string, { id: string; hash: string }>();
    for (const source of new Set(warnings.map((one) => one.source))) {
      const ids = warnings.filter((one) => one.source === source).map(({ externalId }) => externalId);
      for (const some of chunks(ids, IDS_AT_ONCE)) {
        const rows = await query
          .selectFrom('warnings')
          .select(['id', 'external_id', 'body_hash'])
          .where('source', '=', source)
          .where('external_id', 'in', [...some])
          .execute();
        for (const row of rows) found.set(nameOf({ source, externalId: row.external_id }), { id: row.id, hash: row.body_hash });
      }
    }
    return found;
  }

  async function insert(
    warnings: readonly { readonly id: string; readonly hash: string; readonly warning: NewWarning }[],
    plan: DissuasionPlan,
    officerId: string | null,
  ): Promise<void> {
    const [now, planId] = [sources.now(), await plans.keepPlan(plan)];
    const rows = await Promise.all(
      warnings.map(async ({ id, hash, warning }) => ({
        id,
        source: warning.source,
        external_id: warning.externalId,
        body_hash: hash,
        plan_id: planId,
        tier: warning.tier,
        rank: rankOf(warning.tier),
        type: warning.type,
        town: warning.town,
        grid_id: warning.gridId,
        case_id: warning.caseId ?? null,
        import_id: null,
        subject_sealed: await sealer.sealOwn(JSON.stringify(warning.person)),
        phone_hash: await sealer.fingerprint(warning.person.phone),
        status: 'open' as const,
        turn: 0,
        owner_id: null,
        due_at: now + Math.min(...firstTasks(plan, warning.tier).map(({ within }) => within)) * MINUTE,
        meet_by: now + plan.tiers[warning.tier].meetWithin * MINUTE,
        met_at: null,
        settled_at: null,
        cheated: 0,
        closed_at: null,
        created_at: now,
        updated_at: now,
      })),
    );
    const tasks = warnings.flatMap(({ id, warning }) =>
      firstTasks(plan, warning.tier).map(({ kind, within }) => ({
        id: sources.id(),
        warning_id: id,
        kind,
        starts_at: now,
        due_at: now + within * MINUTE,
        done_at: null,
        escalated_at: null,
        created_at: now,
      })),
    );
    const statements: Compilable[] = [
      ...chunks(rows, WARNINGS_AT_ONCE).map((some) => query.insertInto('warnings').values([...some])),
      ...chunks(tasks, TASKS_AT_ONCE).map((some) => query.insertInto('warning_tasks').values([...some])),
      ...(officerId === null
        ? []
        : rows.map(({ id }) => auditEntry(query, { at: now, officerId, action: 'warning.entered', subject: id }))),
    ];
    await database.batch(statements);
  }

  return {
    /**
     * All of one call, each once however often it comes. The first steps of each begin in the same batch, those of the upper
     * tiers all together.
     * @param officerId who entered it at the desk; null: a source's system
     * @returns in the order of the given ones
     */
    async receiveWarnings(
      warnings: readonly NewWarning[],
      plan: DissuasionPlan,
      officerId: string | null = null,
    ): Promise<readonly Received[]> {
      const given = await Promise.all(
        warnings.map(async (warning) => ({ warning, id: sources.id(), hash: await sealer.fingerprint(JSON.stringify(warning)) })),
      );
      for (let attempt = 1; ; attempt++) {
        const there = await known(warnings);
        const first = new Map<string, { id: string; hash: string }>(there);
        const fresh = given.filter(({ warning, id, hash }) => {
          const isNew = !first.has(nameOf(warning));
          if (isNew) first.set(nameOf(warning), { id, hash });
          return isNew;
        });
        try {
          if (fresh.length > 0) await insert(fresh, plan, officerId);
          const entered = new Set(fresh.map(({ id }) => id));
          return given.map(({ warning, id, hash }) => {
            const kept = first.get(nameOf(warning)) ?? { id, hash };
            const reception = entered.has(id) ? 'accepted' : kept.hash === hash ? 'known' : 'changed';
            return { id: kept.id, reception };
          });
        } catch (error) {
          // The same call came twice at once: the other one has them.
          if (!database.isUniqueViolation(error) || attempt === MOST_ATTEMPTS) throw error;
        }
      }
    },
  };
}

export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
