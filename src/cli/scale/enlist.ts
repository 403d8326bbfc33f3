import { Secret, TOTP } from 'otpauth';
import type { Role } from '../../storage/desk-schema.ts';
import { ask } from '../bench/bench-console.ts';

/** Somebody who signed in as people do: a link, a name, a password, a code. */
export interface Enlisted {
  readonly role: Role;
  readonly cookie: string;
  /** @returns status and where it led */
  send(path: string, fields?: Readonly<Record<string, string>>): Promise<Answered>;
  /** The server has another address now. */
  move(url: string): void;
}

interface Answered {
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

const PASSWORD = 'four herons over the lake';
/** The first code is used up by the account itself; the next one is taken already. Milliseconds. */
const NEXT_CODE = 30_000;

/** @param link as the server printed it, or an administrator's page */
export async function enlist(url: string, link: string, role: Role): Promise<Enlisted> {
  const token = new URL(link).searchParams.get('token') ?? '';
  const page = await text(`${url}/console/invitation?token=${token}`);
  const secret = /name="secret" value="([A-Z2-7]+)"/.exec(page)?.[1] ?? '';
  const code = (later: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + later });
  const name = `bench-${role}-${token
    .slice(0, 6)
    .replaceAll(/[^a-zA-Z0-9]/g, '0')
    .toLowerCase()}`;
  const account = { token, name, display: role, secret, password: PASSWORD, repeat: PASSWORD, code: code(0) };
  expectLed(await form(url, '', '/console/invitation', account), 'invitation');
  const signedIn = await form(url, '', '/console/sign-in', { name, password: PASSWORD, code: code(NEXT_CODE) });
  expectLed(signedIn, 'sign-in');
  const { cookie } = signedIn;
  let at = url;
  return {
    role,
    cookie,
    send: (path, fields = {}) => form(at, cookie, path, fields),
    move(elsewhere) {
      at = elsewhere;
    },
  };
}

/** The link for somebody new, by an administrator. */
export async function invite(administrator: Enlisted, role: Role): Promise<string> {
  const { text: page } = await administrator.send('/console/officers/invite', { role });
  const link = /https?:\/\/[^"<\s]*invitation\?token=[\w-]+/.exec(page)?.[0];
  if (!link) throw new Error(`no invitation for a ${role}`);
  return link;
}

async function form(
  url: string,
  cookie: string,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<Answered & { readonly cookie: string }> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url, cookie };
  const response = await ask(url + path, { method: 'POST', headers }, new URLSearchParams(fields).toString());
  let body = '';
  for await (const chunk of response) body += chunk;
  const given = response.headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ') ?? '';
  return { status: response.statusCode ?? 0, location: response.headers.location ?? '', text: body, cookie: given };
}

function expectLed({ status, text: body }: { status: number; text: string }, what: string): void {
  if (status !== 303) throw new Error(`${what} answered ${status}: ${body.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 300)}`);
}

async function text(address: string): Promise<string> {
  const response = await ask(address, { headers: {} });
  let body = '';
  for await (const chunk of response) body += chunk;
  return body;
}
