import type { Delivery } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { textOf } from '../read-body.ts';
import { unproven } from '../refusals.ts';
import { createWechatCipher } from '../wechat/cipher.ts';
import { sha1OfSorted } from '../wechat/signature.ts';
import { readXml } from '../wechat/xml.ts';

/** A callback may be so old, or so far ahead. WeCom demands no limit; ours ends the use of an overheard callback. */
const WINDOW_MS = 5 * 60_000;

export interface CallbackSettings {
  /** Several are valid while one is being changed. */
  readonly tokens: readonly string[];
  /** EncodingAESKeys, 43 characters each. */
  readonly aesKeys: readonly string[];
  readonly corpId: string;
}

export interface CallbackReader {
  /** The plain text of what WeCom sends for checking our address. @throws AppError 401 `channel.signature` */
  echo(delivery: Delivery): string;
  /** The plain XML of a callback. @throws AppError 401 `channel.signature` */
  open(delivery: Delivery): string;
}

/**
 * `msg_signature` is over token, timestamp, nonce and the ciphertext; the ciphertext ends with the corporation's id.
 * Source: WeCom's documentation, 回调配置 and 加解密方案说明.
 */
export function createCallbackReader({ tokens, aesKeys, corpId }: CallbackSettings): CallbackReader {
  const cipher = createWechatCipher({ aesKeys, receiveId: corpId });
  // Whoever leaves a token empty has none: an empty one would let anybody sign.
  const used = tokens.filter((token) => token !== '');

  function proven({ query, now }: Delivery, encrypted: string | null | undefined): string {
    const timestamp = query.get('timestamp');
    const nonce = query.get('nonce');
    if (!encrypted || nonce === null || timestamp === null || !isRecent(timestamp, now)) throw unproven();
    const valid = used.map((token) => sha1OfSorted([token, timestamp, nonce, encrypted]));
    if (!isOneOf(query.get('msg_signature'), valid)) throw unproven();
    return cipher.decrypt(encrypted);
  }

  return {
    echo: (delivery) => proven(delivery, delivery.query.get('echostr')),
    open: (delivery) => proven(delivery, encryptedPart(delivery.body)),
  };
}

/** The signature covers only this part, so it has to be found before anything is proven. */
function encryptedPart(body: Uint8Array): string | undefined {
  try {
    return readXml(textOf(body)).Encrypt;
  } catch {
    return undefined;
  }
}

function isRecent(timestamp: string, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now - Number(timestamp) * 1000) <= WINDOW_MS;
}
