import { z } from 'zod';
import type { Sender, Sent } from '../../../conversation/delivery.ts';
import { signAliyun } from './aliyun-signature.ts';
import { type Answer, accepted, createApiSender, type SenderDeps } from './api-sender.ts';
import { platformCode, platformId } from './platform-code.ts';
import { templateVariable } from './template-variable.ts';

export interface AliyunSenderSettings {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The approved signature (短信签名), without brackets. */
  readonly signName: string;
  /** An approved template with the one variable `text`. */
  readonly templateCode: string;
  readonly apiRoot?: string;
}

const answered = z.looseObject({ Code: platformCode, BizId: platformId });
/** Too many just now; or, by the list of codes, a fault of theirs that passes (not seen live). */
const PASSING = new Set(['isv.BUSINESS_LIMIT_CONTROL', 'isp.SYSTEM_ERROR']);

/**
 * Alibaba Cloud's documentation, "SendSms" of Dysmsapi 2017-05-25 and 国内消息API错误码. A number may have +86, 86 or
 * nothing in front. Not tried against the live platform.
 */
export function createAliyunSender(settings: AliyunSenderSettings, deps: SenderDeps): Sender {
  const { accessKeyId, accessKeySecret, signName, templateCode, apiRoot = 'https://dysmsapi.aliyuncs.com' } = settings;
  const { host, origin } = new URL(apiRoot);
  return createApiSender(
    {
      name: 'aliyun',
      request: ({ to, text }) => {
        const call = {
          host,
          action: 'SendSms',
          version: '2017-05-25',
          query: {
            PhoneNumbers: to,
            SignName: signName,
            TemplateCode: templateCode,
            TemplateParam: JSON.stringify({ text: templateVariable(text) }),
          },
          now: deps.now(),
          nonce: Buffer.from(deps.randomBytes(16)).toString('hex'),
        };
        const { query, headers } = signAliyun(call, accessKeyId, accessKeySecret);
        return { url: `${origin}/?${query}`, init: { method: 'POST', headers } };
      },
      judge,
    },
    deps,
  );
}

/** A wrong key or signature comes as HTTP 4xx (not verified live): ours to mend, so it waits. */
function judge({ status, body }: Answer): Sent {
  const { data } = answered.safeParse(body);
  if (status !== 200 || !data) return { kind: 'later', reason: `aliyun: HTTP ${status}${data ? `, ${data.Code}` : ''}` };
  if (data.Code === 'OK') return accepted(data.BizId);
  return { kind: PASSING.has(data.Code) ? 'later' : 'refused', reason: `aliyun: ${data.Code}` };
}
