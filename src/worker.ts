import { waitUntil } from 'cloudflare:workers';
import { CHECK_PATH } from './routes/check.ts';
import { DATA_HEADERS } from './routes/security-headers.ts';
import type { Bindings } from './worker/bindings.ts';
import { type StartedWorker, startWorker } from './worker/start-worker.ts';

/** The program on Cloudflare Workers: one isolate serves many requests, and starts with the first of them. */

interface Execution {
  waitUntil(work: Promise<unknown>): void;
}

interface Start {
  readonly since: number;
  readonly worker: Promise<StartedWorker>;
  done: boolean;
}
let start: Start | undefined;
/** The request that began it may have been cut off, and then its promise is never fulfilled. Milliseconds. */
const LONGEST_START = 20_000;

/** Once for the isolate, however many requests come meanwhile; again with the next one when it failed. */
function started(bindings: Bindings): Promise<StartedWorker> {
  if (start && (start.done || Date.now() - start.since < LONGEST_START)) return start.worker;
  const attempt: Start = { since: Date.now(), worker: startWorker(bindings, waitUntil), done: false };
  start = attempt;
  attempt.worker.then(
    () => {
      attempt.done = true;
    },
    () => {
      if (start === attempt) start = undefined;
    },
  );
  return attempt.worker;
}

/** What is being answered keeps the release that it began with. */
async function renew(worker: StartedWorker): Promise<void> {
  const current = start;
  if ((await worker.isOutdated()) && start === current) start = undefined;
}

async function answer(request: Request, bindings: Bindings, execution: Execution): Promise<Response> {
  let worker: StartedWorker;
  try {
    worker = await started(bindings);
  } catch (error) {
    // Code and message are ours and say what to do; they are the operator's, and go to the log.
    console.error(
      JSON.stringify({
        level: 50,
        code: codeOf(error),
        message: error instanceof Error ? error.message : 'unknown',
        msg: 'could not start',
      }),
    );
    const body = { error: { code: 'server.failed', message: '服务器没能启动，请稍后再试；急事打110。 The server could not start.' } };
    return new Response(JSON.stringify(body), { status: 503, headers: { ...DATA_HEADERS, 'Retry-After': '10' } });
  }
  const response = await worker.app.fetch(uncompressed(request));
  execution.waitUntil(renew(worker));
  if (request.method === 'POST' && new URL(request.url).pathname !== CHECK_PATH) execution.waitUntil(worker.ring());
  return response;
}

/** Cloudflare compresses what goes out; what is compressed already it would compress again. */
function uncompressed(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return new Request(request, { headers });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'server.failed';
}

export default {
  async fetch(request: Request, bindings: Bindings, execution: Execution): Promise<Response> {
    const answering = answer(request, bindings, execution);
    // Whoever hangs up does not undo what he has asked for.
    execution.waitUntil(answering);
    return answering;
  },
  /** Every minute, see `wrangler.toml`. */
  async scheduled({ scheduledTime }: { readonly scheduledTime: number }, bindings: Bindings): Promise<void> {
    await (await started(bindings)).cron(scheduledTime);
  },
};
