import { signWebhook } from '../../partners/standard-webhooks.ts';
import { insist } from './insist.ts';
import { GENERIC_SECRET, TELEGRAM_SECRET, WARNINGS_SECRET } from './invented-settings.ts';
import { noteSetback } from './ledger.ts';
import { PARTNER_ID, type Scene } from './scene.ts';

/** One citizen or machine that does its next act; again and again, until the load is stopped. */
export type Act = (scene: Scene) => Promise<void>;

let numbers = 0;
const next = (): number => ++numbers;
const JSON_TYPE = { 'content-type': 'application/json' };

const scam = (number: number): string => `有人说我涉嫌洗钱，要我把${number}元转到安全账户`;
const paid = (number: number): string => `我刚给骗子转了${number}块钱，怎么办`;
/** Every so many conversations somebody has paid already, and a human is called. */
const ONE_IN = 4;

/** A talk on the web page: a first message, and up to two more of the same conversation. */
export const chat: Act = async (scene) => {
  let conversation: string | undefined;
  for (let turn = Math.ceil(scene.random() * 3); turn > 0; turn--) {
    const number = next();
    const text = conversation === undefined && number % ONE_IN === 0 ? paid(number) : scam(number);
    const id = `m${number}`;
    const body = JSON.stringify({ conversation, text, clientMessageId: id });
    const answer = await insist(scene, `chat ${id}`, '/api/v1/chat', () => ({ method: 'POST', headers: JSON_TYPE, body }));
    if (answer?.status !== 200) return void (answer && noteSetback(scene.ledger, `chat ${answer.status}`));
    scene.ledger.acknowledged += 1;
    const said = JSON.parse(answer.text) as { conversation: string };
    conversation = said.conversation;
    scene.ledger.chats.push({ conversation, id, text, answer: answer.text });
  }
};

/** A private chat on Telegram: up to three messages, each delivered until our server has taken it. */
export const telegram: Act = (scene) => telegramTalk(scene, Math.ceil(scene.random() * 3));

export async function telegramTalk(scene: Scene, messages: number): Promise<void> {
  const chatId = 100_000_000 + next();
  for (let turn = 0; turn < messages; turn++) {
    const update = next();
    const body = JSON.stringify({
      update_id: update,
      message: {
        message_id: update,
        date: Math.floor(scene.now() / 1000),
        from: { id: chatId, is_bot: false, first_name: '李', language_code: 'zh-hans' },
        chat: { id: chatId, type: 'private', first_name: '李' },
        text: turn === 0 && chatId % ONE_IN === 0 ? paid(update) : scam(update),
      },
    });
    const headers = { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': TELEGRAM_SECRET };
    const answer = await insist(scene, `telegram ${update}`, '/webhooks/telegram', () => ({ method: 'POST', headers, body }));
    if (answer?.status !== 200) return void (answer && noteSetback(scene.ledger, `telegram ${answer.status}`));
    scene.ledger.acknowledged += 1;
    scene.ledger.telegrams.push({ chat: `telegram:${chatId}`, update: String(update) });
  }
}

/** A system that signs as Standard Webhooks says and reads its answer in ours. */
export const textMessage: Act = async (scene) => {
  const number = next();
  const [from, id] = [`138${String(number).padStart(8, '0')}`, `msg_${number}`];
  const text = scam(number);
  const answer = await insist(scene, `generic ${id}`, '/webhooks/generic', () => genericCall(scene, { from, id, text }));
  if (answer?.status !== 200) return void (answer && noteSetback(scene.ledger, `generic ${answer.status}`));
  scene.ledger.acknowledged += 1;
  scene.ledger.texts.push({ from, id, text, reply: (JSON.parse(answer.text) as { reply: string | null }).reply });
};

export async function genericCall(scene: Scene, { from, id, text }: { from: string; id: string; text: string }): Promise<RequestInit> {
  const body = JSON.stringify({ from, text });
  const signed = await signWebhook([GENERIC_SECRET], id, body, scene.now());
  return { method: 'POST', headers: { ...JSON_TYPE, ...signed }, body };
}

const WARNINGS_AT_ONCE = 10;

/** The centre's system hands over people who are being cheated. */
export const warnings: Act = async (scene) => {
  const list = Array.from({ length: WARNINGS_AT_ONCE }, () => ({
    externalId: `YJ${next()}`,
    tier: '紧急',
    phone: '13800001234',
    name: '钱三多',
  }));
  const body = JSON.stringify({ source: 'drill', warnings: list });
  const id = `call_${next()}`;
  const answer = await insist(scene, `warnings ${id}`, '/api/v1/warnings', async () => ({
    method: 'POST',
    headers: { ...JSON_TYPE, ...(await signWebhook([WARNINGS_SECRET], id, body, scene.now())) },
    body,
  }));
  if (answer?.status !== 200) return void (answer && noteSetback(scene.ledger, `warnings ${answer.status}`));
  scene.ledger.acknowledged += 1;
  scene.ledger.warnings.push(...list.map(({ externalId }) => externalId));
};

/** Something that a partner has to know, put on its way as the program itself does. */
export async function postToPartner({ storage, ledger }: Scene): Promise<void> {
  const id = `post-${next()}`;
  const to = { partnerId: PARTNER_ID };
  await storage.postToPartners({ id, to, kind: 'identifiers', subject: id, body: { number: id }, legalBasis: '第二十条' });
  ledger.posts.push(`${id}:${PARTNER_ID}`);
}
