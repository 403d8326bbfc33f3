import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RunningServer, startServer } from './running-server.ts';

/** Turns of the event loop until it is known that the port is another's: many more than a sweep of an empty database takes. */
const TURNS = 5000;
const LISTEN_LATE = `
  import { Server } from 'node:net';
  const { listen } = Server.prototype;
  Server.prototype.listen = function (...given) {
    let turns = ${TURNS};
    const turn = () => (turns-- > 0 ? setImmediate(turn) : listen.apply(this, given));
    turn();
    return this;
  };`;

let data: string;
let running: RunningServer;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'start-twice-'));
  running = await startServer(data);
});
afterEach(async () => {
  await running.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

it('who is started a second time by mistake says so and has begun nothing that the first one does', async () => {
  const again = startServer(data, {
    PORT: new URL(running.url).port,
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(LISTEN_LATE)}`,
  });
  const said = await again.then(
    () => 'it listens',
    (error: Error) => error.message,
  );
  expect(said).toMatch(/^the server ended with 1: [\s\S]*port \d+ on 127\.0\.0\.1 is taken: stop the other program/);
  expect(said).not.toContain('first sweep done');
  await running.printed('first sweep done');
});
