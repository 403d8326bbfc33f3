import { createHash, randomBytes } from 'node:crypto';
import { newSecret } from '../../partners/standard-webhooks.ts';
import type { Database } from '../../storage/database.ts';
import type { Role } from '../../storage/desk-schema.ts';
import type { Storage } from '../../storage/storage.ts';

interface PeopleDeps {
  readonly storage: Storage;
  readonly database: Database;
  readonly now: () => number;
  readonly newId: () => string;
  /** Of an authenticator that is there, for the routes that ask for a code. */
  readonly totpSealed: string;
}

const ROLES: readonly Role[] = ['administrator', 'officer', 'librarian', 'supervisor', 'advisor', 'partner'];
const SESSION_LASTS = 12 * 3_600_000;

/** Somebody of every role at the desk, and a partner that signs; made anew when what is tried has closed an account. */
export async function fuzzedPeople({ storage, database, now, newId, totpSealed }: PeopleDeps) {
  const ids = new Map<Role, string>();
  const cookies = new Map<Role, string>();
  const secret = newSecret((bytes) => crypto.getRandomValues(bytes));
  let partnerId = newId();

  async function officer(role: Role): Promise<string> {
    const id = newId();
    const rest = { password: '', totp_sealed: totpSealed, last_step: 0, failures: 0, locked_until: 0, disabled: 0, created_at: now() };
    const values = { id, name: id, display: `员${id.slice(-6)}`, role, partner_id: role === 'partner' ? partnerId : null, ...rest };
    await database.query.insertInto('officers').values(values).execute();
    ids.set(role, id);
    return id;
  }

  /** A partner that is switched on, with a key that we know. */
  async function openPartner(): Promise<void> {
    const partner = await storage.readPartner(partnerId);
    const known = await storage.partnerSecrets(partnerId);
    if (partner?.closedAt === null && known.includes(secret)) return;
    partnerId = newId();
    const details = { name: `银行${partnerId}`, kind: 'banks', legalBasis: '反电信网络诈骗法第三十四条', webhook: null } as const;
    const admin = ids.get('administrator') ?? (await officer('administrator'));
    await storage.addPartner(partnerId, details, admin);
    await storage.addPartnerKey(newId(), partnerId, secret, admin);
    const person = ids.get('partner');
    if (person) await database.query.updateTable('officers').set({ partner_id: partnerId }).where('id', '=', person).execute();
  }

  async function signIn(role: Role): Promise<void> {
    const known = (await storage.listOfficers()).find(({ id, disabled }) => id === ids.get(role) && !disabled);
    const id = known?.id ?? (await officer(role));
    const token = randomBytes(24).toString('base64url');
    await storage.startSession(createHash('sha256').update(token).digest('hex'), id, now() + SESSION_LASTS);
    cookies.set(role, `desk=${token}`);
  }

  async function renew(): Promise<void> {
    for (const role of ROLES) await signIn(role);
    await openPartner();
  }
  await renew();
  return { roles: ROLES, cookieOf: (role: Role): string => cookies.get(role) ?? '', renew, partner: () => ({ id: partnerId, secret }) };
}
