import { z } from 'zod';
import type { Sender } from '../../conversation/delivery.ts';
import type { ChannelDeps, WebhookChannel } from '../channel.ts';
import { isOneOf } from '../constant-time.ts';
import { formOf, textOf } from '../read-body.ts';
import { unproven, unreadable } from '../refusals.ts';
import { acknowledged, jsonReply } from './acknowledgement.ts';
import { isPersonal, normalNumber } from './citizen-number.ts';
import { readTemplate } from './forwarder-template.ts';
import { asMessage } from './incoming-sms.ts';
import { signaturesOf, WINDOW_SECONDS } from './shared-secret.ts';

export interface SmsForwarderSettings {
  readonly secrets: readonly string[];
}

const ID = 'smsforwarder';
/** The operator enters `"code":200` as what a success contains. */
const RECEIVED = jsonReply({ code: 200, msg: 'ok' });

const text = z.string().optional().catch(undefined);
/** The names of the default form, and those that operators give to the placeholders in a JSON template. */
const fields = z.object({
  timestamp: z.union([z.string().regex(/^\d{1,16}$/), z.int().nonnegative()]),
  sign: z.string().min(1).max(256),
  from: text,
  content: text,
  msg: text,
  org_content: text,
});
type Fields = z.infer<typeof fields>;

/**
 * SmsForwarder on the hotline's telephone: what citizens text to it. The signature stands in the body and covers only
 * time and secret, so it holds for any text while the window is open: it is the message's id, and the same one with
 * another text is refused. Source: SmsForwarder, WebhookUtils.kt.
 */
export function createSmsForwarderChannel(settings: SmsForwarderSettings, deps: ChannelDeps, sender: Sender | null): WebhookChannel {
  return {
    id: ID,
    sender,
    idIsSignature: true,
    async receive({ headers, body, now }) {
      // Its HTTP client always names the type; bytes without one are none of its own.
      const delivered = headers.has('content-type') ? readFields(body) : null;
      const id = delivered && provenSign(delivered, settings.secrets, now);
      if (!id) throw unproven();
      const { from: written } = delivered;
      const content = textIn(delivered);
      if (written === undefined && content === undefined) return acknowledged([], RECEIVED);
      if (written === undefined || content === undefined) throw unreadable();
      const from = normalNumber(written);
      if (!isPersonal(from)) return acknowledged([], RECEIVED);
      return acknowledged([await asMessage({ channel: ID, from, id, text: withoutTemplate(content, from) }, deps)], RECEIVED);
    },
  };
}

/** A form, or JSON when the operator's template begins with `{`. @returns null for what holds no signature, and so proves nothing */
function readFields(body: Uint8Array): Fields | null {
  const written = textOf(body);
  const content = /^\s*\{/.test(written) ? asJson(written) : Object.fromEntries(formOf(body));
  return fields.safeParse(content).data ?? null;
}

function asJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

/**
 * Base64, and URL-encoded before it is put into the form or the JSON; a template or a proxy may undo that once or twice.
 * @returns the signature in the one form that we keep, or null
 */
function provenSign({ sign, timestamp }: Fields, secrets: readonly string[], now: number): string | null {
  if (Math.abs(now - Number(timestamp)) > WINDOW_SECONDS * 1000) return null;
  const given = [sign, decoded(sign)].map((spelling) => spelling.replaceAll(' ', '+'));
  const valid = signaturesOf(secrets, (secret) => [`${timestamp}\n`, secret], 'base64');
  return valid.find((signature) => given.some((spelling) => isOneOf(spelling, [signature]))) ?? null;
}

function decoded(sign: string): string {
  try {
    return decodeURIComponent(sign);
  } catch {
    return sign;
  }
}

/** `[org_content]` is the SMS; `[content]` and `[msg]` are what the template made of it. */
function textIn({ org_content, content, msg }: Fields): string | undefined {
  const given = [org_content, content, msg].filter((value) => value !== undefined);
  return given.find((value) => value.trim() !== '') ?? given[0];
}

function withoutTemplate(content: string, from: string): string {
  const parts = readTemplate(content);
  return parts && normalNumber(parts.sender) === from ? parts.text : content;
}
