import type { Judgement } from '../detection/detector.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import { calledLine, composeHuman, isCalled, waitsLine } from './case-line.ts';
import type { Circumstances } from './circumstances.ts';
import { composeSeveral, composeVerdict, composeWhy, dontOf, label, type ReplyFacts, verifyLine } from './compose.ts';
import { composeEmergency, heldGoesOn, lifeOn } from './compose-emergency.ts';
import { sayCounsel } from './counsel.ts';
import { sayEnded } from './ended.ts';
import { asksToPay, SMALL_TALK } from './in-talk.ts';
import { replyOfIntent } from './intent-replies.ts';
import { alarmsFirst, type Followed, isWorse } from './matter.ts';
import {
  alsoTrick,
  isSameScheme,
  type OpenMatter,
  onlyAdds,
  type Passing,
  passingAnswer,
  sayInMatter,
  staysAsItIs,
} from './open-matter.ts';
import { type ConversationState, isUrgent, seesThem } from './state.ts';
import { pageBeside } from './surroundings.ts';
import { isEmergency } from './urgency.ts';
import type { Voice } from './wording.ts';

/** All that a reply is made of: the message as it is meant in this talk, and the talk before it and after it. */
export interface Turn {
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

export interface Reply {
  readonly text: string;
  /** What he reads says that his words are deleted, or will be: then they are. */
  readonly erases: boolean;
  /** How often words that told nothing new were answered with a stock sentence in his open matters, this one included. */
  readonly passed: number;
  /** The counsel that he has been given by now, this one's included. */
  readonly told: readonly string[];
}

/** A follow-up of less than this probability is the wrong one more often than not (the gate's: 21 right, 27 wrong). */
const HARDLY_ASKED = 0.3;

/** A talk longer than this many pieces of counsel may hear its first again. */
const MOST_TOLD = 60;

/** The one answer to a message: what is graver is answered first, what tells nothing new last. Pure. */
export function composeReply(turn: Turn): Reply {
  const { judgement, followed, before, next, verdict, facts, asksBack, second, quiet, library, voice, around } = turn;
  const { understanding } = judgement;
  const { danger } = understanding;
  const despairs = danger?.kind === 'despair';
  const answer = facts.followUp;
  const urgent = isUrgent(before.escalation) && next.longAgo !== true;
  let passed = before.passed ?? 0;
  let told = before.told ?? [];
  let erases = false;
  const text = chooseReply();
  return { text, erases, passed, told };

  function chooseReply(): string {
    if (understanding.asksWhy)
      return verdict ? composeWhy({ ...verdict, language: voice.language }, library, voice, facts.ruling) : voice.say('whyNothing');
    if (staysWithLife()) return withLabel(withCase([lifeGoesOn(), next.despair ? answer : ''].filter(Boolean).join('\n')));
    const sees = seesThem(understanding, before);
    if (despairs || understanding.watched || sees || (isEmergency(judgement) && !(urgent && onlyAdds(judgement))))
      return composeEmergency(verdict ?? judgement.verdict, voice, facts);
    if (isEmergency(judgement)) return answer ? answerAsked(answer) : withLabel(inMatter('noted') ?? voice.say('urgentNoted'));
    if (asksBack) return withLabel(voice.say('recoveryAsked', { hotline: around.hotline }));
    if (second && verdict) return withCase(composeJudged(verdict));
    if (understanding.intent === 'human') return withLabel(composeHuman(voice, facts));
    if (isReadAlong()) return voice.say('watched');
    if (understanding.distress) return withLabel(next.despair ? lifeGoesOn() : voice.say('comfort'));
    if (understanding.erase) return sayErased();
    const ended = sayEnded(
      understanding.ending,
      { whose: facts.whose, urgent, policeKnow: next.policeKnow === true, answered: answer !== null },
      voice,
    );
    if (ended) return withLabel(withCase(ended));
    if (answer !== null && !(verdict && alarmsFirst(verdict, before.matter))) return answerAsked(answer);
    if (understanding.asksAgain) return verdict ? composeVerdict(verdict, library, voice, facts) : voice.say('whyNothing');
    if (urgent && understanding.intent === 'thanks' && !understanding.sum) {
      const goesOn = inMatter('goOn');
      if (goesOn) return withLabel(`${voice.say('thanksUrgent')}${goesOn}`);
    }
    const plain = withPage(withOffice(replyOfIntent(judgement, library, voice, around)));
    if (!followed.judged && (plain !== null || understanding.sum)) {
      const said = next.despair
        ? lifeGoesOn()
        : passingAnswer(judgement, plain, voice, (key) => (key === 'askThere' ? withOffice(inMatter(key)) : inMatter(key)));
      return verdict || next.despair ? withLabel(said) : said;
    }
    return verdict ? sayJudged(verdict) : (plain ?? voice.say('unsure'));
  }

  /** Something was judged: the whole card where it says something new, a line where it does not. */
  function sayJudged(judged: Verdict): string {
    if (followed.recent.length > 1) return withCase(composeJudged(judged));
    if (urgent && staysAsItIs(judgement, before.matter)) return withLabel(inMatter('noted') ?? voice.say('urgentNoted'));
    if (!followed.news && !isWorse(judged, before.matter?.verdict ?? null)) {
      const open = judged.colour !== 'green' || before.matter !== null;
      const again = open ? inMatter(judged.colour !== 'green' && asksToPay(judgement) ? 'payNot' : 'again') : null;
      if (again) return withLabel([again, urgent ? '' : verifyLine(judged, library, voice)].filter(Boolean).join('\n'));
    }
    if (!urgent && isSameScheme(judgement, judged, before.matter)) {
      const trick = alsoTrick(judgement, judged, library, voice);
      const counsel = counselled(trick === null ? 'noted' : 'called');
      if (counsel) return withLabel(counsel);
      if (trick) return withLabel(withCase([trick, verifyLine(judged, library, voice)].filter(Boolean).join('\n')));
    }
    const corrected = followed.corrected ? `${voice.say('corrected')}\n` : '';
    return corrected + withCase(composeJudged(judged));
  }

  /** What cannot be undone is done where he reads it, and nowhere else. While a case is open it waits for its end. */
  function sayErased(): string {
    erases = true;
    return next.escalation ? voice.say('eraseLater', { number: facts.caseNumber ?? '' }) : voice.say('erased');
  }

  function openMatter(): OpenMatter {
    const [lost, dissuading, verified] = [next.lost === true, next.matter?.dissuading === true, next.matter?.verified === true];
    return {
      verdict,
      urgent,
      lost,
      dissuading,
      verified: verified && !urgent,
      whose: facts.whose,
      policeKnow: next.policeKnow === true,
      before: passed,
      library,
      voice,
    };
  }

  /** What his scheme's counsel has for it, else a stock sentence with the one don't of the matter; null where none is open. */
  function inMatter(key: Passing): string | null {
    const counsel = counselled(key);
    if (counsel) return counsel;
    const said = sayInMatter(key, judgement, openMatter());
    if (said === null) return null;
    passed += 1;
    return withCase(said);
  }

  function counselled(key: Passing | 'called'): string | null {
    // What others have written calls for nothing: "余额" in his bank's notice is no word of his.
    if (understanding.intent === 'forward' && understanding.passedOn) return null;
    const counsel = sayCounsel(key, judgement, openMatter(), told);
    if (counsel === null) return null;
    told = [...told, counsel.name].slice(-MOST_TOLD);
    return withCase(counsel.said);
  }

  /** Until an officer has closed his case, whatever he says of himself: life first. What he passes on is judged all the same. */
  function staysWithLife(): boolean {
    if ((!before.despair && !before.held) || before.escalation === null || next.watched === true || understanding.erase) return false;
    const himselfNow = despairs && !danger.other && (!before.despair || before.despairOther === true);
    const graver = danger?.kind === 'held' || himselfNow || (despairs && !before.despair);
    return !graver && (understanding.intent !== 'forward' || despairs);
  }

  function lifeGoesOn(): string {
    if (!next.despair && next.held) return heldGoesOn(next.held, passed++, voice);
    const averted = understanding.ending === 'averted' && !despairs;
    const times = before.escalation === null ? null : passed++;
    return lifeOn({ other: next.despairOther === true, averted, before: times }, voice);
  }

  /** What is not surely asked gives way to what his words call for in his scheme. */
  function answerAsked(answered: string): string {
    const counsel = judgement.analysis.askedSure < HARDLY_ASKED ? counselled('called') : null;
    return counsel === null ? answerFollowUp(answered) : withLabel(counsel);
  }

  /** An objection or a question, and not a word that makes it worse: the card again would tell him that nobody listens. */
  function answerFollowUp(answered: string): string {
    if (urgent) return withLabel(`${answered}\n${inMatter('answered') ?? withCase(voice.say('urgentNoted'))}`);
    const open = verdict !== null && verdict.colour !== 'green';
    return withLabel(withCase(open ? voice.say('followUp', { answer: answered, dont: dontOf(verdict, library, voice) }) : answered));
  }

  /** A human has been called, and he asks for nothing, or nothing clear: whoever watches him still learns nothing. What he asks is answered. */
  function isReadAlong(): boolean {
    if (next.watched !== true || next.escalation === null || !isCalled(facts)) return false;
    if (understanding.unsure && !understanding.erase && !understanding.asksAgain) return judgement.verdict.colour !== 'red';
    return !followed.judged && (understanding.distress || SMALL_TALK.has(understanding.intent));
  }

  function composeJudged(judged: Verdict): string {
    return followed.recent.length > 1
      ? composeSeveral(judged, followed.recent, library, voice, facts)
      : composeVerdict(judged, library, voice, facts);
  }

  /** Who waits hears it again, with the number. */
  function withCase(said: string): string {
    if (before.escalation) return `${said}\n${waitsLine(voice, facts)}`;
    return quiet ? `${said}\n${calledLine(voice, facts)}` : said;
  }

  /** "那真的去哪儿查" is answered with the office that he was told to be from. */
  function withOffice(said: string | null): string | null {
    if (said === null || urgent || understanding.intent !== 'knowledge') return said;
    const office = verifyLine(judgement.verdict, library, voice) || (verdict ? verifyLine(verdict, library, voice) : '');
    return office ? `${office}\n${said}` : said;
  }

  /** Who asks what is done with his words can read all of it. */
  function withPage(said: string | null): string | null {
    if (said === null || understanding.intent !== 'privacy' || around.helpPage === null) return said;
    return `${said}\n${voice.say('termsPage', { address: pageBeside(around.helpPage, 'privacy') })}`;
  }

  function withLabel(said: string): string {
    const whole = understanding.ill ? `${voice.say('ill')}\n${said}` : said;
    return `${whole}\n${label(judgement.verdict, voice)}`;
  }
}
