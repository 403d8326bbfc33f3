import { type Detector, unjudged } from '../detection/detector.ts';
import { stopsLessons } from '../teaching/opt-out.ts';
import { cancelHuman } from './cancel-human.ts';
import { calledLine, waitsLine } from './case-line.ts';
import type { Circumstances } from './circumstances.ts';
import { readCitizenCommand } from './citizen-commands.ts';
import { head, label, type ReplyFacts } from './compose.ts';
import { composeReply } from './compose-reply.ts';
import type { Decision, Escalation } from './decision.ts';
import { answerTo, isObjection } from './follow-up.ts';
import { hearInTalk } from './hear-in-talk.ts';
import { asks, inHisLanguage } from './in-talk.ts';
import { alarmsFirst, followMatter, leaveMatter } from './matter.ts';
import { tellsOfPolice } from './police-told.ts';
import { madeRed, stillDissuading } from './raised-matter.ts';
import { headFor, offeredBack, secondScamIn } from './second-scam.ts';
import { asOf, type ConversationState, despairNow, type Matter, type RunningCase, running, seesThem, whoHeIs } from './state.ts';
import { hasHappened, isEmergency, quietCallOf, reasonOf, urgencyOf } from './urgency.ts';
import { whoseIs } from './whose.ts';
import { lessonsStopped, tellWhereToJoin } from './without-text.ts';
import { wordedIn } from './worded-in.ts';
import { createVoice } from './wording.ts';

/** What he says; of a very long text its first and last part. */
export interface Told {
  readonly text: string;
  readonly partly: boolean;
  /** Who had sent what he passes on, where the channel knows it. */
  readonly sender?: string | undefined;
}
/** Pure: the same state, text and circumstances always lead to the same decision. */
export function decide(detector: Detector, remembered: ConversationState, { text, partly, sender }: Told, around: Circumstances): Decision {
  const { library } = detector;
  const { guarded, now } = around;
  const heard = inHisLanguage(detector.judge(text, { sender }), remembered);
  const state = asOf(remembered, now);
  const command = around.owned ? null : readCitizenCommand(heard.analysis.normalized.text);
  if (command === 'cancel-human') return cancelHuman(remembered, heard, around);
  if (command === 'join') return tellWhereToJoin(remembered, heard.verdict.language, around);
  // Where an officer speaks it is done all the same (handle-message.ts), and the words are his.
  if (!around.owned && stopsLessons(text, sender)) return lessonsStopped(remembered, heard.verdict.language, around);
  const judgement = hearInTalk(heard, { state, command, partly, guarded, library });
  const { understanding, asksBack } = judgement;
  const second = guarded ? secondScamIn(judgement) : state.harmTold ? offeredBack(judgement) : null;
  const nothingNew =
    asksBack ||
    understanding.ending === 'averted' ||
    (understanding.followUp !== null && state.matter !== null && judgement.verdict.colour !== 'red');
  const followed = nothingNew ? leaveMatter(state, judgement, now) : followMatter(detector, state, judgement, text, now);
  const urgency = urgencyOf(judgement, state);
  const quiet = urgency === null ? quietCallOf(judgement, state, followed) : null;
  const call = urgency === null ? quiet : { urgency, reason: reasonOf(judgement) };
  const escalation = call && { ...call, caseNumber: state.escalation?.caseNumber ?? around.newCaseNumber() };
  const raised = second ? (followed.matter ?? { verdict: judgement.verdict, texts: [text], updatedAt: now }) : followed.matter;
  const sees = seesThem(understanding, state);
  const judged = raised && (second || isEmergency(judgement) || sees) ? madeRed(raised, judgement) : raised;
  const matter = judged && stillDissuading(judged, state.matter, understanding);
  const next: ConversationState = {
    ...state,
    matter,
    ...despairNow(understanding, state),
    ...whoHeIs(understanding, state),
    harmTold: state.harmTold === true || hasHappened(understanding),
    policeKnow:
      (state.policeKnow === true && state.escalation !== null) ||
      (understanding.ownWords && tellsOfPolice(judgement.analysis.normalized.text)),
    watched: state.watched === true || understanding.watched,
    recent: followed.recent,
    escalation: escalation ? running(escalation, state.escalation) : state.escalation,
  };
  const voice = createVoice(judgement.verdict.language, around.toTraditional);
  const verdict = matter && wordedIn(matter.verdict, library, voice);
  const facts: ReplyFacts = {
    understanding,
    ...standing(next.escalation, around),
    partly,
    secondScam: second && headFor(second, judgement),
    ruling: matter?.ruling ?? null,
    whose: whoseIs(next),
    late: next.longAgo === true,
    followUp:
      understanding.exposed && matter && !isEmergency(judgement)
        ? voice.say('exposed')
        : isEmergency(judgement) && isObjection(understanding.followUp, library) && !asks(judgement)
          ? null
          : answerTo(understanding.followUp, library, voice, around),
  };
  const reply = composeReply({
    ...{ judgement, followed, before: state, next, verdict, facts, asksBack, library, voice, around },
    second: second !== null,
    quiet: quiet !== null,
  });
  const { text: said, erases: erase, passed, told, shown } = reply;
  const { unread: _, ...read } = next;
  const unread = around.owned ? isUnread(state, matter) : next.unread === true && matter !== null && !shown;
  const spoken = { ...read, ...(passed > 0 && { passed }), ...(told.length > 0 && { told }), ...(unread && { unread }) };
  return { state: spoken, reply: said, language: voice.language, verdict, escalation, erase, cancelling: null, understanding };
}

/** The bot is silent: does the matter look worse than he was told? */
function isUnread({ unread, matter: before }: ConversationState, matter: Matter | null): boolean {
  return matter !== null && matter.verdict.colour !== 'green' && (unread === true || alarmsFirst(matter.verdict, before));
}

/** When analysis fails: yellow, or red as it was; pay nothing, and a human looks at it. */
export function decideUnjudged(detector: Detector, remembered: ConversationState, text: string, around: Circumstances): Decision {
  const { library } = detector;
  const state = asOf(remembered, around.now);
  const known = state.matter?.verdict;
  const verdict = known?.colour === 'red' ? known : unjudged(library, text, state.speaks);
  const voice = createVoice(state.speaks ?? verdict.language, around.toTraditional);
  const escalation: Escalation = {
    urgency: 'P2',
    reason: 'analysis failed',
    caseNumber: state.escalation?.caseNumber ?? around.newCaseNumber(),
  };
  const waiting = running(escalation, state.escalation);
  const called = (state.escalation ? waitsLine : calledLine)(voice, standing(waiting, around));
  const read = known === verdict ? `${head(verdict, library, voice)}\n${voice.say('unread')}` : voice.say('unsureCalled');
  return {
    state: { ...state, escalation: waiting },
    reply: [read, called, label(verdict, voice)].join('\n'),
    language: voice.language,
    verdict,
    escalation,
    erase: false,
    cancelling: null,
    understanding: { intent: 'forward', stage: 'seen', danger: null, watched: false, forOther: false },
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
