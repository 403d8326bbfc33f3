import { setTimeout as sleep } from 'node:timers/promises';
import { noteSetback } from './ledger.ts';
import type { Scene } from './scene.ts';
import type { ServerProcess } from './server-process.ts';

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** How often it was sent. */
  readonly tries: number;
}

/** The request to the server at this address, signed afresh. */
type Make = (url: string) => RequestInit | Promise<RequestInit>;

const AGAIN_AFTER = 25;
/** Milliseconds. Behind it nothing recovers by itself. */
const LONGEST = 120_000;
const LONGEST_ANSWER = 60_000;

/** One request to the first server that takes connections. null: there is none, or the connection broke. */
export async function ask(scene: Scene, path: string, make: Make, first = 0): Promise<Omit<Answered, 'tries'> | null> {
  const servers = scene.servers.filter((server) => server.alive());
  for (let index = 0; index < servers.length; index++) {
    const { url } = servers[(first + index) % servers.length] as ServerProcess;
    try {
      const limits = { redirect: 'manual', signal: AbortSignal.timeout(LONGEST_ANSWER) } as const;
      const response = await fetch(url + path, { ...limits, ...(await make(url)) });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      noteSetback(scene.ledger, setbackOf(error));
    }
  }
  return null;
}

/**
 * As a platform, a page or a person does: the same again until somebody answers for it. A refusal (4xx) is an answer.
 * @param what names it where nobody ever answers
 * @returns null: it was given up, and the ledger says so
 */
export async function insist(scene: Scene, what: string, path: string, make: Make): Promise<Answered | null> {
  const from = performance.now();
  const first = Math.floor(scene.random() * 97);
  scene.ledger.sent += 1;
  for (let tries = 1; performance.now() - from < LONGEST; tries++) {
    const answer = await ask(scene, path, make, first);
    if (answer && answer.status < 500 && !comesAgain(answer)) return { ...answer, tries };
    if (answer) noteSetback(scene.ledger, `${answer.status} ${codeIn(answer.text)}`.trim());
    await sleep(AGAIN_AFTER);
  }
  scene.ledger.stuck.push(what);
  return null;
}

/** What is signed with another time, or too fast. A page that asks to sign in has no such code. */
function comesAgain({ status, text }: Omit<Answered, 'tries'>): boolean {
  return status === 408 || status === 429 || (status === 401 && codeIn(text) !== '');
}

export function codeIn(text: string): string {
  return /"code":"([a-z.-]+)"/.exec(text)?.[1] ?? '';
}

function setbackOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  if (cause?.code === 'ECONNREFUSED') return 'connection refused';
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in a minute';
  return 'connection broken';
}
