import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Finding } from './finding.ts';

/** Asks a platform whether it takes our keys. Null where the settings have none to ask with. */
interface Probe {
  readonly url: string;
  readonly headers?: Record<string, string>;
}

const PROBES: Readonly<Record<string, (config: Config) => Probe | null>> = {
  // A new token ends the one before after some minutes; a running server notices and fetches its own.
  wechat: ({ WECHAT_API_ROOT, WECHAT_APP_ID, WECHAT_APP_SECRET }) =>
    WECHAT_APP_SECRET === ''
      ? null
      : {
          url: `${WECHAT_API_ROOT}/cgi-bin/token?${query({ grant_type: 'client_credential', appid: WECHAT_APP_ID, secret: WECHAT_APP_SECRET })}`,
        },
  wecom: ({ WECOM_API_ROOT, WECOM_CORP_ID, WECOM_KF_SECRET }) =>
    WECOM_KF_SECRET === ''
      ? null
      : { url: `${WECOM_API_ROOT}/cgi-bin/gettoken?${query({ corpid: WECOM_CORP_ID, corpsecret: WECOM_KF_SECRET })}` },
  telegram: ({ TELEGRAM_API_ROOT, TELEGRAM_BOT_TOKEN }) => ({ url: `${TELEGRAM_API_ROOT}/bot${TELEGRAM_BOT_TOKEN}/getMe` }),
  twilio: ({ TWILIO_API_ROOT, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN }) => ({
    url: `${TWILIO_API_ROOT}/2010-04-01/Accounts/${encodeURIComponent(TWILIO_ACCOUNT_SID)}.json`,
    headers: { authorization: `Basic ${Buffer.from(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN[0] ?? ''}`).toString('base64')}` },
  }),
};

const answer = z.looseObject({ errcode: z.number().optional(), ok: z.boolean().optional() }).catch({});

/** @param channels ids of those that are switched on */
export async function probe(config: Config, channels: Iterable<string>, fetchIt: typeof fetch): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const channel of channels) {
    const asked = PROBES[channel]?.(config);
    if (asked) findings.push({ channel, ...(await ask(asked, fetchIt)) });
  }
  return findings;
}

/** Says codes alone: the address holds the secret, and the platform's words may repeat it. */
async function ask({ url, headers = {} }: Probe, fetchIt: typeof fetch): Promise<Pick<Finding, 'state' | 'text'>> {
  try {
    const response = await fetchIt(url, { headers, redirect: 'error' });
    const { errcode = 0, ok = true } = answer.parse(await response.json().catch(() => ({})));
    if (response.ok && errcode === 0 && ok) return { state: 'works', text: 'the platform takes our keys' };
    return {
      state: 'missing',
      text: `the platform does not take our keys: HTTP ${response.status}${errcode === 0 ? '' : `, code ${errcode}`}`,
    };
  } catch {
    return { state: 'missing', text: 'the platform cannot be reached from here' };
  }
}

function query(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString();
}
