import { createHash } from 'node:crypto';
import { isOneOf } from '../constant-time.ts';
import { formOf } from '../read-body.ts';
import { signaturesOf } from './shared-secret.ts';

export interface TwilioRequest {
  /** The public one, as Twilio called it: scheme, host, path and query. */
  readonly url: string;
  readonly body: Uint8Array;
  /** `X-Twilio-Signature`. */
  readonly signature: string | null;
}

/** In the query when the body is no form: the body's SHA-256 in hex; then the URL alone is signed. */
const BODY_HASH = 'bodySHA256';

/**
 * base64(HMAC-SHA1(auth token, URL + every field's name and value, sorted by name)). A name that comes several times
 * counts each of its values once, sorted. Source: Twilio's documentation, Validate incoming requests; twilio-node's
 * webhooks.
 * @param authTokens several are valid while one is being changed
 */
export function isSignedByTwilio({ url, body, signature }: TwilioRequest, authTokens: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const hash = new URL(url).searchParams.get(BODY_HASH);
  if (hash !== null && !isOneOf(createHash('sha256').update(body).digest('hex'), [hash.toLowerCase()])) return false;
  const fields = hash === null ? joinedFields(formOf(body)) : '';
  const valid = spellingsOf(url).flatMap((spelling) => signaturesOf(authTokens, () => [spelling, fields], 'base64', 'sha1'));
  return isOneOf(signature, valid);
}

export function hasOtherBody(query: URLSearchParams): boolean {
  return query.has(BODY_HASH);
}

function joinedFields(form: URLSearchParams): string {
  const fields = new Map<string, Set<string>>();
  for (const [name, value] of form) fields.set(name, (fields.get(name) ?? new Set()).add(value));
  return [...fields.keys()]
    .sort()
    .flatMap((name) => [...(fields.get(name) ?? [])].sort().map((value) => name + value))
    .join('');
}

/**
 * Twilio signs the URL now with and now without the standard port, and escapes the query in more than one way; what
 * reached us may have been escaped anew on its way.
 */
function spellingsOf(url: string): readonly string[] {
  const { protocol, username, password, host, port, pathname, search } = new URL(url);
  const user = username === '' && password === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
  const standard = protocol === 'https:' ? ':443' : ':80';
  const hosts = port === '' ? [host, host + standard] : [host];
  const queries = [search, search.replaceAll('%27', "'"), search.replaceAll('+', '%20')];
  const spellings = hosts.flatMap((name) => queries.map((query) => `${protocol}//${user}${name}${pathname}${query}`));
  return [...new Set([url, ...spellings])];
}
