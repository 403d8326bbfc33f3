import { signWebhook } from '../../partners/standard-webhooks.ts';
import { OPERATIONS } from '../../routes/openapi.ts';
import { REHEARSALS } from '../doctor/rehearsals.ts';
import { badText, badValue, MARKUP, plainText } from './bad-values.ts';
import type { Dice } from './dice.ts';
import { createFromSchema } from './from-schema.ts';
import type { Colleague } from './fuzzed-people.ts';
import type { FuzzedTown } from './fuzzed-town.ts';
import type { LearnedForm, learnedPages, Who } from './learned-pages.ts';
import { spoil, writeForm } from './spoiled-bodies.ts';

/** A request before it is sent, in process or over a socket. */
export interface Tried {
  readonly route: string;
  readonly method: string;
  /** Path and query; may be nonsense. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly who: Who;
}

interface Surroundings {
  readonly town: FuzzedTown;
  readonly pages: ReturnType<typeof learnedPages>;
  /** What citizens' browsers keep: conversations, registrations. */
  readonly cookies: readonly string[];
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
const IDS = [
  'none',
  'valueOf',
  '__proto__',
  '%00',
  '%ED%A0%80',
  '%',
  '<b>',
  "'--",
  'x'.repeat(3000),
  '..%2f..%2f',
  '%2e%2e',
  '0',
  '-1',
  '1e9',
  '%F0%9F%90%B8',
];
const NAMES = [
  'from',
  'as',
  'before',
  'seen',
  'fragment',
  'day',
  't',
  'token',
  'q',
  'page',
  'role',
  'id',
  'fresh',
  'grid',
  'number',
  'case',
  '__proto__',
];
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'text/xml',
  'application/json; charset=utf-7',
  '',
];
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  accept: ['text/html', 'text/event-stream', 'application/json', '*/*', 'x/'.repeat(2000)],
  'accept-encoding': ['gzip', 'br;q=0', 'identity', 'gzip, '.repeat(500)],
  'accept-language': ['en', 'zh-TW', 'xx-'.repeat(300)],
  authorization: ['Bearer fuzz-key-0123456789', 'Bearer ', 'Basic e30=', `Bearer ${'x'.repeat(8000)}`],
  'hx-request': ['true', 'TRUE', '1'],
  'last-event-id': ['0', '-1', '999999999999999', '1e3', 'x'.repeat(500)],
  'if-none-match': ['*', '"'.repeat(300)],
  range: ['bytes=0-0', 'bytes=-1', `bytes=${'0-1,'.repeat(500)}`],
  referer: ['http://localhost/console/cases/x?y=1', '//', 'javascript:alert(1)', `http://localhost/${MARKUP}`],
  'x-forwarded-for': ['1.2.3.4', ','.repeat(500)],
  'x-forwarded-proto': ['https', 'gopher'],
  'user-agent': ['', 'x'.repeat(7000)],
  'content-encoding': ['gzip', 'x'],
  'x-http-method-override': ['DELETE'],
};
const API_BODIES: ReadonlyMap<string, (dice: Dice) => unknown> = new Map(
  OPERATIONS.flatMap(({ method, path, request }) =>
    request ? [[`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, createFromSchema(request)] as const] : [],
  ),
);
const encoder = new TextEncoder();

/** A request to this route, which chance has broken somewhere; now and then an honest one, so that there is something to break. */
export async function makeRequest(route: string, around: Surroundings, dice: Dice): Promise<Tried> {
  const [method = 'GET', pattern = '/'] = route.split(' ') as [string, string];
  const form = dice.chance(0.85) ? around.pages.formFor(route, dice) : null;
  const known = dice.chance(0.65) ? around.pages.addressFor(route, dice) : null;
  const who = whoFor(pattern, form?.who ?? known?.who, around, dice);
  const headers = headersFor(pattern, who, around, dice);
  const target = targetFor(pattern, form?.address ?? null, known?.address ?? null, who, around, dice);
  if (pattern.startsWith('/webhooks') && dice.chance(0.7)) return webhook(route, around, dice, headers, who);
  if (method === 'GET') return { route, method: dice.chance(0.06) ? dice.pick(METHODS) : method, target, headers, body: null, who };
  const made = await bodyFor(route, pattern, form, around, dice);
  const body = dice.chance(0.25) ? spoil(made.body, dice) : made.body;
  const type = dice.chance(0.1) ? dice.pick(TYPES) : made.type;
  return {
    route,
    method: dice.chance(0.04) ? dice.pick(METHODS) : method,
    target: made.target ?? target,
    headers: { ...headers, ...made.headers, ...(type === '' ? {} : { 'content-type': type }) },
    body,
    who,
  };
}

function headersFor(pattern: string, who: Who, { town }: Surroundings, dice: Dice): Record<string, string> {
  const headers: Record<string, string> = { host: 'localhost', accept: 'text/html', 'x-fuzz-address': `10.0.0.${dice.number(250)}` };
  if (!dice.chance(0.05)) headers.origin = dice.chance(0.04) ? dice.pick(['https://example.net', 'null', 'x']) : 'http://localhost';
  const desk = pattern.startsWith('/console');
  const jar: string[] = [];
  if (who.colleague) jar.push(town.people.cookieOf(who.colleague));
  if (who.cookies) jar.push(who.cookies);
  if (dice.chance(0.05))
    jar.push(
      `${dice.pick(['desk', 'conversation', 'citizen', 'text', 'theme', 'language', '__proto__'])}=${encodeURIComponent(badText(dice).toWellFormed()).slice(0, 2000)}`,
    );
  if (dice.chance(0.02)) jar.push(dice.pick(['=', ';;;', 'a', 'desk', `${'x'.repeat(3000)}=1`, 'conversation="']));
  if (jar.length > 0) headers.cookie = jar.join('; ');
  while (dice.chance(0.15)) {
    const name = dice.pick(Object.keys(HEADERS));
    // What says that it came through a proxy is turned away at the desk's door: seldom.
    if (desk && name.startsWith('x-forwarded') && !dice.chance(0.1)) continue;
    headers[name] = dice.pick(HEADERS[name] ?? ['']);
  }
  if (dice.chance(0.1)) headers['accept-language'] = 'en';
  return headers;
}

/** Mostly whom the page was shown to; now and then somebody else, or nobody. */
function whoFor(pattern: string, shownTo: Who | undefined, { town, cookies }: Surroundings, dice: Dice): Who {
  const desk = pattern.startsWith('/console');
  if (dice.chance(0.03)) return {};
  if (shownTo && desk === (shownTo.colleague !== undefined) && dice.chance(0.85)) return shownTo;
  if (desk) return { colleague: colleagueFor(pattern, town, dice) };
  // A browser has one of each.
  const names = [...new Set(cookies.map((cookie) => cookie.split('=')[0]))];
  const jar = names.flatMap((name) => (dice.chance(0.7) ? [dice.pick(cookies.filter((cookie) => cookie.startsWith(`${name}=`)))] : []));
  return { cookies: jar.join('; ') };
}

/** Somebody whose page it may be. */
function colleagueFor(pattern: string, { people }: FuzzedTown, dice: Dice): Colleague {
  if (dice.chance(0.4)) return dice.pick(people.colleagues);
  if (/^\/console\/partner(?:\/|$)/.test(pattern)) return 'partner';
  if (pattern.startsWith('/console/visits')) return dice.pick(['advisor', 'officer', 'officer-2'] as const);
  if (pattern.startsWith('/console/library')) return dice.pick(['librarian', 'librarian-2'] as const);
  return dice.pick(['officer', 'officer-2', 'supervisor', 'administrator'] as const);
}

function targetFor(pattern: string, offered: string | null, known: string | null, who: Who, { town }: Surroundings, dice: Dice): string {
  if (offered !== null && !dice.chance(0.1)) return offered;
  const id = (name: string): string => {
    const own = name === ':conversation' ? /conversation=([^;]+)/.exec(who.cookies ?? '')?.[1] : undefined;
    if (own && dice.chance(0.8)) return own;
    if (name.startsWith(':partner') && dice.chance(0.9)) return town.people.partner().id;
    return dice.chance(0.8) ? dice.pick(IDS) : encodeURIComponent(badText(dice).toWellFormed()).slice(0, 1500);
  };
  const path = known ?? pattern.replace(/:\w+\??(?:\{[^}]*\})?/g, id);
  if (dice.chance(0.03))
    return dice.pick([`${path}/`, `/${path}`, `${path}/../..`, `${path}%2f`, `${path};a=b`, path.toUpperCase(), `${path}//`, `/.${path}`]);
  if (!dice.chance(0.25)) return path;
  const value = (): string => encodeURIComponent((dice.chance(0.5) ? plainText(dice) : badText(dice)).toWellFormed()).slice(0, 1500);
  const query = Array.from({ length: 1 + dice.number(3) }, () => `${dice.pick(NAMES)}=${dice.chance(0.1) ? dice.pick(IDS) : value()}`);
  return `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`;
}

interface Made {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly target?: string;
}

async function bodyFor(route: string, pattern: string, form: LearnedForm | null, around: Surroundings, dice: Dice): Promise<Made> {
  const contract = API_BODIES.get(route);
  if (!contract && !pattern.startsWith('/api/')) {
    const fields: readonly (readonly [string, string])[] = form
      ? typedInto(form, dice)
      : Array.from(
          { length: dice.number(6) },
          () => [dice.pick([...NAMES, 'text', 'quick', 'value', 'reason']), dice.chance(0.5) ? plainText(dice) : badText(dice)] as const,
        );
    return writeForm(fields, form?.multipart === true || dice.chance(0.08), dice);
  }
  const value = contract && dice.chance(0.9) ? contract(dice) : badValue(dice);
  const body = encoder.encode(JSON.stringify(value) ?? '');
  const secrets = pattern.startsWith('/api/v1/partners') ? [around.town.people.partner().secret] : [around.town.config.WARNINGS_SECRET];
  const signed = contract && dice.chance(0.9) && /partners|warnings/.test(pattern);
  const id = dice.chance(0.1) ? 'same-id' : `id-${dice.number(1_000_000_000)}`;
  const key = pattern === '/api/v1/check/batch' && dice.chance(0.9) ? { authorization: `Bearer ${around.town.config.API_KEYS[0]}` } : {};
  const headers = signed ? { ...(await signWebhook(secrets, id, new TextDecoder().decode(body), around.town.clock.now)) } : key;
  return { body, type: 'application/json', headers };
}

/** As a citizen or an officer would fill it in, with one or the other field spoiled. */
function typedInto({ fields }: LearnedForm, dice: Dice): (readonly [string, string])[] {
  const spoils = dice.chance(0.5);
  const names = [...new Set(fields.map(({ name }) => name))];
  return names.flatMap((name) => {
    const offered = fields.filter((field) => field.name === name);
    const { value, kind } = dice.pick(offered);
    const typed = kind === 'typed' && (value === '' || dice.chance(0.2)) ? plainText(dice, name) : value;
    if (spoils && dice.chance(0.2)) {
      const how = dice.number(5);
      if (how === 0) return [];
      if (how === 1) return [[name, typed] as const, [name, badText(dice)] as const];
      return [[dice.chance(0.05) ? `${name}[]` : name, badText(dice)] as const];
    }
    return [[name, typed] as const];
  });
}

/** Signed by the platform whose it says to be; what is in it is anything. */
function webhook(route: string, { town }: Surroundings, dice: Dice, headers: Record<string, string>, who: Who): Tried {
  const channel = dice.pick([...town.deps.channels.keys()]);
  const rehearse = REHEARSALS[channel];
  const text = (dice.chance(0.4) ? plainText(dice) : badText(dice)).toWellFormed();
  const at = town.clock.now + dice.number(1000);
  const { path, init } = rehearse
    ? rehearse(town.config, text, at)
    : { path: '', init: { method: 'POST' as const, headers: {}, body: text } };
  const body = init.body === undefined ? null : encoder.encode(init.body);
  return {
    route,
    method: init.method,
    target: `/webhooks/${channel}${path}`,
    headers: { ...headers, ...init.headers },
    body: body && dice.chance(0.3) ? spoil(body, dice) : body,
    who,
  };
}
