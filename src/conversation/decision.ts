import type { Understanding } from '../detection/intent.ts';
import type { Language } from '../detection/language.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Urgency } from '../storage/desk-schema.ts';
import type { ConversationState } from './state.ts';

/** What the bot has made of a message, before anything is stored. */
export interface Decision {
  readonly state: ConversationState;
  readonly reply: string;
  /** That the reply is written in. */
  readonly language: Language;
  /** The colour of the matter now spoken of; null where nothing has been judged. */
  readonly verdict: Verdict | null;
  readonly escalation: Escalation | null;
  /** His data is to be destroyed once this is answered. */
  readonly erase: boolean;
  /** He has taken back that he wants a human: his case ends, or its officer is told of it. */
  readonly cancelling: 'cancelled' | 'told' | null;
  readonly understanding: Pick<Understanding, 'intent' | 'stage' | 'danger' | 'watched' | 'forOther'>;
}
export interface Escalation {
  readonly urgency: Urgency;
  readonly reason: string;
  readonly caseNumber: string;
}
