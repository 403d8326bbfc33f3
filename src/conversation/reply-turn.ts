import type { Judgement } from '../detection/detector.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import { calledLine, waitsLine } from './case-line.ts';
import type { Circumstances } from './circumstances.ts';
import { label, type ReplyFacts } from './compose.ts';
import type { Followed } from './matter.ts';
import { type ConversationState, isUrgent } from './state.ts';
import type { Voice } from './wording.ts';

/** All that a reply is made of: the message as it is meant in this talk, and the talk before it and after it. */
export interface ReplyTurn {
  readonly judgement: Judgement;
  readonly followed: Followed;
  readonly before: ConversationState;
  readonly next: ConversationState;
  /** Of the matter now spoken of; null where nothing has been judged. */
  readonly verdict: Verdict | null;
  readonly facts: ReplyFacts;
  /** He asks for the money that he has told of as lost. */
  readonly asksBack: boolean;
  /** It is somebody who promises to get back what he has lost. */
  readonly second: boolean;
  /** An officer is called by what he does not ask for. */
  readonly quiet: boolean;
  readonly library: Library;
  readonly voice: Voice;
  readonly around: Circumstances;
}

/** What is said, and what is remembered of having said it: only of what he really reads. */
export interface Said {
  readonly text: string;
  /** A stock sentence, to words that told nothing new. */
  readonly passes?: true;
  /** Name of the counsel that is given. */
  readonly tells?: string;
  /** It says that his words are deleted, or will be. */
  readonly erases?: true;
  /**
   * The matter's card, for whom has not read it yet. `shown`: this is it, or what stands for it in an emergency; `later`: these words are
   * of something graver, or of nothing in the matter.
   */
  readonly card?: 'shown' | 'later';
}

/** The same, in more words. */
export function inMoreWords(said: Said, words: (text: string) => string): Said {
  return { ...said, text: words(said.text) };
}

/** His case is one in which money, a code or a life is at stake now. */
export function isUrgentNow({ before, next }: ReplyTurn): boolean {
  return isUrgent(before.escalation) && next.longAgo !== true;
}

/** Who waits hears it again, with the number. */
export function withCase({ before, quiet, voice, facts }: ReplyTurn, said: Said): Said {
  if (before.escalation) return inMoreWords(said, (text) => `${text}\n${waitsLine(voice, facts)}`);
  return quiet ? inMoreWords(said, (text) => `${text}\n${calledLine(voice, facts)}`) : said;
}

/** Behind what is no card: by which release it was said. */
export function withLabel({ judgement, voice }: ReplyTurn, said: Said): Said {
  const ill = judgement.understanding.ill ? `${voice.say('ill')}\n` : '';
  return inMoreWords(said, (text) => `${ill}${text}\n${label(judgement.verdict, voice)}`);
}
