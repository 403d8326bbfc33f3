import { createHash, createHmac } from 'node:crypto';

/** A call of an RPC operation of Alibaba Cloud: all that it says stands in the query, its body is empty. */
export interface AliyunCall {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 UTC; the platform takes it for 15 minutes. */
  readonly now: number;
  /** Never the same twice. */
  readonly nonce: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Signature V3 (Alibaba Cloud's documentation, "V3 request structure and signature"; its example is in our tests).
 * @returns the query exactly as it was signed, and the headers to send; `host` is set by fetch
 */
export function signAliyun(
  call: AliyunCall,
  accessKeyId: string,
  accessKeySecret: string,
): { query: string; headers: Record<string, string> } {
  const query = canonicalQuery(call.query);
  const bodyHash = sha256('');
  // In the order of the alphabet, as they are signed.
  const headers = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': new Date(call.now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  };
  const signed = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value.trim()}\n`);
  const canonical = ['POST', '/', query, lines.join(''), signed, bodyHash].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest('hex');
  const { host: _, ...sent } = headers;
  return {
    query,
    headers: { ...sent, authorization: `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signed},Signature=${signature}` },
  };
}

function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(query[name] ?? '')}`)
    .join('&');
}

/** RFC 3986: all but letters, digits and `-_.~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
