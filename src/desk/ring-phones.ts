import type { Sender } from '../conversation/delivery.ts';
import { type Ring, SMS_LIMIT } from '../storage/rings.ts';
import type { Storage } from '../storage/storage.ts';

interface PhoneDeps {
  readonly storage: Pick<Storage, 'claimText' | 'recall' | 'remember' | 'fingerprint'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Fulfilled when an SMS that is sent now has taken too long. */
  readonly tooLong: () => Promise<void>;
}
interface Phones {
  readonly phones: readonly string[];
  readonly sms: Sender | null;
  readonly every: number;
}

/** So many numbers have room in an SMS. */
const MOST_NAMED = 5;
/** A telephone that gets no more for now is tried again after this. Milliseconds. */
const LEFT_OUT_FOR = 10 * 60_000;
/** What platforms call too many for one number, or for one day; what passes in seconds is none. */
const LIMIT = /LIMIT_CONTROL|tencent: LimitExceeded(?!\.PhoneNumberThirtySecondLimit)|code 63038/;

type Waiting = Pick<Ring, 'number' | 'waitingSince'>;

/** One SMS for everything that waits, to every telephone that gets any. @returns why it failed, one for each telephone, or null */
export async function textPhones(deps: PhoneDeps, { phones, sms, every }: Phones, ring: Ring): Promise<readonly (string | null)[]> {
  if (!sms || phones.length === 0) return [];
  const waiting = await deps.storage.claimText(ring, every);
  const text = waiting.length === 0 ? null : textOf(waiting, deps.now());
  return Promise.all(phones.map((phone, place) => textPhone(deps, sms, { ring, phone, place, text })));
}

interface Texting {
  readonly ring: Ring;
  readonly phone: string;
  readonly place: number;
  /** null: another one has just named it. */
  readonly text: string | null;
}

async function textPhone(deps: PhoneDeps, sms: Sender, { ring, phone, place, text }: Texting): Promise<string | null> {
  const leftOut = `ring-limit:${await deps.storage.fingerprint(phone)}`;
  if ((await deps.storage.recall(leftOut)) !== null) return SMS_LIMIT;
  if (text === null) return null;
  const failure = await sendTo(deps, sms, phone, `ring-${ring.caseId}-${ring.attempt}-${place}`, text);
  if (failure === null || !LIMIT.test(failure)) return failure;
  await deps.storage.remember(leftOut, failure, deps.now() + LEFT_OUT_FOR);
  return `${SMS_LIMIT}, ${failure}`;
}

async function sendTo({ tooLong }: PhoneDeps, sms: Sender, to: string, id: string, text: string): Promise<string | null> {
  try {
    const sending = sms.send({ id, to, text, judged: false });
    const sent = await Promise.race([sending, tooLong().then(() => null)]);
    if (sent === null) return 'sms: took too long';
    return sent.kind === 'accepted' ? null : `sms: ${sent.reason}`;
  } catch {
    return 'sms: unreachable';
  }
}

function textOf(waiting: readonly Waiting[], now: number): string {
  const [oldest] = waiting as [Waiting, ...Waiting[]];
  const minutes = Math.floor((now - oldest.waitingSince) / 60_000);
  if (waiting.length === 1)
    return `反诈值班：P0工单${oldest.number}${minutes > 0 ? `已等${minutes}分钟` : '刚来'}，没人接手，请马上打开值班台。`;
  const named = waiting.slice(0, MOST_NAMED).map(({ number }) => number);
  const more = waiting.length > MOST_NAMED ? '等' : '';
  return `反诈值班：${waiting.length}单P0没人接手${minutes > 0 ? `，最早的已等${minutes}分钟` : ''}：${named.join('、')}${more}，请马上打开值班台。`;
}
