import { type Compilable, type SelectQueryBuilder, sql } from 'kysely';
import type { StorageContext } from '../context.ts';
import type { Role } from '../desk-schema.ts';
import type { Tables } from '../schema.ts';
import { DEFAULT_ACTS } from './default-machine.ts';
import type { TradeAct, TradeActor } from './trade-acts.ts';

/** Who checks merchants and defaults as a liaison officer. */
export const LIAISON_ROLES: readonly Role[] = ['officer', 'supervisor', 'administrator'];

export interface TradeStep {
  /** Of the form; the same one coming twice is one step. */
  readonly id: string;
  readonly subject: string;
  readonly act: TradeAct;
  readonly actor: TradeActor;
  readonly actorId: string | null;
  readonly noteSealed?: string | null;
}

/**
 * Every act is a row of its own that is written only if what it acts on stands as it must; all that follows asks for that row. So
 * an act that comes too late changes nothing, and one that comes twice violates the row's key.
 */
export function tradeSteps({ database, sources }: StorageContext) {
  const { query } = database;

  /** @param stands a selection that has exactly one row if the act may be done */
  function insertStep<Table extends keyof Tables, Row>(
    { id, subject, act, actor, actorId, noteSealed = null }: TradeStep,
    stands: SelectQueryBuilder<Tables, Table, Row>,
  ): Compilable {
    return query
      .insertInto('trade_steps')
      .columns(['id', 'subject', 'act', 'actor', 'actor_id', 'note_sealed', 'at'])
      .expression(
        stands.select([
          sql<string>`${id}`.as('id'),
          sql<string>`${subject}`.as('subject'),
          sql<TradeAct>`${act}`.as('act'),
          sql<TradeActor>`${actor}`.as('actor'),
          sql<string | null>`${actorId}`.as('actor_id'),
          sql<string | null>`${noteSealed}`.as('note_sealed'),
          sql<number>`${sources.now()}`.as('at'),
        ]) as never,
      );
  }
  /** Violates the key if this step was done before: else what follows would find its row, and be written down once more. */
  const notTwice = (id: string): Compilable =>
    query
      .insertInto('trade_steps')
      .columns(['id', 'subject', 'act', 'actor', 'at'])
      .expression(taken(id).select(['id', 'subject', 'act', 'actor', 'at']));
  const taken = (id: string) => query.selectFrom('trade_steps').where('trade_steps.id', '=', id);

  return {
    insertStep,
    /** That a default was taken off by an act on something else: a step of its own. @param why names the act, in its id */
    takenOff: (why: string, defaults: SelectQueryBuilder<Tables, 'trade_defaults', unknown>): Compilable =>
      query
        .insertInto('trade_steps')
        .columns(['id', 'subject', 'act', 'actor', 'actor_id', 'note_sealed', 'at'])
        .expression(
          defaults
            .where('trade_defaults.state', 'in', [...DEFAULT_ACTS.withdrawn.from])
            .select([
              sql<string>`${sql.lit(`${why}:`)} || trade_defaults.id`.as('id'),
              'trade_defaults.id as subject',
              sql<TradeAct>`${sql.lit('withdrawn')}`.as('act'),
              sql<TradeActor>`${sql.lit('program')}`.as('actor'),
              sql<string | null>`NULL`.as('actor_id'),
              sql<string | null>`NULL`.as('note_sealed'),
              sql<number>`${sources.now()}`.as('at'),
            ]) as never,
        ),
    /** The step's row, for what follows from it. */
    taken,
    isOfficer: (officerId: string) =>
      query
        .selectFrom('officers')
        .select('officers.id')
        .where('officers.id', '=', officerId)
        .where('disabled', '=', 0)
        .where('role', 'in', [...LIAISON_ROLES]),
    isChecked: (merchantId: string) =>
      query.selectFrom('merchants').select('merchants.id').where('merchants.id', '=', merchantId).where('merchants.state', '=', 'checked'),

    /**
     * All or nothing, with its line in the audit log.
     * @param follow what follows from it, which asks for the step's row itself
     * @param before what must be there first, whatever comes of it
     * @returns false when what it acts on did not stand so, or something else has this id
     */
    async take<Table extends keyof Tables, Row>(
      step: TradeStep,
      stands: SelectQueryBuilder<Tables, Table, Row>,
      follow: readonly Compilable[],
      before: readonly Compilable[] = [],
    ): Promise<boolean> {
      try {
        await database.batch([
          ...before,
          notTwice(step.id),
          insertStep(step, stands),
          ...follow,
          query
            .insertInto('audit')
            .columns(['at', 'officer_id', 'action', 'subject'])
            .expression(
              taken(step.id).select(({ val, ref }) => [
                ref('trade_steps.at').as('at'),
                sql<string | null>`${step.actor === 'officer' ? step.actorId : null}`.as('officer_id'),
                val<string>(`trade.${step.act}`).as('action'),
                ref('trade_steps.subject').as('subject'),
              ]),
            ),
        ]);
      } catch (error) {
        if (!database.isUniqueViolation(error)) throw error;
      }
      const row = await taken(step.id).select(['subject', 'act']).executeTakeFirst();
      return row?.subject === step.subject && row.act === step.act;
    },
  };
}
