import { createHash, createHmac } from 'node:crypto';

/** A call of Tencent Cloud's API 3.0 with a JSON body. */
export interface TencentCall {
  /** The first part of the official host, as `sms`; not of `host`, which a proxy may have changed. */
  readonly service: string;
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly body: string;
  /** Milliseconds since 1970 UTC; the platform takes it for 5 minutes. */
  readonly now: number;
}

const ALGORITHM = 'TC3-HMAC-SHA256';
const TYPE = 'application/json; charset=utf-8';
const SIGNED = 'content-type;host;x-tc-action';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * Signature v3 (Tencent Cloud's documentation, 签名方法 v3; its example is in our tests).
 * @returns the headers to send; `host` is set by fetch
 */
export function signTencent(call: TencentCall, secretId: string, secretKey: string): Record<string, string> {
  const seconds = String(Math.floor(call.now / 1000));
  const day = new Date(call.now).toISOString().slice(0, 10);
  const scope = `${day}/${call.service}/tc3_request`;
  const headers = `content-type:${TYPE}\nhost:${call.host}\nx-tc-action:${call.action.toLowerCase()}\n`;
  const canonical = ['POST', '/', '', headers, SIGNED, sha256(call.body)].join('\n');
  const key = [day, call.service, 'tc3_request'].reduce<string | Buffer>(hmac, `TC3${secretKey}`);
  const signature = hmac(key, [ALGORITHM, seconds, scope, sha256(canonical)].join('\n')).toString('hex');
  return {
    authorization: `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${SIGNED}, Signature=${signature}`,
    'content-type': TYPE,
    'x-tc-action': call.action,
    'x-tc-region': call.region,
    'x-tc-timestamp': seconds,
    'x-tc-version': call.version,
  };
}
