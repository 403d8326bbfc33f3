import { z } from 'zod';
import { bilingual, id, line } from './schema.ts';

/** What people ask or object once they have heard a verdict. */

/** In the middle of a talk, about what was said before; or at any time, because it is about us or about something that he did;
 * or only where no red or yellow matter is open, because what it asks for has been told there. */
const ASKED_WHEN = ['open', 'always', 'closed'] as const;

/** Fewer wordings of a question teach no model what is asked. */
const FEWEST_QUESTIONS = 12;

export const followUpSchema = z.strictObject({
  id,
  title: line,
  asked: z.enum(ASKED_WHEN),
  /** Untrue once money, a code or something else has left his hands, however it was asked. */
  unlessLost: z.boolean().optional(),
  /** What he tells of by asking is no loss by itself: for these words alone nobody is called. */
  calm: z.boolean().optional(),
  /** Who asks this speaks of what he does himself, and not of what he sees. */
  own: z.boolean().optional(),
  reply: bilingual,
  /** It is known by these alone: they train the model. */
  examples: z.strictObject({ positive: z.array(line).min(FEWEST_QUESTIONS), negative: z.array(line).min(3) }),
});

export type FollowUp = z.infer<typeof followUpSchema>;
