import { createHash } from 'node:crypto';
import { createTencentSender } from '../../src/channels/sms/senders/tencent.ts';
import { createTencentChannel } from '../../src/channels/sms/tencent.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const SECRET = 'invented-path-of-tencent-2026';

export const contract: ChannelContract = {
  id: 'tencent',
  make: (deps) =>
    createTencentChannel(
      { secrets: [SECRET], ips: [] },
      deps,
      createTencentSender(
        {
          secretId: 'AKID-invented',
          secretKey: 'invented',
          sdkAppId: '1400000000',
          signName: '示例反诈',
          templateId: '000000',
          apiRoot: 'http://127.0.0.1:9',
        },
        deps,
      ),
    ),
  text: ({ from, messageId, text }) => pushed(replied({ mobile: from, text, time: timeOf(messageId) })),
  forged: ({ from, messageId, text }) => pushed(replied({ mobile: from, text, time: timeOf(messageId) }), 'path-of-somebody-else'),
  unknown: () =>
    pushed([{ user_receive_time: '2026-11-20 10:22:05', nationcode: '86', mobile: '13800000001', report_status: 'SUCCESS', sid: '1:0' }]),
  window: null,
  shown: () => null,
  longest: null,
  telephone: true,
};

/** As the reply callback pushes it; it has no id, so the time tells two messages apart. */
export function replied(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { extend: '', mobile: '13800001234', nationcode: '86', sign: '示例反诈', text: '您好', time: '2026-11-20 10:22:05', ...changes };
}

export function pushed(content: unknown, secret: string | null = SECRET): Parts {
  return pushedBytes(bytesOf(JSON.stringify(content)), secret);
}

export function pushedBytes(body: Uint8Array<ArrayBuffer>, secret: string | null = SECRET): Parts {
  return { path: `/webhooks/tencent/${secret}`, headers: new Headers({ 'Content-Type': 'application/json' }), body, secret };
}

function timeOf(messageId: string): string {
  const seconds = createHash('md5').update(messageId).digest().readUInt32BE() % 31_536_000;
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
