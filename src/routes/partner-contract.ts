import { z } from 'zod';
import { TYPE_IDS } from '../library/schema.ts';
import { LONGEST_FACTS, LONGEST_NAME, LONGEST_REFERENCE, LONGEST_REMARK, MOST_AMOUNT, MOST_IDENTIFIERS } from '../partners/lead-limits.ts';
import { telephoneNumber } from '../storage/telephone-number.ts';
import { textField } from './read-json.ts';

/** What partners send: a type, so that a message signed for one purpose serves no other, and its data. docs/partners.md. */
const CONTROLS = /[^\P{Cc}\t\n]/u;
const words = (most: number) =>
  textField
    .refine((text) => !CONTROLS.test(text), 'holds control characters')
    .transform((text) => text.trim())
    .refine((text) => text.length <= most, `may have ${most} characters at most`);
const said = (most: number) => words(most).refine((text) => text !== '', 'is empty');
const fen = z.int().min(0).max(MOST_AMOUNT).nullable();

const identifier = z.strictObject({
  kind: z.enum(['phone', 'link', 'account', 'app']),
  value: said(500),
  type: z.enum(TYPE_IDS).nullable().default(null),
});

export const leadData = z.strictObject({
  kind: z.enum(['two-card-risk', 'suspicious-withdrawal', 'suspicious-transfer', 'other']),
  tier: z.enum(['urgent', 'high', 'medium', 'low']),
  phone: said(40).refine((text) => telephoneNumber(text) !== null, 'is no telephone number'),
  name: words(LONGEST_NAME).default(''),
  type: z.enum(TYPE_IDS).nullable().default(null),
  facts: said(LONGEST_FACTS),
  identifiers: z.array(identifier).max(MOST_IDENTIFIERS).default([]),
});

export const answerData = z.strictObject({
  post: z.string().min(1).max(200),
  transferId: said(60),
  stopped: fen.default(null),
  ownShare: fen.default(null),
  othersShare: fen.default(null),
  returned: fen.default(null),
  refused: z.boolean().default(false),
  reason: words(LONGEST_REMARK).default(''),
  stopRef: words(LONGEST_REFERENCE).default(''),
  answeredAt: z.iso.datetime({ offset: true }).transform((time) => Date.parse(time)),
});

const timestamp = z.iso.datetime({ offset: true }).optional();
export const leadRequest = z.strictObject({ type: z.literal('lead.reported'), timestamp, data: leadData });
export const answerRequest = z.strictObject({ type: z.literal('stop.answered'), timestamp, data: answerData });
export const fetchRequest = z.strictObject({
  type: z.literal('posts.wanted'),
  timestamp,
  data: z.strictObject({ most: z.int().min(1).max(100).default(50) }).default({ most: 50 }),
});
export const receivedRequest = z.strictObject({
  type: z.literal('post.received'),
  timestamp,
  data: z.strictObject({ post: z.string().min(1).max(200), receipt: words(LONGEST_REMARK).default('') }),
});
