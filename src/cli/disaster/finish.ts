import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from '../../node/paths.ts';
import { genericCall } from './citizen-load.ts';
import { findLosses } from './find-losses.ts';
import { ask } from './insist.ts';
import type { Report } from './report.ts';
import type { DrillOrder, Scene } from './scene.ts';
import { leftOver, untilSettled } from './settled.ts';

/** What a drill has found besides what all of them look for. */
interface Own {
  readonly figures?: Readonly<Record<string, number | string>>;
  readonly losses?: Readonly<Record<string, number>>;
  readonly examples?: readonly string[];
  /** Milliseconds of this process's clock when it was broken, for "recovered after"; the moment of the call otherwise. */
  readonly settleSeconds?: number;
}

/** So many of what was acknowledged are asked once more, each of its kind. */
const ASKED_AGAIN = 150;

/** The load is over and the servers run: waits until all is done, asks again, ends the servers in order and counts. */
export async function finish(scene: Scene, order: DrillOrder, drill: string, started: number, own: Own): Promise<Report> {
  const fallen = scene.servers.filter((server) => !server.alive());
  const settled = await untilSettled(scene, own.settleSeconds);
  const left = await leftOver(scene);
  const changed = await askAgain(scene);
  const codes = await Promise.all(scene.servers.map((server) => server.end('SIGTERM')));
  const found = await findLosses(scene);
  const doctor = await runDoctor(scene, ['--audit']);
  return {
    drill,
    on: order.on,
    seed: order.seed,
    tookSeconds: (performance.now() - started) / 1000,
    figures: {
      ...own.figures,
      ...found.figures,
      'all done after the load, seconds': settled?.toFixed(1) ?? 'never',
      'npm run doctor -- --audit': doctor,
    },
    losses: {
      ...own.losses,
      ...found.losses,
      'other answers when asked again': changed.length,
      'not done by itself': settled === null ? left.unconcluded + left.unsent + left.posts : 0,
      'servers that ended by themselves': fallen.length,
      'servers that did not end in order': codes.filter((code) => code !== 0).length,
      'doctor not content': doctor === 0 ? 0 : 1,
    },
    examples: [...fallen.map((server) => server.lastWords()), ...(own.examples ?? []), ...found.examples, ...changed.slice(0, 5)],
  };
}

/** Whoever sends the same again gets the same answer; not where a human had taken over, and the bot was silent. */
async function askAgain(scene: Scene): Promise<readonly string[]> {
  const { chats, texts } = scene.ledger;
  const some = <T>(all: readonly T[]): readonly T[] => all.filter((_, index) => index % Math.ceil(all.length / ASKED_AGAIN) === 0);
  const changed: string[] = [];
  for (const { conversation, id, text: said, answer } of some(chats.filter(({ answer }) => textsIn(answer) !== ''))) {
    const again = await ask(scene, '/api/v1/chat', () => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ conversation, text: said, clientMessageId: id }),
    }));
    if (again?.status !== 200 || textsIn(again.text) !== textsIn(answer)) changed.push(`chat ${id}: ${again?.status}`);
  }
  for (const { id, reply, ...message } of some(texts.filter(({ reply }) => reply !== null))) {
    const again = await ask(scene, '/webhooks/generic', () => genericCall(scene, { id, ...message }));
    const told = again?.status === 200 ? (JSON.parse(again.text) as { reply: string | null }).reply : undefined;
    if (told !== reply) changed.push(`generic ${id}: ${again?.status}`);
  }
  return changed;
}

function textsIn(answer: string): string {
  return (JSON.parse(answer) as { messages?: { text: string }[] }).messages?.map(({ text: said }) => said).join('\n') ?? '';
}

/** @returns its exit code */
async function runDoctor({ settings }: Scene, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/doctor.js'), ...args], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  await text(child.stdout);
  await ended;
  return child.exitCode ?? 1;
}
