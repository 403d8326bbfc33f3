import { z } from 'zod';
import type { Sender, Sent } from '../../../conversation/delivery.ts';
import { type Answer, accepted, createApiSender, type SenderDeps } from './api-sender.ts';
import { platformCode, platformId } from './platform-code.ts';
import { templateVariable } from './template-variable.ts';
import { signTencent } from './tencent-signature.ts';

export interface TencentSenderSettings {
  readonly secretId: string;
  readonly secretKey: string;
  readonly sdkAppId: string;
  /** The approved signature (短信签名), without brackets. */
  readonly signName: string;
  /** An approved template with the one variable {1}. */
  readonly templateId: string;
  readonly region?: string;
  readonly apiRoot?: string;
}

const failed = z.looseObject({ Response: z.looseObject({ Error: z.looseObject({ Code: platformCode }) }) });
const answered = z.looseObject({
  Response: z.looseObject({ SendStatusSet: z.tuple([z.looseObject({ Code: platformCode, SerialNo: platformId })], z.unknown()) }),
});
/** Too many just now, for the number or for our account; keys that an operator must mend; or a fault of theirs, which comes with HTTP 200 here. */
const PASSING = /^(?:AuthFailure(?:\.|$)|(?:Request)?LimitExceeded(?:\.|$)|InternalError(?:$|\.Timeout$))/;

/**
 * Tencent Cloud's documentation, "SendSms" of 2021-01-11 and 短信 API 3.0 发送错误码. A number may have +86, 86 or nothing
 * in front. Not tried against the live platform.
 */
export function createTencentSender(settings: TencentSenderSettings, deps: SenderDeps): Sender {
  const { secretId, secretKey, sdkAppId, signName, templateId, region = 'ap-guangzhou' } = settings;
  const { host, origin } = new URL(settings.apiRoot ?? 'https://sms.tencentcloudapi.com');
  return createApiSender(
    {
      name: 'tencent',
      request: ({ to, text }) => {
        const body = JSON.stringify({
          PhoneNumberSet: [to],
          SmsSdkAppId: sdkAppId,
          SignName: signName,
          TemplateId: templateId,
          TemplateParamSet: [templateVariable(text)],
        });
        const call = { service: 'sms', host, action: 'SendSms', version: '2021-01-11', region, body, now: deps.now() };
        return { url: `${origin}/`, init: { method: 'POST', headers: signTencent(call, secretId, secretKey), body } };
      },
      judge,
    },
    deps,
  );
}

function judge({ status, body }: Answer): Sent {
  const ours = answered.safeParse(body).data?.Response.SendStatusSet[0];
  const code = ours?.Code ?? failed.safeParse(body).data?.Response.Error.Code;
  if (status !== 200 || code === undefined) return { kind: 'later', reason: `tencent: HTTP ${status}${code ? `, ${code}` : ''}` };
  if (ours?.Code === 'Ok') return accepted(ours.SerialNo);
  return { kind: PASSING.test(code) ? 'later' : 'refused', reason: `tencent: ${code}` };
}
