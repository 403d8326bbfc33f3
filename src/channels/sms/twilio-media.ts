import { AppError } from '../../errors.ts';
import { readAtMost } from '../../read-response.ts';
import type { ChannelDeps } from '../channel.ts';

/** Twilio takes up to 5 MB of an MMS; some carriers' pictures are larger. Bytes. */
const MOST_MEDIA = 10 * 1024 * 1024;
/** Where Twilio sends on to for the bytes themselves (general knowledge, not tried live); our key does not go there. */
const STORES = /(?:^|\.)(?:twilio\.com|amazonaws\.com)$/;

export interface TwilioAccount {
  readonly accountSid: string;
  /** The first one signs us in. */
  readonly authTokens: readonly string[];
  /** `https://api.twilio.com` */
  readonly apiRoot: string;
}

/**
 * A picture of an MMS, from Twilio's API alone. Source: Twilio's documentation, Media subresource.
 * @param reference the `MediaUrl` of the message
 * @throws AppError 503 `channel.media`
 */
export async function fetchTwilioMedia(account: TwilioAccount, { fetch }: Pick<ChannelDeps, 'fetch'>, reference: string) {
  const { accountSid, authTokens, apiRoot } = account;
  // The address came with a message: only our own account's media are asked for, and nobody else gets our key.
  if (!reference.startsWith(`${apiRoot}/2010-04-01/Accounts/${accountSid}/`)) throw unavailable();
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authTokens[0] ?? ''}`).toString('base64')}`;
  try {
    const first = await fetch(reference, { headers: { authorization }, redirect: 'manual' });
    const response = first.status >= 300 && first.status < 400 ? await fetch(storeOf(first, apiRoot), { redirect: 'error' }) : first;
    const bytes = response.ok ? await readAtMost(response, MOST_MEDIA) : null;
    if (!bytes) throw unavailable();
    const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return { type: /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(type) ? type : 'application/octet-stream', bytes };
  } catch (error) {
    // An error of `fetch` quotes the address.
    throw error instanceof AppError ? error : unavailable();
  }
}

/** @throws AppError 503 `channel.media` for anywhere but Twilio's stores, so that nobody points us into our own network */
function storeOf(response: Response, apiRoot: string): string {
  const location = response.headers.get('location') ?? '';
  if (!URL.canParse(location)) throw unavailable();
  const { protocol, hostname, host } = new URL(location);
  if (host !== new URL(apiRoot).host && (protocol !== 'https:' || !STORES.test(hostname))) throw unavailable();
  return location;
}

const unavailable = (): AppError => new AppError('channel.media', 'Twilio does not give this picture now', 503);
