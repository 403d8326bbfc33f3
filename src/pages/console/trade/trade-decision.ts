import type { Context } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage } from '../language.tsx';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';

const LONGEST = 500;

export interface Decision {
  readonly form: string;
  readonly answer: string;
  readonly note: string;
  /** Said beside the reason; null: it can be taken. */
  readonly problem: string | null;
}

/** @param answers the buttons @param needReason those that do not go without a word why */
export async function readDecision(
  deps: PageDeps,
  context: Context,
  answers: readonly string[],
  needReason: readonly string[],
): Promise<Decision> {
  const words = TRADE_DESK_WORDS[deskLanguage(context)];
  const { form, answer = '', note = '' } = await typedFields(context);
  const isChosen = answers.length === 0 || answers.includes(answer);
  const isLong = note.length > LONGEST || (needReason.includes(answer) && note === '');
  return { form: formIdOf(form) ?? deps.newId(), answer, note, problem: !isChosen ? words.choose : isLong ? words.needReason : null };
}
