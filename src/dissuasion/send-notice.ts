import type { Config } from '../config.ts';
import type { Library } from '../library/library.ts';
import type { DueNotice } from '../storage/dissuasion/warning-notices.ts';
import type { Storage } from '../storage/storage.ts';
import { noticeWords } from './notice-words.ts';

interface NoticeDeps {
  readonly storage: Storage;
  readonly detector: { readonly library: Pick<Library, 'types'> };
  readonly config: Pick<Config, 'PUBLIC_URL' | 'HOTLINE_NUMBER' | 'WARNINGS_SMS_CHANNEL'>;
  readonly nudgeDelivery: () => void;
}

const MOBILE = /^1[3-9]\d{9}$/;

/**
 * One message that is owed to a warned person: in his own channel, else by SMS where a channel sends them; where neither is,
 * that is recorded, and the next step begins. False: none is owed.
 */
export async function sendNotice(deps: NoticeDeps): Promise<boolean> {
  const notice = await deps.storage.dueNotice();
  if (notice) await deps.storage.onePiece('warning-notice', notice.warningId, () => send(deps, notice));
  return notice !== null;
}

async function send(deps: NoticeDeps, notice: DueNotice): Promise<void> {
  const { storage, config, detector } = deps;
  const { phone, token } = await storage.noticeTo(notice.warningId);
  const { kind } = notice;
  const own = phone === null || kind === 'sms' ? null : await storage.conversationOfPhone(phone);
  const conversation = own ?? (phone === null ? null : await smsConversation(deps, phone));
  const type = detector.library.types.find(({ id }) => id === notice.type) ?? null;
  const link = config.PUBLIC_URL === '' ? null : `${config.PUBLIC_URL}/w/${token}`;
  await storage.sayNotice(notice, conversation, noticeWords(type, config.HOTLINE_NUMBER, link));
  if (conversation !== null) deps.nudgeDelivery();
}

/** As the SMS channels name it: what he answers comes into the same conversation. */
async function smsConversation({ storage, config }: NoticeDeps, phone: string): Promise<string | null> {
  const channel = config.WARNINGS_SMS_CHANNEL;
  if (channel === '' || !MOBILE.test(phone)) return null;
  const address = `+86${phone}`;
  const id = `${channel}:${await storage.fingerprint(address)}`;
  await storage.ensureConversation(id, channel, address);
  return id;
}
