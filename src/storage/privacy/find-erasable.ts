import { citizenKey } from '../citizens/citizen-key.ts';
import type { AgeBand } from '../citizens/citizens-tables.ts';
import type { StorageContext } from '../context.ts';
import { telephoneNumber } from '../telephone-number.ts';

/** By what somebody is looked up: a number as it is written, his own or his guardian's, or what he was given to read out. */
export type ErasureSought =
  | { readonly by: 'own-number' | 'guardian-number'; readonly number: string }
  | { readonly by: 'case' | 'receipt' | 'stop-lead'; readonly number: string };

/** Whose data: ids of ours, and a keyed hash of his number. What is not known of him is null. */
export interface Erasable {
  readonly citizenId: string | null;
  readonly personId: string | null;
  readonly leadId: string | null;
  readonly phoneHash: string | null;
}

/** `several`: children of one guardian. `erased`: nothing of him can be read any more. */
export type ErasableFound =
  | { readonly kind: 'found'; readonly several: readonly Erasable[] }
  | { readonly kind: 'erased'; readonly at: number | null }
  | { readonly kind: 'nobody' };

/** The least that tells an officer that it is the right record. Times are milliseconds since 1970 UTC. */
export interface ErasableFacts {
  readonly registration: { readonly since: number; readonly gridId: string | null; readonly ageBand: AgeBand } | null;
  /** The first that is known of him; null: nothing is left. */
  readonly since: number | null;
  readonly conversations: readonly string[];
  /** Number of the lead by which he was found, while it is open. */
  readonly openLead: string | null;
  /** Warnings of his number that are not over. */
  readonly warnings: number;
  /** A number of his is known, on which he can be called back. */
  readonly hasNumber: boolean;
  /** He has asked already, and a case of his is still running. */
  readonly leavingSince: number | null;
}

const NOBODY = { kind: 'nobody' } as const;
const UNKNOWN: Erasable = { citizenId: null, personId: null, leadId: null, phoneHash: null };

export function findErasable(context: StorageContext) {
  const { database, sealer, openIfSealed, keyOfCase } = context;
  const { query } = database;

  /** Not erased: his chats, by registration, person and number, as his own erasure takes them. */
  const conversationsOf = ({ citizenId, personId, phoneHash }: Erasable) =>
    query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .where('key_wrapped', 'is not', null)
      // Each a question of an index of its own.
      .where('conversations.id', 'in', (is) =>
        is
          .selectFrom('citizen_conversations')
          .select('conversation_id as id')
          .where('citizen_id', '=', citizenId ?? '')
          .union(
            is
              .selectFrom('conversations as own')
              .select('own.id')
              .where('own.person_id', '=', personId ?? ''),
          )
          .union(
            is
              .selectFrom('conversations as same')
              .select('same.id')
              .where('same.address_hash', '=', phoneHash ?? ''),
          )
          .union(
            is
              .selectFrom('conversations as proved')
              .innerJoin('citizens', 'citizens.phone_hash', 'proved.address_hash')
              .select('proved.id')
              .where('citizens.id', '=', citizenId ?? ''),
          ),
      );

  const warningsOf = (phoneHash: string | null) =>
    query
      .selectFrom('warnings')
      .where('phone_hash', '=', phoneHash ?? '')
      .where('subject_sealed', 'is not', null);

  async function byOwnNumber(phoneHash: string): Promise<ErasableFound> {
    const citizen = await query
      .selectFrom('citizens')
      .select('id')
      .where('phone_hash', '=', phoneHash)
      .where('erased_at', 'is', null)
      .executeTakeFirst();
    const found = { ...UNKNOWN, citizenId: citizen?.id ?? null, phoneHash };
    if (citizen) return { kind: 'found', several: [found] };
    const talked = await conversationsOf(found).select('conversations.id').limit(1).executeTakeFirst();
    const warned = talked ?? (await warningsOf(phoneHash).select('id').limit(1).executeTakeFirst());
    return warned ? { kind: 'found', several: [found] } : NOBODY;
  }

  /** A guardian's number has no index: of the few children that have one it is opened, for this one question. */
  async function byGuardian(plain: string): Promise<ErasableFound> {
    const children = await query
      .selectFrom('citizens')
      .select(['id', 'guardian_phone_sealed', 'phone_hash'])
      .where('age_band', '=', 'under14')
      .where('guardian_proved_at', 'is not', null)
      .where('erased_at', 'is', null)
      .orderBy('created_at')
      .execute();
    const several: Erasable[] = [];
    for (const { id, guardian_phone_sealed, phone_hash } of children) {
      const key = await citizenKey(context, id);
      if (key && (await openIfSealed(key, guardian_phone_sealed)) === plain)
        several.push({ ...UNKNOWN, citizenId: id, phoneHash: phone_hash });
    }
    return several.length > 0 ? { kind: 'found', several } : NOBODY;
  }

  /** @param leadId by which he was found */
  async function byConversation(conversationId: string, leadId: string | null): Promise<ErasableFound> {
    const row = await query
      .selectFrom('conversations')
      .innerJoin('persons', 'persons.id', 'conversations.person_id')
      .select(['person_id', 'address_hash', 'key_wrapped', 'gone_at'])
      .where('conversations.id', '=', conversationId)
      .executeTakeFirst();
    if (!row || row.key_wrapped === null) return { kind: 'erased', at: row?.gone_at == null ? null : Number(row.gone_at) };
    const registered = await query
      .selectFrom('citizens')
      .select('id')
      .where('erased_at', 'is', null)
      .where((is) =>
        is.or([
          is('phone_hash', '=', row.address_hash ?? ''),
          is('id', 'in', is.selectFrom('citizen_conversations').select('citizen_id').where('conversation_id', '=', conversationId)),
        ]),
      )
      .limit(2)
      .execute();
    // A browser that two use: what is said in it does not tell whose registration is meant.
    const citizenId = registered.length === 1 ? (registered[0]?.id ?? null) : null;
    return { kind: 'found', several: [{ citizenId, personId: row.person_id, leadId, phoneHash: row.address_hash }] };
  }

  async function byCase(which: { readonly number: string } | { readonly receipt: string }): Promise<ErasableFound> {
    let found = query.selectFrom('cases').select(['cases.id', 'conversation_id']);
    found =
      'number' in which
        ? found.where('cases.number', '=', which.number)
        : found.where('cases.id', 'in', (is) => is.selectFrom('receipts').select('case_id').where('number', '=', which.receipt));
    const row = await found.executeTakeFirst();
    if (!row) return NOBODY;
    if (await keyOfCase(row.id)) return byConversation(row.conversation_id, null);
    // Whoever writes from the same place since is somebody else.
    const before = await byConversation(row.conversation_id, null);
    return before.kind === 'erased' ? before : { kind: 'erased', at: null };
  }

  async function byLead(number: string): Promise<ErasableFound> {
    const lead = await query
      .selectFrom('stop_leads')
      .leftJoin('conversations', 'conversations.id', 'stop_leads.conversation_id')
      .select(['stop_leads.id', 'key_wrapped', 'stop_leads.conversation_id', 'stop_leads.person_id', 'conversations.person_id as now_of'])
      .where('number', '=', number)
      .executeTakeFirst();
    if (!lead) return NOBODY;
    if (lead.conversation_id !== null && lead.person_id !== null && lead.person_id === lead.now_of) {
      const found = await byConversation(lead.conversation_id, lead.id);
      if (found.kind === 'found') return found;
      // His chats are gone; the lead waits for its end.
    }
    return lead.key_wrapped === null ? { kind: 'erased', at: null } : { kind: 'found', several: [{ ...UNKNOWN, leadId: lead.id }] };
  }

  return {
    /** Reads nothing of what anybody has said; who looks writes it down (`seekErasure`). */
    async findErasable(sought: ErasureSought): Promise<ErasableFound> {
      if (sought.by === 'case') return byCase({ number: sought.number });
      if (sought.by === 'receipt') return byCase({ receipt: sought.number });
      if (sought.by === 'stop-lead') return byLead(sought.number);
      const plain = telephoneNumber(sought.number);
      if (plain === null) return NOBODY;
      return sought.by === 'own-number' ? byOwnNumber(await sealer.fingerprint(plain)) : byGuardian(plain);
    },

    async erasableFacts(whose: Erasable): Promise<ErasableFacts> {
      const citizen = await query
        .selectFrom('citizens')
        .select(['created_at', 'grid_id', 'age_band', 'phone_proved_at'])
        .where('id', '=', whose.citizenId ?? '')
        .where('erased_at', 'is', null)
        .executeTakeFirst();
      const chats = await conversationsOf(whose)
        .select(['conversations.id', 'persons.created_at', 'leaving_since', 'address_hash'])
        .orderBy('persons.created_at')
        .execute();
      const warned = await warningsOf(whose.phoneHash).select(['created_at', 'status', 'due_at', 'forget']).execute();
      const lead = await query
        .selectFrom('stop_leads')
        .select(['number', 'state', 'created_at', 'forget_at'])
        .where('id', '=', whose.leadId ?? '')
        .where('key_wrapped', 'is not', null)
        .executeTakeFirst();
      const times = [citizen, lead, ...chats, ...warned].flatMap((row) => (row ? [Number(row.created_at)] : []));
      const left = chats.flatMap(({ leaving_since }) => (leaving_since === null ? [] : [Number(leaving_since)]));
      if (lead?.forget_at) left.push(Number(lead.forget_at));
      return {
        registration:
          citizen?.age_band == null
            ? null
            : { since: Number(citizen.created_at), gridId: citizen.grid_id, ageBand: citizen.age_band as AgeBand },
        since: times.length === 0 ? null : Math.min(...times),
        conversations: chats.map(({ id }) => id),
        openLead: lead && lead.state !== 'closed' ? lead.number : null,
        warnings: warned.filter(({ status, due_at }) => status !== 'closed' || due_at !== null).length,
        hasNumber:
          whose.phoneHash !== null || (citizen?.phone_proved_at ?? null) !== null || chats.some((one) => one.address_hash !== null),
        leavingSince: left.length === 0 ? null : Math.min(...left),
      };
    },
  };
}
