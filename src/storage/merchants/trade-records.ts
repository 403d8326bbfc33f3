import type { StorageContext } from '../context.ts';
import { notAside, setAside } from '../set-aside.ts';
import { DEFAULT_ACTS, type DefaultAct, type DefaultState, OBJECTION_LASTS, UNSETTLED } from './default-machine.ts';
import type { AmountBand } from './merchants-tables.ts';
import { comparable, numberOf, partyNotes } from './party-key.ts';
import { type TradeParty, tradeParties } from './trade-parties.ts';
import { tradeSteps } from './trade-step.ts';

export interface NewDefault {
  /** As it stands on the licence. */
  readonly name: string;
  readonly licence: string;
  readonly band: AmountBand;
  /** `2026-08-31` */
  readonly dueOn: string;
  /** Which papers there are. */
  readonly papers: string;
}
/** Who does it, and which acts are his. */
export type DefaultActor =
  | { readonly actor: 'officer'; readonly id: string; readonly act: 'accepted' | 'returned' | 'withdrawn' }
  | { readonly actor: 'merchant'; readonly id: string; readonly act: 'paid' | 'withdrawn' };

/** What merchants say that partners owe them. */
export function tradeRecords(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const steps = tradeSteps(context);
  const { onePiece } = setAside(context);
  const { partyBy, partyToMake } = tradeParties(context);
  const noteOn = partyNotes(context);
  const standing = (id: string, act: DefaultAct) =>
    query
      .selectFrom('trade_defaults')
      .where('trade_defaults.id', '=', id)
      .where('trade_defaults.state', 'in', [...DEFAULT_ACTS[act].from]);
  const moved = (stepId: string, act: DefaultAct) =>
    query
      .updateTable('trade_defaults')
      .set({ state: DEFAULT_ACTS[act].to, updated_at: sources.now(), paid_at: act === 'paid' ? sources.now() : null })
      .where('id', 'in', steps.taken(stepId).select('subject'))
      .where('state', 'in', [...DEFAULT_ACTS[act].from]);

  /** All of it is paid, for long enough, and nobody's objection is undecided. */
  const repairable = (now: number) =>
    query
      .selectFrom('trade_defaults')
      .where('trade_defaults.state', '=', 'paid')
      .where((is) =>
        is.not(
          is.exists(
            is
              .selectFrom('trade_defaults as other')
              .select('other.id')
              .whereRef('other.party_id', '=', 'trade_defaults.party_id')
              .where((one) =>
                one.or([
                  one('other.state', 'in', [...UNSETTLED]),
                  one.and([one('other.state', '=', 'paid'), one('other.paid_at', '>', now - OBJECTION_LASTS)]),
                ]),
              ),
          ),
        ),
      )
      .where((is) =>
        is.not(
          is.exists(
            is
              .selectFrom('trade_objections')
              .innerJoin('trade_defaults as objected', 'objected.id', 'trade_objections.default_id')
              .select('trade_objections.id')
              .whereRef('objected.party_id', '=', 'trade_defaults.party_id')
              .where('trade_objections.state', '=', 'open'),
          ),
        ),
      );

  async function file(id: string, creditorId: string, { name, band, dueOn, papers }: NewDefault, party: TradeParty): Promise<boolean> {
    const now = sources.now();
    const [number, nameHash] = [await numberOf('D', id), await sealer.fingerprint(`name:${comparable(name)}`)];
    const [nameSealed, papersSealed] = [await sealer.seal(party.key, name), await sealer.seal(party.key, papers)];
    const stands = steps.isChecked(creditorId).clearSelect();
    return steps.take({ id, subject: id, act: 'filed', actor: 'merchant', actorId: creditorId }, stands, [
      ...party.made,
      query
        .insertInto('trade_defaults')
        .columns([
          'id',
          'number',
          'party_id',
          'creditor_id',
          'name_sealed',
          'name_hash',
          'band',
          'due_on',
          'papers_sealed',
          'state',
          'paid_at',
          'created_at',
          'updated_at',
        ])
        .expression(
          steps
            .taken(id)
            .select(({ val, ref, lit }) => [
              ref('subject').as('id'),
              val(number).as('number'),
              val(party.id).as('party_id'),
              val(creditorId).as('creditor_id'),
              val(nameSealed).as('name_sealed'),
              val(nameHash).as('name_hash'),
              val<AmountBand>(band).as('band'),
              val(dueOn).as('due_on'),
              val(papersSealed).as('papers_sealed'),
              val<DefaultState>('filed').as('state'),
              lit(null).as('paid_at'),
              val(now).as('created_at'),
              val(now).as('updated_at'),
            ]),
        ),
    ]);
  }

  return {
    /** Waits for an officer; shown to nobody else. False for whoever is not a checked merchant. @param id of the form */
    async fileDefault(id: string, creditorId: string, filing: NewDefault): Promise<boolean> {
      const known = await partyBy(filing.licence);
      if (await file(id, creditorId, filing, known ?? (await partyToMake(id, filing.licence)))) return true;
      // Of two who name a partner first at the same time, one makes him.
      const other = known === null ? await partyBy(filing.licence) : null;
      return other !== null && file(id, creditorId, filing, other);
    },

    /**
     * An officer accepts or returns it, its creditor says that he is paid, either takes it off.
     * @returns false when it does not stand so any more, or it is not his to do
     */
    async actOnDefault(stepId: string, id: string, by: DefaultActor, note = ''): Promise<boolean> {
      const { act } = by;
      const his =
        by.actor === 'officer'
          ? standing(id, act).where((is) => is.exists(steps.isOfficer(by.id)))
          : standing(id, act)
              .where('creditor_id', '=', by.id)
              .where((is) => is.exists(steps.isChecked(by.id)));
      const step = { id: stepId, subject: id, act, actor: by.actor, actorId: by.id, noteSealed: await noteOn(id, note) };
      return steps.take(step, his, [moved(stepId, act)]);
    },

    /** One default of a record that is due to be repaired; false when there is none. Several instances do each once. */
    async repairNext(): Promise<boolean> {
      const now = sources.now();
      const next = await repairable(now)
        .select('trade_defaults.id')
        .where(notAside('trade-repair', 'trade_defaults.id', now))
        .orderBy('paid_at')
        .orderBy('trade_defaults.id')
        .limit(1)
        .executeTakeFirst();
      if (!next) return false;
      const stepId = `repaired:${next.id}`;
      const step = { id: stepId, subject: next.id, act: 'repaired', actor: 'program', actorId: null } as const;
      const still = repairable(now).where('trade_defaults.id', '=', next.id);
      return onePiece('trade-repair', next.id, () => steps.take(step, still, [moved(stepId, 'repaired')]));
    },
  };
}
