import { z } from 'zod';
import type { Sender, Sent } from '../../../conversation/delivery.ts';
import { forSms } from '../segments.ts';
import { type Answer, accepted, createApiSender, type SenderDeps } from './api-sender.ts';

export interface TwilioSenderSettings {
  readonly accountSid: string;
  /** The first one signs us in. */
  readonly authTokens: readonly string[];
  /** Our number in E.164. */
  readonly from: string;
  readonly apiRoot?: string;
  /** Where Twilio reports what became of a message; empty: nowhere. */
  readonly statusCallback?: string;
}

const created = z.looseObject({ sid: z.string().min(1).max(64) });
/** Five digits so far, as 21211 (no such number) or 21610 (he has sent STOP). */
const failed = z.looseObject({ code: z.int().min(1).max(999_999) });

/**
 * Twilio's documentation, "Messages resource: Create a Message" and "Twilio API responses". Not tried against the live
 * platform.
 */
export function createTwilioSender(settings: TwilioSenderSettings, deps: SenderDeps): Sender {
  const { accountSid, authTokens, from, apiRoot = 'https://api.twilio.com', statusCallback = '' } = settings;
  const url = `${apiRoot.replace(/\/$/, '')}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
  const basic = Buffer.from(`${accountSid}:${authTokens[0] ?? ''}`).toString('base64');
  return createApiSender(
    {
      name: 'twilio',
      request: ({ to, text }) => ({
        url,
        init: {
          method: 'POST',
          headers: { authorization: `Basic ${basic}` },
          body: new URLSearchParams({ To: to, From: from, Body: forSms(text), ...(statusCallback && { StatusCallback: statusCallback }) }),
        },
      }),
      judge,
    },
    deps,
  );
}

function judge({ status, body }: Answer): Sent {
  if (status === 201) return accepted(created.safeParse(body).data?.sid);
  const code = failed.safeParse(body).data?.code;
  const reason = `twilio: HTTP ${status}${code === undefined ? '' : `, code ${code}`}`;
  // 401 and 403 are faults of our settings: an operator mends them, and the message shall still go out.
  const final = status >= 400 && status < 500 && ![401, 403, 429].includes(status);
  return { kind: final ? 'refused' : 'later', reason };
}
