import { z } from 'zod';
import { COLOURS } from '../library/schema.ts';
import { PROOFS } from '../storage/citizens/phone-proofs.ts';
import { URGENCIES } from '../storage/desk-schema.ts';

/** Every field is kept for years: what is added is optional, what changes its meaning gets another number. */
export const INPUTS_VERSION = 1;

const dutySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('staffed') }),
  z.object({ kind: z.literal('expected') }),
  z.object({
    kind: z.literal('closed'),
    from: z.object({ day: z.enum(['today', 'tomorrow']), hour: z.number(), minute: z.number() }).nullable(),
  }),
]);

const inputsSchema = z.object({
  v: z.literal(INPUTS_VERSION),
  /** Milliseconds since 1970 UTC. */
  now: z.number(),
  duty: dutySchema,
  hotline: z.string(),
  city: z.string(),
  helpPage: z.string().nullable(),
  /** How many wait before a case of P0, P1, P2, P3. */
  ahead: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  guarded: z.boolean(),
  owned: z.boolean(),
  /** Pictures and voice can be fetched from his channel. */
  fetched: z.boolean(),
  /** The case that ran already. */
  running: z
    .object({ urgency: z.enum(URGENCIES), caseNumber: z.string(), reached: z.boolean(), waiting: z.boolean(), kept: z.boolean() })
    .nullable(),
  /** The officer's verdict, where it was a new one. */
  ruling: z
    .object({ colour: z.enum(COLOURS), type: z.string().nullable(), at: z.number(), officer: z.string(), reason: z.string() })
    .nullable(),
  /** Id of the reply. */
  reply: z.string(),
  /** Drawn for a case of his, should it have been opened. */
  caseNumber: z.string().optional(),
  /** The analysis broke down, and he was answered yellow. */
  failed: z.literal(true).optional(),
  /** What a second reader named in the text. */
  readings: z.array(z.object({ signal: z.string(), quote: z.string() })).optional(),
  /** He tried what gets through: which rules he met was withheld. */
  probing: z.literal(true).optional(),
  /** The number or link alone that he sent was on the list of reported ones. */
  listed: z.object({ colour: z.enum(['red', 'yellow']), why: z.string(), language: z.literal('en').optional() }).optional(),
  /** He reads this language, whatever his words are written in. */
  speaks: z.literal('en').optional(),
  /** He sent the code of his registration, and what came of it. */
  proof: z.enum(PROOFS).optional(),
  /** An officer's words do not reach him where he asked from: a group, or a platform's menu key alone. */
  apart: z.enum(['group', 'tapped']).optional(),
  /** Nobody has told him yet what is done with his words, and his channel shows it nowhere else. */
  untold: z.literal(true).optional(),
  /**
   * What was remembered, where it does not follow from the turn before: null at the beginning; whole where nothing was kept of
   * the turns before.
   */
  before: z.record(z.string(), z.unknown()).nullable().optional(),
});

/**
 * Everything that an answer depends on besides the text, the release and the conversation so far. It is gathered before
 * anything is decided, and the decision is made from it alone; so what is kept of it leads to the same answer again.
 */
export type TurnInputs = Readonly<z.infer<typeof inputsSchema>>;

/** @returns null when they are of a kind that this program does not know */
export function readInputs(json: string): TurnInputs | null {
  try {
    return inputsSchema.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
