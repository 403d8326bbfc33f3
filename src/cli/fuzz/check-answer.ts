import { MARKUP_LET_THROUGH } from './bad-values.ts';

/** What an answer tells nobody: where the program lies, what it is made of, how it fell over. */
const INSIDE = [
  /\n\s+at .{1,200}:\d+:\d+/,
  /node:internal/,
  /node_modules/,
  /file:\/\/\/(?!etc)/,
  /\bSQLITE_|sqlite error|constraint failed/i,
  /\b(?:Type|Reference|Range|Syntax)Error\b/,
  /\/(?:home|root|tmp|work)\/\w/,
];
const CODE = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/;
const HEADERS = ['content-security-policy', 'x-content-type-options', 'referrer-policy'];
/** The only 5xx that may be: the conversation is busy, the database is away. */
const MAY_WAIT = 503;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What is wrong with an answer, whatever was asked; empty: nothing. */
export function faultsOf({ status, headers, text }: Answered, method: string, secrets: readonly string[]): string[] {
  const faults: string[] = [];
  const type = headers.get('content-type') ?? '';
  if (status >= 500 && !(status === MAY_WAIT && headers.has('retry-after'))) faults.push(`status ${status}`);
  for (const inside of INSIDE) if (inside.test(text)) faults.push(`the answer tells of the inside: ${inside.exec(text)?.[0]}`);
  for (const secret of secrets) if (text.includes(secret)) faults.push('the answer holds a secret');
  if (type.startsWith('text/html') && text.includes(MARKUP_LET_THROUGH)) faults.push('markup was let through');
  if (status >= 400 && method !== 'HEAD' && type.startsWith('application/json') && !isContractError(text))
    faults.push(`an error outside of the contract: ${text.slice(0, 200)}`);
  for (const name of HEADERS) if (!headers.has(name)) faults.push(`${name} is missing`);
  for (const cookie of headers.getSetCookie())
    if (!/; HttpOnly/i.test(cookie) || !/; SameSite=(?:Lax|Strict)/i.test(cookie)) faults.push(`an open cookie: ${cookie.split('=')[0]}`);
  const place = headers.get('location');
  if (place !== null && !/^\/(?![/\\])/.test(place)) faults.push('it leads away from here');
  return faults;
}

function isContractError(text: string): boolean {
  try {
    const { error, ...rest } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    return Object.keys(rest).length === 0 && typeof error?.code === 'string' && CODE.test(error.code) && typeof error.message === 'string';
  } catch {
    return false;
  }
}
