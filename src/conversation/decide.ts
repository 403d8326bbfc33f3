import { type Detector, unjudged } from '../detection/detector.ts';
import type { Verdict } from '../detection/verdict.ts';
import { isOptOut } from '../teaching/opt-out.ts';
import { cancelHuman } from './cancel-human.ts';
import type { Circumstances } from './circumstances.ts';
import { readCitizenCommand } from './citizen-commands.ts';
import {
  calledLine,
  composeHuman,
  composeSeveral,
  composeVerdict,
  composeWhy,
  dontOf,
  isCalled,
  label,
  type ReplyFacts,
  verifyLine,
} from './compose.ts';
import { composeEmergency, lifeOn } from './compose-emergency.ts';
import type { Decision, Escalation } from './decision.ts';
import { asEnded, sayEnded } from './ended.ts';
import { answerTo, asAsked, isObjection } from './follow-up.ts';
import { asCommanded, asConfessed, asEndangered, asQuestion, atLeastYellow, inHisLanguage, inTalk, SMALL_TALK } from './in-talk.ts';
import { replyOfIntent } from './intent-replies.ts';
import { alarmsFirst, followMatter, isWorse, leaveMatter, madeRed } from './matter.ts';
import { alsoTrick, asks, onlyAdds, type Passing, passingAnswer, sayInMatter, staysAsItIs } from './open-matter.ts';
import { asksForMoneyBack, headFor, secondScamIn } from './second-scam.ts';
import { type ConversationState, despairNow, isUrgent, type RunningCase, running, seesThem, whoHeIs } from './state.ts';
import { hasHappened, isEmergency, quietCallOf, reasonOf, urgencyOf } from './urgency.ts';
import { whoseIs } from './whose.ts';
import { lessonsStopped, tellWhereToJoin } from './without-text.ts';
import { createVoice } from './wording.ts';

/** What he says; of a very long text its first and last part. */
export interface Told {
  readonly text: string;
  readonly partly: boolean;
  /** Who had sent what he passes on, where the channel knows it. */
  readonly sender?: string | undefined;
}
/** Pure: the same state, text and circumstances always lead to the same decision. */
export function decide(detector: Detector, state: ConversationState, { text, partly, sender }: Told, around: Circumstances): Decision {
  const command = around.owned ? null : readCitizenCommand(text);
  const heard = inHisLanguage(detector.judge(text, sender), state);
  if (command === 'cancel-human') return cancelHuman(state, heard, around);
  if (command === 'join') return tellWhereToJoin(state, around);
  if (!around.owned && sender === undefined && isOptOut(text)) return lessonsStopped(state, around);
  const plain = asEndangered(partly || heard.understanding.onlooker === 'counter' ? atLeastYellow(heard) : heard, state, around.now);
  const said = asEnded(asConfessed(inTalk(plain, state), state), state, around.now);
  const asksBack = (around.guarded || state.harmTold === true) && asksForMoneyBack(said);
  const judgement = asCommanded(asAsked(asksBack ? asQuestion(said) : said, state, detector.library), command, state.escalation);
  const { understanding } = judgement;
  const second = around.guarded ? secondScamIn(judgement) : null;
  const nothingNew =
    asksBack ||
    understanding.ending === 'averted' ||
    (understanding.followUp !== null && state.matter !== null && judgement.verdict.colour !== 'red');
  const followed = nothingNew ? leaveMatter(state, judgement, around.now) : followMatter(detector, state, judgement, text, around.now);
  const seesNow = seesThem(understanding, state, around.now);
  const quiet = quietCallOf(judgement, state, followed, around.now);
  const urgency = urgencyOf(judgement, state) ?? quiet?.urgency ?? null;
  const escalation = urgency && {
    urgency,
    reason: understanding.escalate || quiet === null ? reasonOf(judgement) : quiet.reason,
    caseNumber: state.escalation?.caseNumber ?? around.newCaseNumber(),
  };
  const raised = second ? (followed.matter ?? { verdict: judgement.verdict, texts: [text], updatedAt: around.now }) : followed.matter;
  const matter = raised && (second || isEmergency(judgement) || seesNow) ? madeRed(raised, judgement) : raised;
  const next: ConversationState = {
    ...state,
    matter,
    ...despairNow(understanding, state),
    ...whoHeIs(understanding, state, around.now),
    harmTold: state.harmTold === true || hasHappened(understanding),
    watched: state.watched === true || understanding.watched,
    recent: followed.recent,
    escalation: escalation ? running(escalation, state.escalation) : state.escalation,
  };
  const whose = whoseIs(next);
  const voice = createVoice(judgement.verdict.language, around.toTraditional);
  const facts: ReplyFacts = {
    understanding,
    ...standing(next.escalation, around),
    partly,
    secondScam: second && headFor(second, judgement),
    ruling: matter?.ruling ?? null,
    whose,
    late: next.longAgo === true,
    followUp:
      understanding.exposed && matter && !isEmergency(judgement)
        ? voice.say('exposed')
        : isEmergency(judgement) && isObjection(understanding.followUp, detector.library) && !asks(judgement)
          ? null
          : answerTo(understanding.followUp, detector.library, voice, around),
  };
  // What is answered in red is red: somebody who acts on colours must see what the citizen reads.
  const verdict = matter?.verdict ?? null;
  const urgent = isUrgent(state.escalation) && next.longAgo !== true;
  const eraseLater = voice.say('eraseLater', { number: facts.caseNumber ?? '' });
  let passed = state.passed ?? 0;
  const reply = composeReply();
  // What he was promised is done, also when his case has to be closed first.
  const erase = understanding.erase && (next.escalation === null || reply === eraseLater);
  return { state: passed > 0 ? { ...next, passed } : next, reply, verdict, escalation, erase, cancelling: null, understanding };

  function composeReply(): string {
    const [library, answer] = [detector.library, facts.followUp];
    if (understanding.asksWhy)
      return verdict ? composeWhy({ ...verdict, language: voice.language }, library, voice, facts.ruling) : voice.say('whyNothing');
    if (staysWithLife()) return withLabel(withCase([lifeGoesOn(), next.despair ? facts.followUp : ''].filter(Boolean).join('\n')));
    if (understanding.despair || understanding.watched || seesNow || (isEmergency(judgement) && !(urgent && onlyAdds(judgement))))
      return composeEmergency(verdict ?? judgement.verdict, voice, facts);
    if (isEmergency(judgement)) return answer ? answerFollowUp(answer) : withLabel(inMatter('noted') ?? voice.say('urgentNoted'));
    if (asksBack) return withLabel(voice.say('recoveryAsked', { hotline: around.hotline }));
    if (second && verdict) return withCase(composeJudged(verdict));
    if (understanding.intent === 'human') return withLabel(composeHuman(voice, facts));
    if (isReadAlong()) return voice.say('watched');
    if (understanding.distress) return withLabel(next.despair ? lifeGoesOn() : voice.say('comfort'));
    const ended = sayEnded(understanding.ending, { whose, urgent, answered: facts.followUp !== null }, voice);
    if (ended) return withLabel(withCase(ended));
    if (answer !== null && !(verdict && alarmsFirst(verdict, state.matter))) return answerFollowUp(answer);
    if (understanding.asksAgain) return verdict ? composeVerdict(verdict, library, voice, facts) : voice.say('whyNothing');
    if (understanding.erase) return next.escalation ? eraseLater : voice.say('erased');
    const plain = withPage(withOffice(replyOfIntent(judgement, library, voice, around)));
    if (!followed.judged && (plain !== null || understanding.sum)) {
      const said = next.despair
        ? lifeGoesOn()
        : passingAnswer(judgement, plain, voice, (key) => (key === 'askThere' ? withOffice(inMatter(key)) : inMatter(key)));
      return verdict || next.despair ? withLabel(said) : said;
    }
    if (!verdict) return plain ?? voice.say('unsure');
    if (followed.recent.length > 1) return composeJudged(verdict);
    if (urgent && staysAsItIs(judgement, state.matter)) return withLabel(inMatter('noted') ?? voice.say('urgentNoted'));
    if (!followed.news && !isWorse(verdict, state.matter?.verdict ?? null)) {
      const again = verdict.colour === 'green' && state.matter ? withCase(voice.say('greenAgain')) : inMatter('again');
      if (again) return withLabel([again, urgent ? '' : verifyLine(verdict, library, voice)].filter(Boolean).join('\n'));
    }
    const trick = urgent ? null : alsoTrick(judgement, verdict, state.matter, library, voice);
    if (trick) return withLabel(withCase([trick, verifyLine(verdict, library, voice)].filter(Boolean).join('\n')));
    const corrected = followed.corrected ? `${voice.say('corrected')}\n` : '';
    return corrected + withCase(composeJudged(verdict));
  }

  /** With the one don't of the matter; null where none is open. */
  function inMatter(key: Passing): string | null {
    const said = sayInMatter(key, judgement, {
      verdict,
      urgent,
      lost: next.lost === true,
      whose,
      before: passed,
      library: detector.library,
      voice,
    });
    if (said === null) return null;
    passed += 1;
    return withCase(said);
  }

  /** Until an officer has closed his case, whatever he says of himself: life first. What he passes on is judged all the same. */
  function staysWithLife(): boolean {
    if ((!state.despair && !state.held) || state.escalation === null || next.watched === true || understanding.erase) return false;
    const himselfNow = understanding.despair && !understanding.despairOther && (!state.despair || state.despairOther === true);
    const graver = understanding.held || himselfNow || (understanding.despair && !state.despair);
    return !graver && (understanding.intent !== 'forward' || understanding.despair);
  }

  function lifeGoesOn(): string {
    if (!next.despair && next.held) return voice.say(next.held === 'other' ? 'heldOtherOn' : 'heldOn');
    const averted = understanding.ending === 'averted' && !understanding.despair;
    const before = state.escalation === null ? null : passed++;
    return lifeOn({ other: next.despairOther === true, averted, before }, voice);
  }

  /** An objection or a question, and not a word that makes it worse: the card again would tell him that nobody listens. */
  function answerFollowUp(answer: string): string {
    if (urgent) return withLabel(`${answer}\n${inMatter('answered') ?? withCase(voice.say('urgentNoted'))}`);
    const open = verdict !== null && verdict.colour !== 'green';
    return withLabel(withCase(open ? voice.say('followUp', { answer, dont: dontOf(verdict, detector.library, voice) }) : answer));
  }

  /** A human has been called, and he asks for nothing, or nothing clear: whoever watches him still learns nothing. What he asks is answered. */
  function isReadAlong(): boolean {
    if (next.watched !== true || next.escalation === null || !isCalled(facts)) return false;
    if (understanding.unsure && !understanding.erase && !understanding.asksAgain) return judgement.verdict.colour !== 'red';
    return !followed.judged && (understanding.distress || SMALL_TALK.has(understanding.intent));
  }

  function composeJudged(verdict: Verdict): string {
    return followed.recent.length > 1
      ? composeSeveral(verdict, followed.recent, detector.library, voice, facts)
      : composeVerdict(verdict, detector.library, voice, facts);
  }

  /** Who waits hears it again, with the number. */
  function withCase(text: string): string {
    return state.escalation || quiet ? `${text}\n${calledLine(voice, facts)}` : text;
  }

  /** "那真的去哪儿查" is answered with the office that he was told to be from. */
  function withOffice(text: string | null): string | null {
    if (text === null || urgent || understanding.intent !== 'knowledge') return text;
    const office = verifyLine(judgement.verdict, detector.library, voice) || (verdict ? verifyLine(verdict, detector.library, voice) : '');
    return office ? `${office}\n${text}` : text;
  }

  /** Who asks what is done with his words can read all of it. */
  function withPage(text: string | null): string | null {
    if (text === null || understanding.intent !== 'privacy' || around.helpPage === null) return text;
    return `${text}\n${voice.say('termsPage', { address: around.helpPage.replace(/\/help$/, '/privacy') })}`;
  }

  function withLabel(said: string): string {
    const text = understanding.ill ? `${voice.say('ill')}\n${said}` : said;
    return `${text}\n${label(judgement.verdict, voice)}`;
  }
}

/** When analysis fails: yellow, pay nothing, and a human looks at it. */
export function decideUnjudged(detector: Detector, state: ConversationState, text: string, around: Circumstances): Decision {
  const known = state.matter?.verdict;
  const verdict = known?.colour === 'red' ? known : unjudged(detector.library, text, state.speaks);
  const voice = createVoice(state.speaks ?? verdict.language, around.toTraditional);
  const escalation: Escalation = {
    urgency: 'P2',
    reason: 'analysis failed',
    caseNumber: state.escalation?.caseNumber ?? around.newCaseNumber(),
  };
  return {
    state: { ...state, escalation: running(escalation, state.escalation) },
    reply: `${voice.say('unsure')}\n${label(verdict, voice)}`,
    verdict,
    escalation,
    erase: false,
    cancelling: null,
    understanding: { intent: 'forward', stage: 'seen', despair: false, watched: false, forOther: false },
  };
}

/** The case as it stands with the answer that is being made. */
function standing(waiting: RunningCase | null, around: Circumstances) {
  return {
    duty: around.duty,
    hotline: around.hotline,
    caseNumber: waiting?.caseNumber ?? null,
    reached: waiting?.reached ?? false,
    ahead: waiting ? around.ahead(waiting.urgency) : 0,
  };
}
