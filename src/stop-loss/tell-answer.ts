import type { Config } from '../config.ts';
import { filled } from '../conversation/fill-in.ts';
import { languageOf, readState } from '../conversation/state.ts';
import { createVoice, type Localize } from '../conversation/wording.ts';
import type { Language } from '../detection/language.ts';
import { AppError } from '../errors.ts';
import type { TellingPlace, UntoldAnswer } from '../storage/stop-loss/tell-answers.ts';
import type { Storage } from '../storage/storage.ts';

interface TellDeps {
  readonly storage: Pick<Storage, 'onePiece' | 'untoldAnswer' | 'tellAnswer' | 'loadConversation'>;
  readonly config: Pick<Config, 'PUBLIC_URL' | 'HOTLINE_NUMBER'>;
  readonly surroundings: () => { readonly toTraditional: Localize };
  readonly nudgeDelivery: () => void;
}

/** What the citizen reads. Neither sums nor what the police have said: that stands on his page alone. */
export const ANSWERED = {
  answered: {
    zh: '警方对您的止付线索{number}有了回复。有回复，不等于钱已止住。',
    en: 'The police have answered your stop-payment lead {number}. An answer does not mean that the payment has been stopped.',
  },
  page: { zh: '看进度页：{address}', en: ' To read it, open your page: {address}' },
  noPage: {
    zh: '到填表时给您的进度页看，或拨{hotline}报编号问。',
    en: ' To read it, open the page you were given, or call {hotline} and give that number.',
  },
  scam: {
    zh: ' 谁拿这件事找您要钱、要验证码、要下载，都是骗子；拿不准打110。',
    en: ' Anyone who uses this to ask you for money, a code or an app is a scammer. If in doubt, call 110.',
  },
} as const;

/** @param address of the status page; null where it is not to be told, or nobody knows our address */
export function answeredWords(
  language: Language,
  toTraditional: Localize,
  number: string,
  address: string | null,
  hotline: string,
): string {
  const { pick } = createVoice(language, toTraditional);
  const sentences = [ANSWERED.answered, address === null ? ANSWERED.noPage : ANSWERED.page, ANSWERED.scam];
  return sentences.map((text) => filled(pick(text), { number, address: address ?? '', hotline })).join('');
}

/**
 * One citizen hears that the police have answered, in his own channel; who has said that somebody reads along hears nothing.
 * @returns false: nobody is to be told of anything
 */
export async function tellStopAnswer(deps: TellDeps): Promise<boolean> {
  const answer = await deps.storage.untoldAnswer();
  if (answer) await deps.storage.onePiece('stop-tell', answer.leadId, () => tell(deps, answer));
  return answer !== null;
}

async function tell({ storage, config, surroundings, nudgeDelivery }: TellDeps, answer: UntoldAnswer): Promise<void> {
  const place = await firstThatMay(storage, answer.places);
  if (place === null) return storage.tellAnswer(answer, null);
  const address = place.own && config.PUBLIC_URL !== '' ? `${config.PUBLIC_URL}/stop-loss/${answer.token}` : null;
  const text = answeredWords(place.language, surroundings().toTraditional, answer.number, address, config.HOTLINE_NUMBER);
  await storage.tellAnswer(answer, { conversationId: place.conversationId, text });
  nudgeDelivery();
}

/** null: nowhere. */
async function firstThatMay(
  storage: TellDeps['storage'],
  places: readonly TellingPlace[],
): Promise<(TellingPlace & { readonly language: Language }) | null> {
  const found: (TellingPlace & { readonly language: Language })[] = [];
  for (const place of places) {
    const conversation = await storage.loadConversation(place.conversationId).catch(unlessGone);
    if (!conversation) continue;
    const remembered = readState(conversation.state);
    // Whoever reads along in one of his channels may in the others.
    if (remembered.watched) return null;
    found.push({ ...place, language: languageOf(remembered) });
  }
  return found[0] ?? null;
}

function unlessGone(error: unknown): null {
  if (!(error instanceof AppError) || error.status !== 404) throw error;
  return null;
}
