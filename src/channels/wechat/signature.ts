import { createHash } from 'node:crypto';

/**
 * WeChat's and WeCom's signature: SHA-1, in lower-case hexadecimal, over the parts sorted and joined by nothing.
 * Source: WeChat's documentation, 接入概述 and 消息加解密说明; WeCom's, 加解密方案说明.
 * @param parts the token first by custom; the order does not count
 */
export function sha1OfSorted(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}
