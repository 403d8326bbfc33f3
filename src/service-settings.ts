import { z } from 'zod';
import { setting } from './setting.ts';

const daysOf = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((days) => days >= min && days <= max, `must be from ${min} to ${max}`);

const days = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'must be a whole number from 1 to 9999')
  .transform(Number);
const LIST_SOURCES: readonly string[] = ['report', 'closing', 'stop-lead', 'import', 'partner'];

/** Settings of registration, dissuasion, stop-loss, partners and the index. */
export const SERVICE_SETTINGS = {
  CITIZEN_SMS_NUMBER: setting(
    z.string().regex(/^\+?[0-9]{0,20}$/, 'must be a number as it is dialled'),
    '',
    'our number that citizens text their registration code to; empty: they are told to ring the hotline instead',
  ),
  // The list of reported numbers: docs/lookups.md.
  LOOKUP_PHONE_DAYS: setting(days, '180', 'days that a report of a telephone number counts; numbers are given to others'),
  LOOKUP_LINK_DAYS: setting(days, '365', 'days that a report of a link counts'),
  LOOKUP_ACCOUNT_DAYS: setting(days, '730', 'days that a report of an account counts'),
  LOOKUP_APP_DAYS: setting(days, '365', 'days that a report of an app counts'),
  LOOKUP_RED_SOURCES: setting(
    z
      .string()
      .transform((names) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
      )
      .refine((names) => names.every((name) => LIST_SOURCES.includes(name)), `must be some of ${LIST_SOURCES.join(', ')}`),
    'closing,stop-lead,import',
    "what makes a hit red by itself: an officer's closing, a stop lead, an import, a partner; anything else is yellow",
  ),
  LOOKUP_RED_REPORTS: setting(
    z
      .string()
      .regex(/^(?:off|[1-9]\d{0,3})$/, 'must be a whole number from 1 to 9999, or off')
      .transform((text) => (text === 'off' ? null : Number(text))),
    'off',
    'so many reports of citizens make a hit red; off: reports alone are never more than yellow',
  ),
  // Partners: docs/partners.md.
  PARTNER_KEEP_DAYS: setting(days, '180', 'days after which what was exchanged with partners is forgotten; that it was, and why, stays'),
  PARTNER_PRIVATE_ADDRESSES: setting(
    z.enum(['off', 'on']).transform((text) => text === 'on'),
    'off',
    'on: posts to partners may go to addresses of private networks, and by plain HTTP to this machine',
  ),
  STOP_LEAD_KEEP_DAYS: setting(
    daysOf(1, 3650),
    '180',
    'days that a closed stop lead can be read; its key is destroyed then, sums and times stay',
  ),
  STOP_EVIDENCE_KEEP_DAYS: setting(daysOf(1, 3650), '30', 'days that pictures and slips of a closed stop lead are kept'),
  STOP_LEAD_SILENT_DAYS: setting(daysOf(1, 3650), '60', 'days without news after which an answered stop lead is closed by the program'),
  // Safety advisors: docs/advisors.md.
  PEOPLE_PER_ADVISOR: setting(
    z
      .string()
      .regex(/^\d+$/, 'must be a whole number')
      .transform(Number)
      .refine((people) => people >= 50 && people <= 5000, 'must be from 50 to 5000'),
    '300',
    'people that one safety advisor looks after; from half as many again on he has too many',
  ),
  // Dissuasion: docs/dissuasion.md.
  WARNINGS_SECRET: setting(
    z.string().regex(/^(?:whsec_[A-Za-z0-9+/]{32,100}={0,2})?$/, 'must be whsec_ and at least 24 bytes in base64'),
    '',
    'what calls of /api/v1/warnings are signed with, after Standard Webhooks; empty: it is closed',
    { secret: true },
  ),
  WARNINGS_SMS_CHANNEL: setting(
    z
      .string()
      .trim()
      .regex(/^[a-z0-9-]*$/, 'must be the name of a channel'),
    '',
    'channel that sends warned people an SMS, such as twilio or tencent; empty: whoever has no channel of his own is rung',
  ),
  METRICS_TOKEN: setting(
    z.string().regex(/^(?:\S{16,})?$/, 'needs at least 16 characters without blanks'),
    '',
    'what /metrics is read with (Authorization: Bearer …); empty: on this machine alone, and not through a proxy',
    { secret: true },
  ),
  WARNING_KEEP_DAYS: setting(daysOf(1, 3650), '365', 'days that a closed warning tells whom it was about; figures stay'),
  // How long things are kept: docs/privacy.md.
  KEEP_MESSAGES_DAYS: setting(
    daysOf(30, 3650),
    '180',
    "days after somebody's last word on which his consult is erased; nothing of his may be under way",
  ),
  KEEP_CASES_DAYS: setting(daysOf(30, 3650), '1095', 'the same where an officer had a case of his: days after it was closed'),
  KEEP_WORK_DAYS: setting(
    daysOf(30, 3650),
    '180',
    'days that hand-over sheets, bulletins, new scripts, reports of builds and decided objections are kept',
  ),
  // Trade partner check: docs/merchants.md.
  TRADE_CHECK_LEGAL_BASIS: setting(
    z.string().trim().max(300, 'must have 300 characters at most'),
    '',
    'legal basis of the check of trade partners, as merchants read it; empty: the check is off and its pages do not exist',
  ),
} as const;
