import type { Judgement } from '../detection/detector.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Library } from '../library/library.ts';
import { inPlace, type Place } from './intent-replies.ts';
import type { ConversationState } from './state.ts';
import type { Voice } from './wording.ts';

/** What people ask or object in the middle of a talk, where the library has a short answer to it. */

/**
 * The follow-up stays where it can be meant, and then nobody is called because a model takes it for a wish for somebody: "别打电话给我
 * 家里人". Who has lost something objects to nothing.
 */
export function asAsked(judgement: Judgement, { matter }: ConversationState, library: Library): Judgement {
  const { understanding, verdict } = judgement;
  const followUp = library.followUps.find(({ id }) => id === understanding.followUp);
  if (!followUp) return judgement;
  const open = matter !== null && matter.verdict.colour !== 'green';
  const { despair, watched, realDissuasion, correction, exposed, wantsHuman } = understanding;
  const somethingElse = despair || watched || realDissuasion || correction || exposed || wantsHuman;
  const passedOn = understanding.intent === 'forward' && (!open || verdict.colour === 'red');
  const lost = isHarmed(understanding.stage) && (followUp.asked === 'open' || understanding.intent === 'emergency');
  const nothingOpen = followUp.asked === 'open' && !open;
  if (somethingElse || passedOn || lost || nothingOpen) return { ...judgement, understanding: { ...understanding, followUp: null } };
  if (understanding.intent !== 'human') return judgement;
  const calmly = { intent: understanding.calm, escalate: false };
  return { ...judgement, understanding: { ...understanding, ...calmly }, verdict: { ...verdict, ...calmly } };
}

export function answerTo(id: string | null, library: Library, voice: Voice, place: Place): string | null {
  const followUp = library.followUps.find((one) => one.id === id);
  return followUp ? inPlace(voice.pick(followUp.reply), place) : null;
}
