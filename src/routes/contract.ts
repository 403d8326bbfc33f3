import { z } from 'zod';
import { LONGEST_JUDGED } from '../conversation/clip-text.ts';
import { AppError } from '../errors.ts';
import { COLOURS, INTENT_IDS, STAGES, TYPE_IDS } from '../library/schema.ts';
import { textField } from './read-json.ts';

/** The public contract as schemas: what requests must be, and what `/api/v1/openapi.json` says of them. */

export const MAX_BATCH_ITEMS = 1000;
const MAX_ID = 200;

const judgedText = textField
  .refine((text) => text.trim() !== '', { message: 'is empty: send the text to be judged' })
  .meta({ description: `the text to be judged, 1 to ${LONGEST_JUDGED} UTF-16 units; longer is 413` });
const sender = z.string().max(64).meta({ description: 'the sender as shown on the phone; may raise suspicion, never lower it' });

export const checkRequest = z.strictObject({ text: judgedText, sender: sender.optional() });
export const batchRequest = z.strictObject({
  items: z.array(z.unknown()).min(1).max(MAX_BATCH_ITEMS).meta({ description: 'up to 1,000 items {id?, text, sender?}' }),
});
export const batchItem = z.strictObject({ id: z.string().max(MAX_ID).optional(), text: judgedText, sender: sender.optional() });
export const chatRequest = z.strictObject({
  conversation: z.string().max(MAX_ID).optional().meta({ description: 'token of the conversation; left out: a new one; unknown: 404' }),
  text: textField.refine((text) => text.trim() !== '', { message: 'is empty: send a message' }),
  clientMessageId: z
    .string()
    .min(1)
    .max(MAX_ID)
    .optional()
    .meta({ description: 'your id of the message: the same id with the same text gets the same answer, with another text 409' }),
});

const reason = z.object({
  kind: z.enum(['signal', 'pattern', 'link', 'classifier']),
  id: z.string(),
  quote: z.string(),
  start: z.int().meta({ description: 'UTF-16 units of the given text; in /chat of all that was told of the matter, a line each' }),
  end: z.int(),
  why: z.string(),
});
export const checkAnswer = z.object({
  id: z.string().meta({ description: 'hash of text, sender and release' }),
  verdict: z.enum(COLOURS).meta({ description: 'green is never an approval of a payment' }),
  score: z.number().min(0).max(1).meta({ description: 'calibrated probability that it is a scam; in steps of 0.1 without an API key' }),
  type: z.object({ id: z.enum(TYPE_IDS), title: z.string() }).nullable(),
  stage: z.enum(STAGES),
  intent: z.enum(INTENT_IDS),
  escalate: z.boolean(),
  reasons: z.array(reason),
  advice: z.object({ dont: z.string(), now: z.array(z.string()), numbers: z.array(z.string()) }),
  reply: z.string(),
  libraryVersion: z.string(),
  engineVersion: z.string(),
});
export const chatAnswer = z.object({
  conversation: z.string(),
  messages: z.array(z.object({ id: z.string(), author: z.literal('bot'), text: z.string(), verdict: checkAnswer.optional() })),
  status: z.enum(['pending', 'open', 'resolved']),
  escalated: z.boolean(),
});
export const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** @throws AppError 413 `text.too-long` */
export function refuseTooLong(text: string): void {
  if (text.length > LONGEST_JUDGED)
    throw new AppError('text.too-long', `the text may have ${LONGEST_JUDGED} characters at most; send its important part`, 413);
}
