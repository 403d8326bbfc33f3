import { dontOf } from './compose.ts';
import { heldGoesOn, lifeOn } from './compose-emergency.ts';
import { sayCounsel } from './counsel.ts';
import { type OpenMatter, type Passing, sayInMatter } from './open-matter.ts';
import { inMoreWords, isUrgentNow, type ReplyTurn, type Said, withCase, withLabel } from './reply-turn.ts';

/** A follow-up of less than this probability is the wrong one more often than not (the gate's: 21 right, 27 wrong). */
const HARDLY_ASKED = 0.3;

/** What his scheme's counsel has for it, else a stock sentence with the one don't of the matter; null where none is open. */
export function inMatter(turn: ReplyTurn, key: Passing): Said | null {
  const counsel = counselled(turn, key);
  if (counsel) return counsel;
  const text = sayInMatter(key, turn.judgement, openMatter(turn));
  return text === null ? null : withCase(turn, { text, passes: true });
}

/** Advice of his scheme for what he says; null where there is none left, or none is called for. */
export function counselled(turn: ReplyTurn, key: Passing | 'called'): Said | null {
  const { judgement, before } = turn;
  const { intent, passedOn } = judgement.understanding;
  // What others have written calls for nothing: "余额" in his bank's notice is no word of his.
  if (intent === 'forward' && passedOn) return null;
  const counsel = sayCounsel(key, judgement, openMatter(turn), before.told ?? []);
  return counsel && withCase(turn, { text: counsel.said, tells: counsel.name });
}

function openMatter(turn: ReplyTurn): OpenMatter {
  const { verdict, before, next, facts, library, voice } = turn;
  const urgent = isUrgentNow(turn);
  return {
    verdict,
    urgent,
    lost: next.lost === true,
    dissuading: next.matter?.dissuading === true,
    verified: next.matter?.verified === true && !urgent,
    whose: facts.whose,
    policeKnow: next.policeKnow === true,
    before: before.passed ?? 0,
    library,
    voice,
  };
}

/** What is not surely asked gives way to what his words call for in his scheme. */
export function answerAsked(turn: ReplyTurn, answer: string): Said {
  const counsel = turn.judgement.analysis.askedSure < HARDLY_ASKED ? counselled(turn, 'called') : null;
  return withLabel(turn, counsel ?? answerFollowUp(turn, answer));
}

/** An objection or a question, and not a word that makes it worse: the card again would tell him that nobody listens. */
function answerFollowUp(turn: ReplyTurn, answer: string): Said {
  const { verdict, library, voice } = turn;
  if (isUrgentNow(turn)) {
    const goesOn = inMatter(turn, 'answered') ?? withCase(turn, { text: voice.say('urgentNoted') });
    return inMoreWords(goesOn, (text) => `${answer}\n${text}`);
  }
  const open = verdict !== null && verdict.colour !== 'green';
  return withCase(turn, { text: open ? voice.say('followUp', { answer, dont: dontOf(verdict, library, voice) }) : answer });
}

/** He, or whom he speaks of, may end his life, or is held: what is said as long as that stays so. */
export function lifeGoesOn({ judgement, before, next, voice }: ReplyTurn): Said {
  const { ending, danger } = judgement.understanding;
  const passed = before.passed ?? 0;
  if (!next.despair && next.held) return { text: heldGoesOn(next.held, passed, voice), passes: true };
  const averted = ending === 'averted' && danger?.kind !== 'despair';
  const on = (times: number | null): string => lifeOn({ other: next.despairOther === true, averted, before: times }, voice);
  return before.escalation === null ? { text: on(null) } : { text: on(passed), passes: true };
}
