import type { Enlisted } from './enlist.ts';

/** The conversations by which all others are modelled, made by the program's own paths; and what lies open at the desk. */

const PATTERNS = 20;
const TALKS: readonly (readonly string[])[] = [
  ['您好，有人加我微信说带我刷单赚钱，先垫付后返利，靠谱吗', '他让我先垫付500块，还要下载一个软件'],
  ['【ETC服务中心】您的ETC认证已失效，请于今日24时前点击 etc-rz8.top/k 重新认证，逾期将停止使用并计入征信。', '我还没点', '好的谢谢'],
  ['妈，我手机摔坏了，这是我新号，方便先转我三千吗', '他说不方便接电话'],
  ['今天下午三点在社区活动室开会，请准时参加', '请问96110打来的电话是真的吗', '知道了，谢谢'],
];
const LOST = ['我刚给骗子转了5万块钱，怎么办', '转到建设银行6222021202041234567，户名李四'];

export interface Town {
  chat(body: Readonly<Record<string, string>>): Promise<string>;
}

export function townOf(url: string): Town {
  return {
    async chat(body) {
      const response = await fetch(`${url}/api/v1/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`/api/v1/chat answered ${response.status}`);
      return ((await response.json()) as { conversation: string }).conversation;
    },
  };
}

async function talk(town: Town, texts: readonly string[]): Promise<string> {
  let conversation: string | null = null;
  for (const text of texts) conversation = await town.chat(conversation ? { text, conversation } : { text });
  return conversation ?? '';
}

/** A case through a whole shift. */
async function workThrough(officer: Enlisted, id: string, type: string): Promise<void> {
  const act = async (name: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const { status, text } = await officer.send(`/console/cases/${id}/${name}`, fields);
    if (status !== 303) throw new Error(`${name} answered ${status}: ${text.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 300)}`);
  };
  await act('claim', {});
  await act('say', { text: '先别转，我在。', form: `say-${id}` });
  await act('note', { text: '儿子十点打来' });
  await act('money', {
    formId: `money-${id}`,
    kind: 'transfer',
    amount: '50000',
    at: '9:31',
    account: '6222021202041234567',
    payee: '李四',
  });
  await act('judge', { form: `judge-${id}`, colour: 'red', type, reason: '冒充客服' });
  await act('receipt', { form: `receipt-${id}` });
  await act('close', { truth: 'scam', type, lost: '50000', saved: '3000', reported: '1' });
}

/** @param newestCase gives the case that was opened last @param type of the scam, as the officer closes it */
export async function modelConversations(town: Town, officer: Enlisted, newestCase: () => Promise<string>, type: string): Promise<void> {
  for (let index = 0; index < PATTERNS - 1; index++) await talk(town, TALKS[index % TALKS.length] ?? []);
  await talk(town, LOST);
  await workThrough(officer, await newestCase(), type);
}

/** So many call a human, each in his own words. */
export async function callForHumans(town: Town, count: number, what: string): Promise<void> {
  for (let index = 0; index < count; index++)
    await town.chat({ text: index % 2 === 0 ? `我要找真人，${what}${index}` : `我前天给骗子转了${index}万块钱，${what}` });
}
