import type { Judgement } from '../detection/detector.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Library } from '../library/library.ts';
import type { Stage } from '../library/schema.ts';
import { inPlace, type Place } from './intent-replies.ts';
import type { ConversationState } from './state.ts';
import type { Voice } from './wording.ts';

/** What people ask or object in the middle of a talk, where the library has a short answer to it. */

/**
 * The follow-up stays where it can be meant, and then nobody is called because a model takes it for a wish for somebody: "别打电话给我
 * 家里人". Who has lost something objects to nothing, and is not told that nothing is lost because his balance is still there.
 */
export function asAsked(judgement: Judgement, { matter, lost: before }: ConversationState, library: Library): Judgement {
  const { understanding, verdict } = judgement;
  const open = matter !== null && matter.verdict.colour !== 'green';
  const known = (wanted: string | null) => library.followUps.find(({ id }) => id === wanted);
  const first = known(understanding.followUp);
  const unaskable = open ? 'closed' : 'open';
  const followUp = first?.asked === unaskable ? (known(understanding.followUpElse) ?? first) : first;
  if (!followUp) return judgement;
  const { danger, watched, realDissuasion, correction, exposed, wantsHuman, erase } = understanding;
  const somethingElse = danger || watched || realDissuasion || correction || exposed || wantsHuman || erase;
  const passedOn = understanding.intent === 'forward' && (!open || verdict.colour === 'red');
  const surely = understanding.surelyAsked && followUp === first && followUp.asked !== 'open';
  const lost = isHarmed(understanding.stage) && !surely && (followUp.asked === 'open' || understanding.intent === 'emergency');
  const untrue = followUp.unlessLost === true && before === true;
  const elsewhere = followUp.asked === unaskable;
  // A first card is long enough for who may have asked something else.
  const perhaps = !open && verdict.colour === 'red' && !understanding.surelyAsked;
  if (somethingElse || passedOn || lost || untrue || elsewhere || perhaps)
    return { ...judgement, understanding: { ...understanding, followUp: null } };
  const himself = surely && followUp.own === true ? ({ own: true, forOther: false, onlooker: null } as const) : {};
  const answered = { ...understanding, ...himself, followUp: followUp.id };
  const namesSum = judgement.analysis.entities.all.some(({ kind }) => kind === 'amount');
  const calm = surely && followUp.calm === true && !namesSum && !GRAVE.has(understanding.stage);
  if (understanding.intent !== 'human' && !(calm && understanding.escalate)) return { ...judgement, understanding: answered };
  const calmly = { intent: calm ? 'advice' : understanding.calm, escalate: false } as const;
  const seen = calm ? ({ stage: 'seen' } as const) : {};
  return { ...judgement, understanding: { ...answered, ...calmly, ...seen }, verdict: { ...verdict, ...calmly, ...seen } };
}

/** Whoever speaks of these besides has lost something, whatever he asks. */
const GRAVE: ReadonlySet<Stage> = new Set(['paid', 'gave-code', 'gathered', 'borrowed', 'fetching-cash', 'sharing', 'installed']);

/** What is said against a warning. In an emergency a word that looks like one is none; a question is answered all the same. */
export function isObjection(id: string | null, library: Library): boolean {
  return library.followUps.some((one) => one.id === id && one.asked === 'open');
}

export function answerTo(id: string | null, library: Library, voice: Voice, place: Place): string | null {
  const followUp = library.followUps.find((one) => one.id === id);
  return followUp ? inPlace(voice.pick(followUp.reply), place) : null;
}
