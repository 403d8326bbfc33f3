import type { Judgement } from '../detection/detector.ts';
import type { Library } from '../library/library.ts';
import type { CitizenCommand } from './citizen-commands.ts';
import { asEnded } from './ended.ts';
import { asAsked } from './follow-up.ts';
import { asCommanded, asConfessed, asEndangered, asPaidInPeace, asQuestion, asWhatAbout, atLeastYellow, inTalk } from './in-talk.ts';
import { asksForMoneyBack } from './second-scam.ts';
import type { ConversationState } from './state.ts';

/** What surrounds a message that was judged by itself. */
export interface Heard {
  readonly state: ConversationState;
  readonly command: CitizenCommand | null;
  /** Of a very long text only its ends were read. */
  readonly partly: boolean;
  /** He has lost something lately: who offers to get it back is watched for. */
  readonly guarded: boolean;
  readonly library: Library;
}

/**
 * A message's judgement as it is meant in this talk. In this order: whether a life is in danger decides before what is said in passing, a
 * loss told in passing before how the matter has ended, and what he orders in so many words stands over all of it.
 * @returns also whether he asks for the money that he has told of as lost
 */
export function hearInTalk(alone: Judgement, { state, command, partly, guarded, library }: Heard): Judgement & { asksBack: boolean } {
  const read = partly || alone.understanding.onlooker === 'counter' ? atLeastYellow(alone) : alone;
  const told = asEnded(asPaidInPeace(asConfessed(inTalk(asEndangered(asWhatAbout(read), state), state), state), state), state);
  const asksBack = (guarded || state.harmTold === true) && asksForMoneyBack(told);
  const asked = asAsked(asksBack ? asQuestion(told) : told, state, library);
  return { ...asCommanded(asked, command, state.escalation), asksBack };
}
