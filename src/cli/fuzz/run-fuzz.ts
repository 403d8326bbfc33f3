import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { serve } from '@hono/node-server';
import { sql } from 'kysely';
import { type Answered, faultsOf } from './check-answer.ts';
import { createDice } from './dice.ts';
import { type Built, openFuzzedTown } from './fuzzed-town.ts';
import { learnedPages, type Who } from './learned-pages.ts';
import { makeRequest, type Tried } from './make-request.ts';
import { sendRaw } from './raw-requests.ts';
import { routesOf } from './routes-of.ts';

export interface FuzzReport {
  readonly requests: number;
  readonly routes: number;
  /** Requests by the status that they were answered with; 0: closed without an answer, as bytes that are no HTTP may be. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly faults: readonly Fault[];
  /** The dearest request. */
  readonly mostStatements: { readonly count: number; readonly route: string };
  readonly mostRows: { readonly count: number; readonly route: string };
  /** Bytes of living objects that came to be between a fifth of the way and the end. */
  readonly heapGrowth: number;
  /** By route, how many of its requests were answered with which status. */
  readonly byRoute: ReadonlyMap<string, Readonly<Record<number, number>>>;
  /** Routes that no request got anything but a refusal from. */
  readonly neverServed: readonly string[];
  /** Those of them whose door nobody came through: every answer was 401, 403 or 404, so that no body was looked at. */
  readonly neverEntered: readonly string[];
  /** Where a request of ours would have gone while we answered: the platforms of the settings alone. */
  readonly outside: readonly string[];
}
interface Fault {
  readonly at: number;
  readonly what: readonly string[];
  readonly tried: Tried;
}

/** So many go over a real socket, as bytes. */
const RAW_SHARE = 0.03;
/** What one request may do, however it is made: about twice the dearest (58 statements of 55,000, 792 rows of 300,000). */
const MOST_STATEMENTS = 120;
const MOST_ROWS = 1600;
/** Of living memory, once everything has been seen; bytes. A short run only warms up. */
const MOST_GROWTH = 50e6;
const LONG_RUN = 20_000;
const RENEW_EVERY = 100;
/** Some of what is tried signs them out, or ends what goes on. */
const TOWNSPEOPLE_EVERY = 1000;
const AFFAIRS_EVERY = 2000;
const MOST_FAULTS = 20;
/** What passes on the fuzzer's clock: short enough for somebody to go on with a case, and now and then the next morning. */
const TICK = 40;
const NIGHT = 14 * 3_600_000;
const NIGHT_EVERY = 4000;

/** @param told is called now and then with how many are done */
export async function runFuzz(
  built: Built,
  requests: number,
  seed: number,
  told: (done: number) => void = () => undefined,
): Promise<FuzzReport> {
  const town = await openFuzzedTown(built);
  const { routes, routeOf } = routesOf(town.app);
  const pages = learnedPages(routeOf);
  const dice = createDice(seed);
  const cookies: string[] = [];
  const led: { address: string; who: Who }[] = [];
  const statuses: Record<number, number> = {};
  const faults: Fault[] = [];
  const byRoute = new Map(routes.map((route): [string, Record<number, number>] => [route, {}]));
  const most = { statements: { count: 0, route: '' }, rows: { count: 0, route: '' } };
  const rejections: unknown[] = [];
  const onRejection = (error: unknown): void => void rejections.push(error);
  process.on('unhandledRejection', onRejection);
  const server = serve({ fetch: town.app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  let heapBefore = 0;
  try {
    for (let at = 0; at < requests && faults.length < MOST_FAULTS; at++) {
      if (at % RENEW_EVERY === 0) {
        await town.people.renew();
        told(at);
      }
      if (at % TOWNSPEOPLE_EVERY === 0) for (const cookie of await town.people.townspeople()) keepCookie(cookies, cookie);
      if (at % AFFAIRS_EVERY === 0) {
        const { idOf } = town.people;
        pages.read(await town.affairs.goOn({ advisor: idOf('advisor'), supervisor: idOf('supervisor') }), {});
      }
      if (at === Math.floor(requests / 5)) heapBefore = livingBytes();
      town.clock.now += at % NIGHT_EVERY === NIGHT_EVERY - 1 ? NIGHT : TICK;
      // After a night nobody is signed in any more.
      if (at % NIGHT_EVERY === 0) await town.people.renew();
      // Every route in turn, in another order each round.
      const route = at < routes.length ? (routes[at] as string) : dice.pick(routes);
      const sentOn = at < routes.length ? undefined : led.pop();
      const tried = sentOn ? goThere(sentOn, routeOf, town) : await makeRequest(route, { town, pages, cookies }, dice);
      Object.assign(town.work, { statements: 0, rows: 0 });
      const raw = dice.chance(RAW_SHARE);
      const answered = raw ? await sendRaw(port, tried, dice) : await sendHere(town.app, tried, dice);
      const status = answered?.status ?? 0;
      statuses[status] = (statuses[status] ?? 0) + 1;
      const counts = byRoute.get(tried.route);
      if (counts) counts[status] = (counts[status] ?? 0) + 1;
      if (!raw) raise(most, town.work, tried.route);
      const what = answered && !isParsers(answered, raw) ? faultsOf(answered, tried.method, town.secretWords) : [];
      what.push(...town.failures.splice(0).map((text) => text.slice(0, 2000)));
      what.push(...rejections.splice(0).map((error) => `unhandled: ${error instanceof Error ? error.stack : String(error)}`));
      if (!raw && (town.work.statements > MOST_STATEMENTS || town.work.rows > MOST_ROWS))
        what.push(`it cost ${town.work.statements} statements and ${town.work.rows} rows`);
      if (what.length > 0) faults.push({ at, what, tried });
      if (!answered) continue;
      for (const cookie of answered.headers.getSetCookie()) keepCookie(cookies, cookie);
      const place = answered.headers.get('location');
      // As a browser does; there he finds the forms for what he has just begun.
      if (status === 303 && place !== null) led.splice(0, led.length, { address: place, who: tried.who });
      if (answered.text.includes('<')) pages.read(answered.text, tried.who);
    }
    const heapGrowth = livingBytes() - heapBefore;
    const inconsistent = await faultsOfDatabase(town);
    if (requests >= LONG_RUN && heapGrowth > MOST_GROWTH) inconsistent.push(`living memory grew by ${heapGrowth} bytes`);
    if (inconsistent.length > 0)
      faults.push({
        at: requests,
        what: inconsistent,
        tried: { route: 'afterwards', method: '', target: '', headers: {}, body: null, who: {} },
      });
    return {
      requests,
      routes: routes.length,
      statuses,
      faults,
      mostStatements: most.statements,
      mostRows: most.rows,
      heapGrowth,
      byRoute,
      neverServed: routes.filter((route) => servedBy(byRoute.get(route)) === 0),
      neverEntered: routes.filter((route) => Object.keys(byRoute.get(route) ?? {}).every((status) => AT_THE_DOOR.has(status))),
      outside: [...new Set(town.outside)].sort(),
    };
  } finally {
    process.off('unhandledRejection', onRejection);
    server.close();
    await town.close();
  }
}

/** Where an answer has sent somebody. */
function goThere(
  { address, who }: { address: string; who: Who },
  routeOf: ReturnType<typeof routesOf>['routeOf'],
  { people }: Town,
): Tried {
  const cookie = who.colleague ? people.cookieOf(who.colleague) : (who.cookies ?? '');
  const headers = { host: 'localhost', accept: 'text/html', 'x-fuzz-address': '10.0.0.1', ...(cookie === '' ? {} : { cookie }) };
  const route = routeOf('GET', address.split(/[?#]/)[0] ?? '') ?? 'none';
  return { route, method: 'GET', target: address.split('#')[0] ?? address, headers, body: null, who };
}

const AT_THE_DOOR: ReadonlySet<string> = new Set(['0', '401', '403', '404']);

/** Of a route's answers, how many were no refusal. */
export function servedBy(statuses: Readonly<Record<number, number>> = {}): number {
  return Object.entries(statuses).reduce((sum, [status, count]) => (/^[23]/.test(status) ? sum + count : sum), 0);
}

type Town = Awaited<ReturnType<typeof openFuzzedTown>>;

async function sendHere(
  app: Town['app'],
  { method, target, headers, body }: Tried,
  dice: ReturnType<typeof createDice>,
): Promise<Answered | null> {
  const withBody = body !== null && method !== 'GET' && method !== 'HEAD';
  const length = withBody && dice.chance(0.7) ? { 'content-length': String(body.length) } : {};
  let request: Request;
  try {
    request = new Request(`http://localhost${target}`, { method, headers: { ...headers, ...length }, ...(withBody ? { body } : {}) });
  } catch {
    // No client could send it; over a socket such things are sent.
    return null;
  }
  const response = await app.fetch(request);
  const type = response.headers.get('content-type') ?? '';
  const endless = type.includes('event-stream');
  if (endless) await response.body?.cancel();
  const packed = response.headers.get('content-encoding');
  const text = endless ? '' : packed ? await unpacked(response, packed) : await response.text();
  return { status: response.status, headers: response.headers, text };
}

async function unpacked(response: Response, packing: string): Promise<string> {
  if (packing !== 'gzip' && packing !== 'deflate') return '';
  return new Response(response.body?.pipeThrough(new DecompressionStream(packing))).text();
}

/** Node's own refusal of bytes that are no HTTP has no headers, and never reaches us. */
function isParsers({ status, headers }: Answered, raw: boolean): boolean {
  return raw && [400, 408, 413, 417, 431, 501, 505].includes(status) && !headers.has('content-type');
}

function raise(most: Record<'statements' | 'rows', { count: number; route: string }>, work: Town['work'], route: string): void {
  for (const kind of ['statements', 'rows'] as const) if (work[kind] > most[kind].count) most[kind] = { count: work[kind], route };
}

const MOST_COOKIES = 30;
function keepCookie(cookies: string[], cookie: string): void {
  const pair = cookie.split(';')[0] ?? '';
  if (!/^(?:conversation|citizen|merchant)=./.test(pair)) return;
  cookies.push(pair);
  if (cookies.length > MOST_COOKIES) cookies.shift();
}

async function faultsOfDatabase({ database, storage }: Town): Promise<string[]> {
  const integrity = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(database.query);
  const foreign = await sql`PRAGMA foreign_key_check`.execute(database.query);
  const audit = await storage.verifyAudit(null);
  const left = await database.query
    .selectFrom('messages')
    .select('id')
    .where('author', '=', 'citizen')
    .where('concluded', '=', 0)
    .execute();
  return [
    ...integrity.rows.flatMap(({ integrity_check }) => (integrity_check === 'ok' ? [] : [`integrity: ${integrity_check}`])),
    ...foreign.rows.map((row) => `a row points to nothing: ${JSON.stringify(row)}`),
    ...(audit.ok ? [] : [`the audit log is broken at ${audit.firstBad?.position}`]),
    ...(left.length === 0 ? [] : [`${left.length} messages without an outcome`]),
  ];
}

function livingBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
