import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../src/storage/migrations.ts';
import { ROOT } from './compiled-library.ts';
import { type RunningServer, startServer } from './running-server.ts';

/** What the next version does to the tables: everything that the rule allows, on the tables that every message touches. */
const OF_TOMORROW = `{ name: 'of-tomorrow', statements: [
  'ALTER TABLE messages ADD COLUMN mood TEXT',
  "ALTER TABLE conversations ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
  'ALTER TABLE outcomes ADD COLUMN weight INTEGER',
  'CREATE TABLE moods (id TEXT PRIMARY KEY, at BIGINT NOT NULL)',
  'CREATE INDEX messages_by_mood ON messages (mood)',
] },`;

/** The program as it is, and one that differs in having one migration more; both find the project where it lies. */
async function buildTomorrow(folder: string): Promise<string> {
  for (const name of ['node_modules', 'dist', 'package.json', 'scam-patterns', 'intents'])
    symlinkSync(join(ROOT, name), join(folder, name));
  mkdirSync(join(folder, 'tomorrow'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: { node: 'src/node.ts' },
    outdir: join(folder, 'tomorrow'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'error',
    plugins: [
      {
        name: 'one migration more',
        setup(building) {
          building.onLoad({ filter: /storage[\\/]migrations\.ts$/ }, async ({ path }) => {
            const { readFile } = await import('node:fs/promises');
            const text = await readFile(path, 'utf8');
            const end = text.lastIndexOf('\n];');
            return { contents: `${text.slice(0, end)}\n${OF_TOMORROW}${text.slice(end)}`, loader: 'ts', resolveDir: join(path, '..') };
          });
        },
      },
    ],
  });
  return join(folder, 'tomorrow', 'node.js');
}

describe('two versions at once on one database', () => {
  let folder: string;
  let data: string;
  const running: RunningServer[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rolling-'));
    data = join(folder, 'data');
    mkdirSync(data);
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.kill('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  });
  async function start(program?: string): Promise<RunningServer> {
    const server = await startServer(data, {}, program);
    running.push(server);
    return server;
  }
  async function chat(server: RunningServer, body: object): Promise<{ status: number; body: { conversation: string } & object }> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/api/v1/chat`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { conversation: string } };
  }

  it('the older one goes on answering after the newer one has migrated, until it is told to end', async () => {
    const tomorrow = await buildTomorrow(folder);
    const older = await start();
    const statuses = new Set<number>();
    let count = 0;
    const talk = async (server: RunningServer): Promise<string> => {
      const { status, body } = await chat(server, { text: `有人要我转${++count}元`, clientMessageId: `m${count}` });
      statuses.add(status);
      return body.conversation;
    };
    const before = await talk(older);
    let updating = true;
    const load = (async () => {
      while (updating) await talk(older);
    })();
    const newer = await start(tomorrow);
    updating = false;
    await load;

    // One goes on where the other began, both ways, and a message that comes to both is answered once.
    const after = await talk(older);
    const onNewer = await talk(newer);
    for (const [server, conversation] of [
      [newer, before],
      [newer, after],
      [older, onNewer],
    ] as const) {
      const message = { conversation, text: '他说是公安局的', clientMessageId: `again-${conversation}` };
      const answers = await Promise.all([chat(server, message), chat(server === older ? newer : older, message)]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers[0]?.body).toEqual(answers[1]?.body);
    }
    expect((await fetch(`${older.url}/health/ready`)).status).toBe(200);
    await older.kill('SIGTERM');
    await talk(newer);
    expect([...statuses]).toEqual([200]);

    // Who comes too late with the older program is told so, and nothing is changed.
    await expect(start()).rejects.toThrow(/it was used by a newer version/);
    await newer.kill('SIGTERM');
    const database = new DatabaseSync(join(data, 'fanzha.db'), { readOnly: true });
    expect(database.prepare("SELECT count(*) AS n FROM conversations WHERE mood <> 'calm'").get()).toEqual({ n: 0 });
    expect(database.prepare('SELECT count(*) AS n FROM schema_migrations').get()).toEqual({ n: MIGRATIONS.length + 1 });
    database.close();
  });
});

describe('a migration', () => {
  /** Released before the rule was written; several of these were never run beside an older program. */
  const BEFORE_THE_RULE = MIGRATIONS.findIndex(({ name }) => name === 'whole-city') + 1;
  const EXPANDS = [
    /^CREATE TABLE \w+ \(/,
    /^CREATE INDEX /,
    // A unique index would refuse what an older program still writes, except on a table that it does not know.
    /^ALTER TABLE \w+ ADD COLUMN \w+ \w+(?: NOT NULL DEFAULT [^ ]+| DEFAULT [^ ]+)?$/,
  ];

  it('only adds what the version before can leave alone; what takes away waits for the version after and says so in its name', () => {
    const breaking = MIGRATIONS.slice(BEFORE_THE_RULE)
      .filter(({ name }) => !name.startsWith('contract-'))
      .flatMap(({ name, statements }) => statements.map((text) => ({ name, text })))
      .filter(({ text }) => !EXPANDS.some((pattern) => pattern.test(text)));
    expect(breaking).toEqual([]);
  });
});
