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

/** Two of those whose work a colleague takes over, passes or checks. */
const COLLEAGUES = ['administrator', 'officer', 'officer-2', 'librarian', 'librarian-2', 'supervisor', 'advisor', 'partner'] as const;
export type Colleague = (typeof COLLEAGUES)[number];
const roleOf = (who: Colleague): Role => who.replace(/-2$/, '') as Role;
const CITIZEN_PURPOSES = ['profile', 'teaching'] as const;
const SESSION_LASTS = 12 * 3_600_000;

/** Somebody of every role at the desk, and a partner that signs; made anew when what is tried has closed an account. */
export async function fuzzedPeople({ storage, database, now, newId, totpSealed }: PeopleDeps) {
  const ids = new Map<Colleague, string>();
  const cookies = new Map<Colleague, string>();
  const secret = newSecret((bytes) => crypto.getRandomValues(bytes));
  let partnerId = newId();
  let telephones = 0;

  async function officer(who: Colleague): Promise<string> {
    const id = newId();
    const role = roleOf(who);
    const rest = { password: '', totp_sealed: totpSealed, last_step: 0, failures: 0, locked_until: 0, disabled: 0, created_at: now() };
    const values = { id, name: id, display: `员${id.slice(-6)}`, role, partner_id: role === 'partner' ? partnerId : null, ...rest };
    await database.query.insertInto('officers').values(values).execute();
    ids.set(who, id);
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

  async function signIn(who: Colleague): Promise<void> {
    const known = (await storage.listOfficers()).find(({ id, disabled }) => id === ids.get(who) && !disabled);
    const id = known?.id ?? (await officer(who));
    const token = newToken();
    await storage.startSession(hashOf(token), id, now() + SESSION_LASTS);
    cookies.set(who, `desk=${token}`);
  }

  /** A citizen with a code and a proved telephone, and a merchant who may ask about others. @returns their cookies */
  async function townspeople(): Promise<readonly string[]> {
    const admin = ids.get('administrator') ?? (await officer('administrator'));
    const [citizen, merchant] = [newToken(), newToken()];
    const phone = `139${String(++telephones).padStart(8, '0')}`;
    const consents = CITIZEN_PURPOSES.map((purpose) => ({ purpose, version: 1 }));
    const profile = { name: '张阿姨', gridId: null, ageBand: '60-69', job: 'retired', guardian: null, consents } as const;
    const citizenId = await storage.registerCitizen({ ...profile, tokenHash: hashOf(citizen) });
    const { code } = await storage.phoneCode('phone', citizen, hashOf(citizen), citizenId);
    await storage.proveByOfficer(code, phone, admin);
    const merchantId = newId();
    const licence = `91330500MA${String(telephones).padStart(8, '0')}`;
    const details = { name: '织里某布行', licence, market: '织里', contact: '王某', phone };
    await storage.registerMerchant(merchantId, details, hashOf(merchant));
    await storage.decideMerchant(newId(), merchantId, admin, true, '');
    const debt = { name: '某某服饰', licence, band: '10k-50k', dueOn: '2026-08-31', papers: '送货单' } as const;
    await storage.fileDefault(newId(), merchantId, debt);
    return [`citizen=${citizen}`, `merchant=${merchant}`];
  }

  async function renew(): Promise<void> {
    for (const who of COLLEAGUES) await signIn(who);
    await openPartner();
  }
  await renew();
  return {
    colleagues: COLLEAGUES,
    idOf: (who: Colleague): string => ids.get(who) ?? '',
    cookieOf: (who: Colleague): string => cookies.get(who) ?? '',
    renew,
    townspeople,
    partner: () => ({ id: partnerId, secret }),
  };
}

const newToken = (): string => randomBytes(24).toString('base64url');
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
