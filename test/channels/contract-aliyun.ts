import { createAliyunChannel } from '../../src/channels/sms/aliyun.ts';
import { createAliyunSender } from '../../src/channels/sms/senders/aliyun.ts';
import { bytesOf, type ChannelContract, type Parts } from './channel-contract.ts';

export const SECRET = 'invented-path-of-aliyun-2026';

export const contract: ChannelContract = {
  id: 'aliyun',
  make: (deps) =>
    createAliyunChannel(
      { secrets: [SECRET], ips: [] },
      deps,
      createAliyunSender(
        {
          accessKeyId: 'LTAI-invented',
          accessKeySecret: 'invented',
          signName: '示例反诈',
          templateCode: 'SMS_000000',
          apiRoot: 'http://127.0.0.1:9',
        },
        deps,
      ),
    ),
  text: ({ from, messageId, text }) => pushed([upLink({ phone_number: from, sequence_id: messageId, content: text })]),
  forged: ({ from, messageId, text }) =>
    pushed([upLink({ phone_number: from, sequence_id: messageId, content: text })], 'path-of-somebody-else'),
  unknown: () =>
    pushed([{ phone_number: '13800000001', success: true, biz_id: '932702304080415357^0', report_time: '2026-11-20 10:22:05' }]),
  window: null,
  shown: () => null,
  longest: null,
  telephone: true,
};

/** As SmsUp pushes it. */
export function upLink(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    phone_number: '13800001234',
    content: '您好',
    send_time: '2026-11-20 10:22:05',
    dest_code: '0000',
    sequence_id: '1234567890',
    ...changes,
  };
}

export function pushed(content: unknown, secret: string | null = SECRET): Parts {
  return pushedBytes(bytesOf(JSON.stringify(content)), secret);
}

export function pushedBytes(body: Uint8Array<ArrayBuffer>, secret: string | null = SECRET): Parts {
  return { path: `/webhooks/aliyun/${secret}`, headers: new Headers({ 'Content-Type': 'application/json;charset=UTF-8' }), body, secret };
}
