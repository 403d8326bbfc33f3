import type { Scene } from './scene.ts';

const REPEATED = '（重发）';

export interface Replies {
  /** Different replies that came. */
  readonly arrived: number;
  readonly marked: number;
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
  readonly disordered: readonly string[];
}

/**
 * What the fake of Telegram got, against what our side says it said: each text of a conversation once unmarked at most, at
 * least once in all, and first in the order in which it was said.
 */
export async function repliesAt(scene: Scene): Promise<Replies> {
  const got = new Map<string, string[]>();
  for (const { to, text } of scene.platforms.arrivals) got.set(to, [...(got.get(to) ?? []), text]);
  const { said, disordered } = await saidOnTelegram(scene);
  const found = { missing: [] as string[], doubled: [] as string[], disordered };
  let [arrived, marked] = [0, 0];
  for (const [conversation, texts] of said) {
    const came = got.get(conversation) ?? [];
    marked += came.filter((text) => text.startsWith(REPEATED)).length;
    const plain = came.map((text) => (text.startsWith(REPEATED) ? text.slice(REPEATED.length) : text));
    for (const text of new Set(texts)) {
      const wanted = texts.filter((one) => one === text).length;
      const [all, unmarked] = [plain, came].map((list) => list.filter((one) => one === text).length) as [number, number];
      arrived += Math.min(all, wanted);
      if (all < wanted) found.missing.push(conversation);
      if (unmarked > wanted) found.doubled.push(conversation);
    }
    const firsts = [...new Set(plain)].filter((text) => texts.includes(text));
    const expected = [...new Set(texts)].filter((text) => plain.includes(text));
    if (firsts.some((text, at) => text !== expected[at])) found.disordered.push(conversation);
  }
  for (const conversation of got.keys()) if (!said.has(conversation)) found.doubled.push(`${conversation} was said nothing`);
  return { arrived, marked, ...found };
}

/** In the order of the outbox, which is the order in which it was decided; without what was withdrawn for a human. */
async function saidOnTelegram({
  database: { query },
  storage,
}: Scene): Promise<{ said: ReadonlyMap<string, readonly string[]>; disordered: string[] }> {
  const rows = await query
    .selectFrom('outbox')
    .select(['conversation_id', 'message_id', 'position'])
    .where('channel', '=', 'telegram')
    .where('state', 'not in', ['withdrawn'])
    .orderBy('conversation_id')
    .orderBy('position')
    .execute();
  const said = new Map<string, string[]>();
  const disordered: string[] = [];
  let texts = new Map<string, string>();
  let [open, place] = ['', -1];
  for (const { conversation_id, message_id } of rows) {
    if (open !== conversation_id) texts = new Map((await storage.transcript(conversation_id)).map(({ id, text }) => [id, text]));
    if (open !== conversation_id) place = -1;
    open = conversation_id;
    // The page of the conversation shows them by their times.
    const shown = [...texts.keys()].indexOf(message_id);
    if (shown < place) disordered.push(`${conversation_id} as it is shown`);
    place = shown;
    said.set(conversation_id, [...(said.get(conversation_id) ?? []), texts.get(message_id) ?? `unreadable ${message_id}`]);
  }
  return { said, disordered };
}
