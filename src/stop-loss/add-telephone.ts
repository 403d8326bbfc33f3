import { type HandlerDeps, handleMessage } from '../conversation/handle-message.ts';
import type { StopLead } from '../storage/stop-loss/read-leads.ts';
import type { Storage } from '../storage/storage.ts';
import { withTelephone } from './corrections.ts';
import { reachableNumber } from './own-telephone.ts';
import { raiseStopLead } from './raise-lead.ts';
import { leadBodyOf } from './stop-lead.ts';

interface TelephoneDeps extends HandlerDeps {
  readonly now: () => number;
}
type Lead = Pick<StopLead, 'id' | 'number' | 'body' | 'conversationId'>;

/** In the words by which nobody takes it for the scammer's (desk/own-phone.ts). */
const said = (lead: string, phone: string): string => `止付线索${lead}：我的电话是${phone}，请打这个号码。`;
const saidInEnglish = (lead: string, phone: string): string =>
  `Stop-payment lead ${lead}: my telephone number is ${phone}. Please call it; I speak English.\n${said(lead, phone)}我看不懂中文，请说英语。`;
const SAID = /^止付线索(Z\d+)：我的电话是(\+?\d+)，/m;

/** Where officers can ring him: as he wrote it on the form, or added it since. null: nowhere. */
export async function telephoneOf(storage: Pick<Storage, 'transcript'>, lead: Lead, hotline: string): Promise<string | null> {
  return reachableNumber(leadBodyOf(lead.body).phone, hotline) ?? (await addedTelephone(storage, lead));
}

async function addedTelephone(storage: Pick<Storage, 'transcript'>, { number, conversationId }: Lead): Promise<string | null> {
  if (conversationId === null) return null;
  const lines = (await storage.transcript(conversationId)).filter(({ author }) => author === 'citizen');
  const added = lines.map(({ text }) => SAID.exec(text)).findLast((found) => found?.[1] === number);
  return added?.[2] ?? null;
}

/** A lead of a conversation on the web, or of none yet, takes a telephone from its page; elsewhere he is answered where he writes. */
export function takesTelephone({ conversationId }: Pick<Lead, 'conversationId'>): boolean {
  return conversationId === null || conversationId.startsWith(WEB);
}
const WEB = 'web:';

/** In the lead itself, which officers print and the police get; what he wrote before stays with it. */
async function keepTelephone({ storage, now }: TelephoneDeps, token: string, phone: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const lead = await storage.stopLeadOfToken(token);
    if (!lead || lead.body === null) return;
    const body = withTelephone(lead.body, phone, now());
    // Somebody may act on it at the same moment; then it is looked at again.
    if (body === null || (await storage.correctStopLead(token, { seen: lead.acts, body, transfers: [] })) !== 'moved') return;
  }
}
const ATTEMPTS = 3;

/**
 * He says it in the conversation that the lead has called the desk in, so that whoever works on it hears it at once. The same
 * number twice is said once.
 * @param phone as `reachableNumber` gives it
 */
export async function addTelephone(
  deps: TelephoneDeps,
  lead: Lead & { readonly token: string },
  phone: string,
  language: 'zh-CN' | 'en',
): Promise<void> {
  await keepTelephone(deps, lead.token, phone);
  if (lead.conversationId === null) await raiseStopLead(deps, lead, undefined, language);
  const conversationId = lead.conversationId ?? (await deps.storage.stopLeadOfToken(lead.token))?.conversationId;
  if (!conversationId?.startsWith(WEB)) return;
  const external = conversationId.slice(WEB.length);
  const message =
    language === 'en' ? { text: saidInEnglish(lead.number, phone), speaks: 'en' as const } : { text: said(lead.number, phone) };
  // His page of the conversation may be open elsewhere: it shall hear the answer.
  await handleMessage(
    deps,
    { channel: 'web', external, externalId: `${external}/stop-phone-${lead.id}-${phone}-${language}`, ...message },
    false,
  );
}
