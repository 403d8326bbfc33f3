import { setTimeout as sleep } from 'node:timers/promises';
import { sha1OfSorted } from '../../channels/wechat/signature.ts';
import { writeXml } from '../../channels/wechat/xml.ts';
import { genericCall } from './citizen-load.ts';
import { finish } from './finish.ts';
import { codeIn } from './insist.ts';
import { startLoad } from './load.ts';
import { type Drill, openScene, type Scene } from './scene.ts';
import { smallDisk } from './small-disk.ts';
import { onlyOn } from './target.ts';

const FULL_SECONDS = 20;
const LOAD_SECONDS = 3;
const WECHAT_TOKEN = 'token-of-a-drill';
const TEXT = '有人说我涉嫌洗钱，要我把钱转到安全账户';
/** What whoever cannot be stored must be told: the colour, do not pay, whom to ring. */
const ADVICE = ['🟡', '别转账', '110', '96110', '2250000'];

/** The disk of the database is full for a while; nobody deletes anything but what filled it. */
export const diskFull: Drill = async (order) => {
  onlyOn(order.on, 'sqlite', 'disk-full');
  const { target, by, fill, makeRoom, ...disk } = smallDisk();
  const settings = { ...disk.settings, WECHAT_TOKEN, WECHAT_MODE: 'plain' };
  const scene = await openScene(order, { ...disk, target, settings });
  const started = performance.now();
  const seconds = order.small ? 3 : FULL_SECONDS;
  try {
    const load = startLoad(scene);
    await sleep(LOAD_SECONDS * 1000);
    const before = scene.ledger.acknowledged;
    await fill();
    order.told(`the disk is full for ${seconds} s`);
    const until = performance.now() + seconds * 1000;
    const answers = await untilRefused(scene);
    await sleep(Math.max(0, until - performance.now()));
    const meanwhile = scene.ledger.acknowledged - before;
    await makeRoom();
    const from = performance.now();
    const upTo = scene.ledger.acknowledged;
    while (scene.ledger.acknowledged === upTo && performance.now() - from < 60_000) await sleep(10);
    const first = (performance.now() - from) / 1000;
    await sleep(LOAD_SECONDS * 1000);
    await load.stop();
    return await finish(scene, order, 'disk-full', started, {
      figures: {
        'made full by': by,
        'seconds full': seconds,
        'acknowledged before': before,
        // Some still fit into what the files had already.
        'acknowledged while it was full': meanwhile,
        'first acknowledged again after, seconds': first.toFixed(2),
        ...Object.fromEntries(answers.map(({ where, said }) => [`${where}, meanwhile`, said])),
      },
      losses: { 'citizens left without advice': answers.filter(({ good }) => !good).length },
    });
  } finally {
    await scene.close();
  }
};

interface Said {
  readonly where: string;
  readonly said: string;
  readonly good: boolean;
}

/** Asked again until nothing more fits in. */
async function untilRefused(scene: Scene): Promise<readonly Said[]> {
  for (;;) {
    const refused = await chat(scene);
    if (refused.status !== 200) return ask(scene, refused);
    await sleep(20);
  }
}

const advises = (text: string): boolean => ADVICE.every((words) => text.includes(words));
const kept = (status: number, text: string): string => `${status} ${codeIn(text)}`.trim();

async function ask(scene: Scene, refused: { readonly status: number; readonly text: string }): Promise<readonly Said[]> {
  const url = scene.servers[0]?.url ?? '';
  const number = String(Math.floor(scene.random() * 1e9));
  const form = new URLSearchParams({ text: TEXT, id: `page-${number}` });
  const page = await fetch(`${url}/message`, { method: 'POST', headers: { origin: url }, body: form, redirect: 'manual' });
  const pageText = await page.text();
  const wechat = await fetch(`${url}/webhooks/wechat?${wechatQuery(scene, number)}`, { method: 'POST', body: wechatText(scene, number) });
  const wechatAnswer = await wechat.text();
  const generic = await fetch(
    `${url}/webhooks/generic`,
    await genericCall(scene, { from: '13800009999', id: `msg_${number}`, text: TEXT }),
  );
  const genericText = await generic.text();
  const check = await fetch(`${url}/api/v1/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: TEXT }),
  });
  const verdict = (await check.json()) as { verdict?: string };
  return [
    {
      where: '/api/v1/chat',
      said: kept(refused.status, refused.text),
      good: refused.status === 503 && codeIn(refused.text) === 'storage.full' && advises(refused.text),
    },
    { where: 'the page', said: `${page.status}, ${advises(pageText) ? 'with' : 'without'} advice`, good: advises(pageText) },
    {
      where: 'WeChat',
      said: `${wechat.status}, ${advises(wechatAnswer) ? 'with' : 'without'} advice`,
      good: wechat.status === 200 && advises(wechatAnswer),
    },
    { where: 'generic webhook', said: kept(generic.status, genericText), good: generic.status === 503 },
    { where: '/api/v1/check', said: `${check.status} ${verdict.verdict}`, good: verdict.verdict === 'red' },
  ];
}

async function chat(scene: Scene): Promise<{ status: number; text: string }> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: TEXT }) };
  const response = await fetch(`${scene.servers[0]?.url}/api/v1/chat`, init);
  return { status: response.status, text: await response.text() };
}

function wechatQuery(scene: Scene, nonce: string): URLSearchParams {
  const timestamp = String(Math.floor(scene.now() / 1000));
  return new URLSearchParams({ signature: sha1OfSorted([WECHAT_TOKEN, timestamp, nonce]), timestamp, nonce });
}

function wechatText(scene: Scene, id: string): string {
  const people = { ToUserName: 'gh_drill', FromUserName: `o${id}`, CreateTime: String(Math.floor(scene.now() / 1000)) };
  return writeXml({ ...people, MsgType: 'text', Content: TEXT, MsgId: id });
}
