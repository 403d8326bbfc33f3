import type { Config } from '../config.ts';
import { filled } from '../conversation/fill-in.ts';
import { languageOf, readState } from '../conversation/state.ts';
import { createVoice, type Localize } from '../conversation/wording.ts';
import type { Language } from '../detection/language.ts';
import type { Storage } from '../storage/storage.ts';

interface TellDeps {
  readonly storage: Pick<Storage, 'conversationOfPhone' | 'loadConversation' | 'tellNumber'>;
  readonly config: Pick<Config, 'HOTLINE_NUMBER'>;
  readonly surroundings: () => { readonly toTraditional: Localize };
  readonly nudgeDelivery: () => void;
}

/** What an officer has done for whoever says that the number is his. */
export type DoneForNumber = 'proved' | 'signed-in' | 'link';

/** What the number's owner reads; not whose registration it is. */
export const TOLD_OWNER = {
  proved: {
    zh: '您的手机号刚由接线员确认到一份登记上。不是您办的，请拨{hotline}告诉我们。',
    en: 'An officer has just confirmed your phone number for a registration. If it was not you, call {hotline} and tell us.',
  },
  'signed-in': {
    zh: '刚有一台新设备，由接线员确认后进入了您的登记。不是您办的，请拨{hotline}告诉我们。',
    en: 'An officer has just let a new device into your registration. If it was not you, call {hotline} and tell us.',
  },
  link: {
    zh: '接线员刚给出一个进入您登记的网址，24小时内能用一次。不是您要的，请拨{hotline}告诉我们。',
    en: 'An officer has just given out a link into your registration; it works once within 24 hours. If you did not ask for it, call {hotline} and tell us.',
  },
  scam: {
    zh: '谁拿这件事找您要钱、要验证码、要下载，都是骗子。',
    en: ' Anyone who uses this to ask you for money, a code or an app is a scammer.',
  },
} as const;

export function toldOwnerWords(done: DoneForNumber, language: Language, toTraditional: Localize, hotline: string): string {
  const { pick } = createVoice(language, toTraditional);
  return filled([TOLD_OWNER[done], TOLD_OWNER.scam].map(pick).join(''), { hotline });
}

/**
 * Where the number has written to us before; nowhere else can it be reached. Who has said that somebody reads along is told
 * nothing.
 * @param once what was done: the same is told once
 */
export async function tellOwner(deps: TellDeps, number: string, done: DoneForNumber, once: string): Promise<void> {
  const { storage, config, surroundings, nudgeDelivery } = deps;
  const conversationId = await storage.conversationOfPhone(number);
  if (conversationId === null) return;
  const remembered = readState((await storage.loadConversation(conversationId)).state);
  if (remembered.watched) return;
  const text = toldOwnerWords(done, languageOf(remembered), surroundings().toTraditional, config.HOTLINE_NUMBER);
  await storage.tellNumber(conversationId, once, text);
  nudgeDelivery();
}
