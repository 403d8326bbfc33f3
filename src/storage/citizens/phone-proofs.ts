import { type Compilable, sql } from 'kysely';
import { DAY } from '../../durations.ts';
import type { StorageContext } from '../context.ts';
import { telephoneNumber } from '../telephone-number.ts';
import { citizenKey } from './citizen-key.ts';
import type { CodePurpose } from './citizens-tables.ts';
import { auditProof, opensToThisBrowser, phoneOpensFrom, usedCode } from './officer-proofs.ts';
import { phoneCodeOf, readPhoneCode } from './phone-code.ts';

/** Milliseconds. */
const CODE_LASTS = DAY;
/** Milliseconds. */
export const CITIZEN_SESSION_LASTS = 365 * DAY;
const MOST_ROUNDS = 10_000;

/**
 * proved: the number is his now · guardian: his guardian's is · signed-in: the browser that shows the code is · late: used
 * before, or too old · taken: another registration has this number · same-number: of a child and its guardian it is the
 * other's already · stranger: nobody is registered with it.
 */
export const PROOFS = ['proved', 'guardian', 'signed-in', 'late', 'taken', 'same-number', 'stranger'] as const;
export type Proof = (typeof PROOFS)[number];
const DONE: Readonly<Record<CodePurpose, Proof>> = { phone: 'proved', guardian: 'guardian', 'sign-in': 'signed-in' };

export interface ShownCode {
  readonly code: string;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
}

/** A telephone is proved by a code that its owner sends or tells to us. */
export function phoneProofs(context: StorageContext) {
  const { database, sealer, sources } = context;
  const { query } = database;
  const hashOf = (code: string): Promise<string> => sealer.fingerprint(`citizen-code:${code}`);
  const codeRow = (hash: string) => query.selectFrom('citizen_codes').selectAll().where('code_hash', '=', hash).executeTakeFirst();

  async function prove(typed: string, number: string | null, by: string, officerId: string | null): Promise<Proof | null> {
    const plain = number === null ? null : telephoneNumber(number);
    // Said alike whether there is such a code: where a try costs nothing, nobody can guess one.
    if (plain === null) return null;
    const code = readPhoneCode(typed);
    const hash = code === null ? null : await hashOf(code);
    const row = hash === null ? null : await codeRow(hash);
    if (!row) return null;
    const now = sources.now();
    const phoneHash = await sealer.fingerprint(plain);
    if (row.used_at !== null) return row.used_by === by && (await isOf(row, plain, phoneHash)) ? DONE[row.purpose] : 'late';
    if (row.expires_at <= now) return 'late';
    const owner = await query.selectFrom('citizens').select('id').where('phone_hash', '=', phoneHash).executeTakeFirst();
    if (row.purpose === 'sign-in' && !owner) return 'stranger';
    if (row.purpose === 'phone' && owner && owner.id !== row.citizen_id) return 'taken';
    const citizenId = row.citizen_id ?? owner?.id ?? '';
    const isGuardians = row.purpose === 'phone' && (await guardianPhone(citizenId)) === plain;
    const isOwn = row.purpose === 'guardian' && owner?.id === citizenId;
    if (isGuardians || isOwn) return 'same-number';
    const effect = await effectOf(row, { plain, phoneHash, citizenId, now, by, officer: officerId !== null });
    if (!effect) return 'late';
    const use = { codeHash: row.code_hash, by, now };
    const opens = officerId === null && row.purpose === 'phone';
    try {
      await database.batch([
        query
          .updateTable('citizen_codes')
          .set({ used_at: now, used_by: by })
          .where('code_hash', '=', row.code_hash)
          .where('used_at', 'is', null)
          .where('expires_at', '>', now),
        ...(opens ? opensToThisBrowser(query, use, citizenId, row.token_hash) : []),
        effect,
        ...(officerId === null ? [] : auditProof(query, use, { officerId, citizenId, phoneHash })),
      ]);
    } catch (error) {
      if (!database.isUniqueViolation(error)) throw error;
      return row.purpose === 'phone' ? 'taken' : 'late';
    }
    return (await codeRow(row.code_hash))?.used_by === by ? DONE[row.purpose] : 'late';
  }

  /** Was it this number that the used code has proved? An officer may have typed another one the first time. */
  async function isOf(
    { purpose, citizen_id, token_hash }: { readonly purpose: CodePurpose; readonly citizen_id: string | null; readonly token_hash: string },
    plain: string,
    phoneHash: string,
  ): Promise<boolean> {
    if (purpose === 'guardian') return (await guardianPhone(citizen_id ?? '')) === plain;
    let found = query.selectFrom('citizens').select('phone_hash');
    found =
      purpose === 'sign-in'
        ? found.where('id', '=', (is) => is.selectFrom('citizen_sessions').select('citizen_id').where('token_hash', '=', token_hash))
        : found.where('id', '=', citizen_id ?? '');
    return (await found.executeTakeFirst())?.phone_hash === phoneHash;
  }

  async function guardianPhone(citizenId: string): Promise<string | null> {
    const row = await query.selectFrom('citizens').select('guardian_phone_sealed').where('id', '=', citizenId).executeTakeFirst();
    const key = row ? await citizenKey(context, citizenId) : null;
    return key && row ? context.openIfSealed(key, row.guardian_phone_sealed) : null;
  }

  interface Claim {
    readonly plain: string;
    readonly phoneHash: string;
    readonly citizenId: string;
    readonly now: number;
    readonly by: string;
    /** It is he who says whose number it is. */
    readonly officer: boolean;
  }

  async function effectOf(
    row: { readonly code_hash: string; readonly purpose: CodePurpose; readonly token_hash: string },
    claim: Claim,
  ): Promise<Compilable | null> {
    const { plain, phoneHash, citizenId, now, by, officer } = claim;
    const isUsed = usedCode(query, { codeHash: row.code_hash, by, now });
    if (row.purpose === 'sign-in')
      return query
        .insertInto('citizen_sessions')
        .columns(['token_hash', 'citizen_id', 'created_at', 'expires_at', 'opens_from'])
        .expression(
          query
            .selectFrom('citizens')
            .select(({ val }) => [
              val(row.token_hash).as('token_hash'),
              'citizens.id as citizen_id',
              val(now).as('created_at'),
              val(now + CITIZEN_SESSION_LASTS).as('expires_at'),
              val(officer ? now : 0).as('opens_from'),
            ])
            .where('phone_hash', '=', phoneHash)
            .where('erased_at', 'is', null)
            .where((is) => is.exists(isUsed)),
        );
    const key = await citizenKey(context, citizenId);
    if (!key) return null;
    const sealed = await sealer.seal(key, plain);
    // Confirmed by an officer once more: as far open as the number was.
    const opensFrom = officer
      ? sql<number>`case when phone_hash = ${phoneHash} then ${phoneOpensFrom()} else cast(${now} as bigint) end`
      : 0;
    const change =
      row.purpose === 'phone'
        ? { phone_sealed: sealed, phone_hash: phoneHash, phone_proved_at: now, phone_opens_from: opensFrom, updated_at: now }
        : { guardian_phone_sealed: sealed, guardian_proved_at: now, updated_at: now };
    return query
      .updateTable('citizens')
      .set(change)
      .where('id', '=', citizenId)
      .where('erased_at', 'is', null)
      .where((is) => is.exists(isUsed));
  }

  return {
    /**
     * The code that this browser shows for a purpose, a new one when the last was used or is too old. Only its hash is kept.
     * @param secret the browser's token @param tokenHash its hash @param citizenId null for signing in
     */
    async phoneCode(purpose: CodePurpose, secret: string, tokenHash: string, citizenId: string | null): Promise<ShownCode> {
      for (let tries = 0; tries < MOST_ROUNDS; tries++) {
        const now = sources.now();
        const last = await query
          .selectFrom('citizen_codes')
          .select(['round', 'expires_at', 'used_at', 'citizen_id'])
          .where('token_hash', '=', tokenHash)
          .where('purpose', '=', purpose)
          .orderBy('round', 'desc')
          .limit(1)
          .executeTakeFirst();
        const code = (round: number): Promise<string> => phoneCodeOf(secret, `${purpose}:${round}`);
        if (last && last.used_at === null && last.expires_at > now && last.citizen_id === citizenId)
          return { code: await code(last.round), expiresAt: last.expires_at };
        const round = (last?.round ?? 0) + 1 + tries;
        const fresh = await code(round);
        const times = { created_at: now, expires_at: now + CODE_LASTS, used_at: null, used_by: null };
        try {
          await query
            .insertInto('citizen_codes')
            .values({ code_hash: await hashOf(fresh), purpose, citizen_id: citizenId, token_hash: tokenHash, round, ...times })
            .execute();
          return { code: fresh, expiresAt: times.expires_at };
        } catch (error) {
          if (!database.isUniqueViolation(error)) throw error;
        }
      }
      throw new Error('no code is free');
    },

    /**
     * A message that is nothing but a code, from a conversation that has a telephone number. The same message again gets the
     * same answer.
     * @returns null when it is no code of ours, or came without a number
     */
    async proveByMessage(conversationId: string, messageId: string, text: string): Promise<Proof | null> {
      if (readPhoneCode(text) === null) return null;
      const row = await query.selectFrom('conversations').select('address_sealed').where('id', '=', conversationId).executeTakeFirst();
      const key = row?.address_sealed ? await context.keyIfKept(conversationId) : null;
      const address = key ? await context.openIfSealed(key, row?.address_sealed ?? null) : null;
      return prove(text, address, `message:${messageId}`, null);
    },

    /**
     * He has rung, and told the code. Opens only what is said from then on: that the number is his, the officer alone says.
     * @param number as the officer sees and types it @returns null: no such code
     */
    proveByOfficer: (code: string, number: string, officerId: string): Promise<Proof | null> =>
      prove(code, number, `officer:${officerId}`, officerId),
  };
}
