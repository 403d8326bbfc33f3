import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import { createApp } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { ProbeWatch } from '../../src/conversation/probe-watch.ts';
import { createSurroundings } from '../../src/conversation/surroundings.ts';
import { createDetector } from '../../src/detection/detector.ts';
import type { Log } from '../../src/log.ts';
import { listRulesOf } from '../../src/lookups/list-rules.ts';
import type { AppDeps } from '../../src/routes/app-deps.ts';
import { callerAt } from '../../src/routes/caller.ts';
import { OWN_MACHINE } from '../../src/routes/runtime.ts';
import { loadLibraryForTests, ROOT } from '../compiled-library.ts';
import type { OpenStorage, StorageUnderTest } from '../storage/storage-under-test.ts';
import { openTemporarySqlite } from '../storage/temporary-sqlite.ts';

const API_KEY = 'test-key-0123456789';

/** The whole HTTP side over a real SQLite file and the compiled library; only the socket is left out. */
export interface TestApp extends StorageUnderTest {
  readonly app: Hono;
  readonly deps: AppDeps;
  /** What was logged as an error: ours to answer for. */
  readonly failures: string[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** A message of the web chat; fails the test when it is not answered. */
  chat(body: { text: string; conversation?: string; clientMessageId?: string }): Promise<ChatAnswer>;
}
interface ChatAnswer {
  readonly conversation: string;
  readonly status: string;
  readonly escalated: boolean;
  readonly messages: readonly { id: string; author: string; text: string; verdict?: CheckShape }[];
}
export interface CheckShape {
  readonly id: string;
  readonly verdict: 'red' | 'yellow' | 'green';
  readonly score: number;
  readonly stage: string;
  readonly intent: string;
  readonly reply: string;
  readonly reasons: readonly { kind: string; id: string; quote: string; start: number; end: number; why: string }[];
}

const detector = createDetector(await loadLibraryForTests());

export async function openTestApp(
  settings: Record<string, string> = {},
  changes: Partial<
    Pick<AppDeps, 'detector' | 'channels' | 'patience' | 'nudgeDelivery' | 'workshop' | 'secondReader' | 'runtime' | 'log' | 'closing'>
  > = {},
  open: OpenStorage = openTemporarySqlite,
): Promise<TestApp> {
  const under = await open();
  const config: Config = readConfig({ RATE_LIMIT: 'off', API_KEYS: API_KEY, ...settings }, () => '').config;
  const silent = (): void => undefined;
  const failures: string[] = [];
  const note: Log['error'] = (first: unknown, text?: unknown) => {
    failures.push(`${String(text)} ${first instanceof Object && 'err' in first ? String(first.err) : ''}`);
  };
  let ids = 0;
  const deps: AppDeps = {
    config,
    storage: under.storage,
    detector: changes.detector ?? detector,
    log: changes.log ?? { error: note, warn: silent, info: silent, debug: silent },
    newId: () => `new-${++ids}-0123456789`,
    now: () => under.clock.now,
    closing: changes.closing ?? new AbortController().signal,
    runtime: changes.runtime ?? OWN_MACHINE,
    channels: changes.channels ?? new Map(),
    canSend: new Set(),
    mediaChannels: new Set(['sms', 'chat']),
    patience: changes.patience ?? (() => new Promise<never>(() => undefined)),
    nudgeDelivery: changes.nudgeDelivery ?? silent,
    workshop: changes.workshop ?? null,
    secondReader: changes.secondReader ?? null,
    listRules: listRulesOf(config),
    probes: new ProbeWatch(() => `probe-${++ids}`),
    caller: (context: Context) => callerAt(context.req.header('x-test-address') ?? 'nobody'),
    asset: (name) => new Uint8Array(readFileSync(join(ROOT, 'dist', 'assets', name))),
    surroundings: createSurroundings(
      config,
      () => under.clock.now,
      () => `A${String(++ids).padStart(6, '0')}`,
    ),
  };
  const app = createApp(deps);
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
    });
  return {
    ...under,
    app,
    deps,
    failures,
    post,
    async chat(body) {
      const response = await post('/api/v1/chat', body);
      if (response.status !== 200) throw new Error(`chat answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as ChatAnswer;
    },
  };
}

export const BEARER = { authorization: `Bearer ${API_KEY}` };
