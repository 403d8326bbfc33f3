import { z } from 'zod';
import { DANGER_IDS, ENDING_IDS, WHOSE_IDS } from './label-ids.ts';
import { COLOURS, INTENT_IDS, line, STAGES, TYPE_IDS } from './schema.ts';

/** The rows of `scam-patterns/corpus/` and of the measuring sets' forwards and chats: what the models are taught by. */

export const forwardRowSchema = z.strictObject({
  text: line,
  kind: z.enum(['scam', 'legit', 'marketing', 'illegal']),
  type: z.enum(TYPE_IDS).optional(),
});
export const chatRowSchema = z.strictObject({
  text: line,
  intent: z.enum(INTENT_IDS),
  colour: z.enum(COLOURS).nullable(),
  type: z.enum(TYPE_IDS).nullish(),
  stage: z.enum(STAGES).optional(),
  /** Said in the middle of a conversation: it teaches what somebody wants; its colour is the conversation's. */
  part: z.literal(true).optional(),
  /** Left out: nobody has said, and it teaches nothing of it. */
  whose: z.enum(WHOSE_IDS).optional(),
  /** As `whose`. */
  ending: z.enum(ENDING_IDS).optional(),
  /** As `whose`. */
  danger: z.enum(DANGER_IDS).optional(),
});
/** What people type who ask for none of the follow-ups. */
export const asideRowSchema = z.strictObject({ text: line, kind: z.literal('aside') });

/**
 * What teaches nothing but whose matter it is, how it ends, or whether a life is in danger: rows of people at work or of rare kin would
 * else also teach, by their mere number, how likely it is that somebody needs an officer.
 */
export const labelRowSchema = z
  .strictObject({
    text: line,
    kind: z.literal('label'),
    whose: z.enum(WHOSE_IDS).optional(),
    ending: z.enum(ENDING_IDS).optional(),
    danger: z.enum(DANGER_IDS).optional(),
  })
  .refine(({ whose, ending, danger }) => whose ?? ending ?? danger, 'a row of the kind label has one of whose, ending, danger');

export type ForwardRow = z.infer<typeof forwardRowSchema>;
export type ChatRow = z.infer<typeof chatRowSchema>;
export type AsideRow = z.infer<typeof asideRowSchema>;
export type LabelRow = z.infer<typeof labelRowSchema>;
