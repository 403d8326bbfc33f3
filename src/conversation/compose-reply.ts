import type { Verdict } from '../detection/verdict.ts';
import { composeHuman, isCalled } from './case-line.ts';
import { composeSeveral, composeVerdict, composeWhy, verifyLine } from './compose.ts';
import { composeEmergency } from './compose-emergency.ts';
import { sayEnded } from './ended.ts';
import { asksToPay, SMALL_TALK, tellsLittle } from './in-talk.ts';
import { replyOfIntent } from './intent-replies.ts';
import { alarmsFirst, isWorse } from './matter.ts';
import { alsoTrick, isSameScheme, onlyAdds, passingAnswer, staysAsItIs } from './open-matter.ts';
import { inMoreWords, isUrgentNow, type ReplyTurn, type Said, withCase, withLabel } from './reply-turn.ts';
import { answerAsked, counselled, inMatter, lifeGoesOn } from './say-in-talk.ts';
import { seesThem } from './state.ts';
import { pageBeside } from './surroundings.ts';
import { isEmergency } from './urgency.ts';

export interface Reply {
  readonly text: string;
  /** What he reads says that his words are deleted, or will be: then they are. */
  readonly erases: boolean;
  /** How often words that told nothing new were answered with a stock sentence in his open matters, this one included. */
  readonly passed: number;
  /** The counsel that he has been given by now, this one's included. */
  readonly told: readonly string[];
  /** He reads the whole card of the matter with it, or what stands for it in an emergency. */
  readonly shown: boolean;
}

/** A talk longer than this many pieces of counsel may hear its first again. */
const MOST_TOLD = 60;

/** The one answer to a message, and what is remembered of it. Pure. */
export function composeReply(turn: ReplyTurn): Reply {
  const { text, passes, tells, erases, card } = owedCard(turn, chooseReply(turn));
  const { passed = 0, told = [] } = turn.before;
  return {
    text,
    erases: erases === true,
    passed: passed + (passes ? 1 : 0),
    told: tells === undefined ? told : [...told, tells].slice(-MOST_TOLD),
    shown: card === 'shown',
  };
}

/**
 * What he was not told while an officer spoke with him, he reads with the first answer in the matter; in place of words that say less of it.
 * Where something has gone meanwhile, that is 110, and not the card of what only looks like a scam.
 */
function owedCard(turn: ReplyTurn, said: Said): Said {
  const { before, verdict, judgement } = turn;
  const owes = before.unread === true && verdict !== null && verdict.colour !== 'green';
  if (!owes || said.card !== undefined || judgement.understanding.intent === 'privacy') return said;
  if (isUrgentNow(turn)) return { text: composeEmergency(verdict, turn.voice, turn.facts), card: 'shown' };
  return withCase(turn, composeJudged(turn, verdict));
}

/** A life is in danger still: of the matter he reads later. */
function stillLife(turn: ReplyTurn): Said {
  return { ...lifeGoesOn(turn), card: 'later' };
}

/** What is graver is answered first, what tells nothing new last. */
function chooseReply(turn: ReplyTurn): Said {
  const { judgement, followed, before, next, verdict, facts, library, voice, around } = turn;
  const { understanding } = judgement;
  const { danger, intent } = understanding;
  const answer = facts.followUp;
  const urgent = isUrgentNow(turn);
  const emergency = isEmergency(judgement);
  const plainly = (text: string): Said => ({ text });
  if (understanding.asksWhy)
    return plainly(verdict ? composeWhy({ ...verdict, language: voice.language }, library, voice, facts.ruling) : voice.say('whyNothing'));
  if (staysWithLife(turn)) {
    const goesOn = inMoreWords(stillLife(turn), (text) => [text, next.despair ? answer : ''].filter(Boolean).join('\n'));
    return withLabel(turn, withCase(turn, goesOn));
  }
  if (
    danger?.kind === 'despair' ||
    understanding.watched ||
    seesThem(understanding, before) ||
    (emergency && !(urgent && onlyAdds(judgement)))
  )
    return { text: composeEmergency(verdict ?? judgement.verdict, voice, facts), card: 'shown' };
  if (emergency) return answer ? answerAsked(turn, answer) : withLabel(turn, inMatter(turn, 'noted') ?? plainly(voice.say('urgentNoted')));
  if (turn.asksBack) return { ...withLabel(turn, plainly(voice.say('recoveryAsked', { hotline: around.hotline }))), card: 'later' };
  if (turn.second && verdict) return withCase(turn, composeJudged(turn, verdict));
  if (intent === 'human') return { ...withLabel(turn, plainly(composeHuman(voice, facts))), card: 'later' };
  if (isReadAlong(turn)) return { text: voice.say('watched'), card: 'later' };
  if (understanding.distress) return withLabel(turn, next.despair ? stillLife(turn) : { text: voice.say('comfort'), card: 'later' });
  if (understanding.erase) return sayErased(turn);
  const ended = sayEnded(
    understanding.ending,
    { whose: facts.whose, urgent, policeKnow: next.policeKnow === true, answered: answer !== null },
    voice,
  );
  if (ended) return withLabel(turn, withCase(turn, plainly(ended)));
  if (understanding.asksWhatNow && verdict === null && !next.despair) return withCase(turn, plainly(voice.say('whatHappened')));
  if (answer !== null && !(verdict && alarmsFirst(verdict, before.matter))) return answerAsked(turn, answer);
  if (understanding.asksAgain)
    return verdict ? { text: composeVerdict(verdict, library, voice, facts), card: 'shown' } : plainly(voice.say('whyNothing'));
  const thanked = urgent && intent === 'thanks' && !understanding.sum ? inMatter(turn, 'goOn') : null;
  if (thanked)
    return withLabel(
      turn,
      inMoreWords(thanked, (text) => `${voice.say('thanksUrgent')}${text}`),
    );
  const plain = replyOfIntent(judgement, library, voice, around);
  const said = plain === null ? null : withPage(turn, withOffice(turn, plainly(plain)));
  if (!followed.judged && (said !== null || understanding.sum)) {
    const passing = next.despair ? stillLife(turn) : passingAnswer(judgement, said, voice, (key) => sayPassing(turn, key));
    return verdict || next.despair ? withLabel(turn, passing) : passing;
  }
  return verdict ? sayJudged(turn, verdict) : (said ?? plainly(voice.say('unsure')));
}

function sayPassing(turn: ReplyTurn, key: Parameters<typeof inMatter>[1]): Said | null {
  const said = inMatter(turn, key);
  return said && key === 'askThere' ? withOffice(turn, said) : said;
}

/** Something was judged: the whole card where it says something new, a line where it does not. */
function sayJudged(turn: ReplyTurn, judged: Verdict): Said {
  const { judgement, followed, before, library, voice } = turn;
  const urgent = isUrgentNow(turn);
  if (followed.recent.length > 1) return withCase(turn, composeJudged(turn, judged));
  if (urgent && staysAsItIs(judgement, before.matter))
    return withLabel(turn, inMatter(turn, 'noted') ?? { text: voice.say('urgentNoted') });
  const worse = isWorse(judged, before.matter?.verdict ?? null);
  // What he has found to be true is not held against him again for what he goes on to ask or tell of it.
  const checked = turn.next.matter?.verified === true && tellsLittle(judgement);
  if ((!followed.news || checked) && !worse) {
    const open = judged.colour !== 'green' || before.matter !== null;
    const again = open ? inMatter(turn, judged.colour !== 'green' && asksToPay(judgement) ? 'payNot' : 'again') : null;
    const office = urgent ? '' : verifyLine(judged, library, voice);
    if (again)
      return withLabel(
        turn,
        inMoreWords(again, (text) => [text, office].filter(Boolean).join('\n')),
      );
  }
  if (!urgent && isSameScheme(judgement, judged, before.matter)) {
    const trick = alsoTrick(judgement, judged, library, voice);
    const counsel = counselled(turn, trick === null ? 'noted' : 'called');
    if (counsel) return withLabel(turn, counsel);
    const text = [trick, verifyLine(judged, library, voice)].filter(Boolean).join('\n');
    if (trick) return withLabel(turn, withCase(turn, { text }));
  }
  const corrected = followed.corrected ? `${voice.say('corrected')}\n` : '';
  return inMoreWords(withCase(turn, composeJudged(turn, judged)), (text) => corrected + text);
}

function composeJudged({ followed, facts, library, voice }: ReplyTurn, judged: Verdict): Said {
  return {
    card: 'shown',
    text:
      followed.recent.length > 1
        ? composeSeveral(judged, followed.recent, library, voice, facts)
        : composeVerdict(judged, library, voice, facts),
  };
}

/** What cannot be undone is done where he reads it, and nowhere else. While a case is open it waits for its end. */
function sayErased({ next, facts, voice }: ReplyTurn): Said {
  const text = next.escalation ? voice.say('eraseLater', { number: facts.caseNumber ?? '' }) : voice.say('erased');
  return { text, erases: true, card: 'later' };
}

/** Until an officer has closed his case, whatever he says of himself: life first. What he passes on is judged all the same. */
function staysWithLife({ judgement, before, next }: ReplyTurn): boolean {
  const { danger, erase, intent } = judgement.understanding;
  if ((!before.despair && !before.held) || before.escalation === null || next.watched === true || erase) return false;
  const despairs = danger?.kind === 'despair';
  const himselfNow = despairs && !danger.other && (!before.despair || before.despairOther === true);
  const graver = danger?.kind === 'held' || himselfNow || (despairs && !before.despair);
  return !graver && (intent !== 'forward' || despairs);
}

/** A human has been called, and he asks for nothing, or nothing clear: whoever watches him still learns nothing. What he asks is answered. */
function isReadAlong({ judgement, followed, next, facts }: ReplyTurn): boolean {
  const { unsure, erase, asksAgain, distress, intent } = judgement.understanding;
  if (next.watched !== true || next.escalation === null || !isCalled(facts)) return false;
  if (unsure && !erase && !asksAgain) return judgement.verdict.colour !== 'red';
  return !followed.judged && (distress || SMALL_TALK.has(intent));
}

/** "那真的去哪儿查" is answered with the office that he was told to be from. */
function withOffice(turn: ReplyTurn, said: Said): Said {
  const { judgement, verdict, library, voice } = turn;
  if (isUrgentNow(turn) || judgement.understanding.intent !== 'knowledge') return said;
  const office = verifyLine(judgement.verdict, library, voice) || (verdict ? verifyLine(verdict, library, voice) : '');
  return office ? inMoreWords(said, (text) => `${office}\n${text}`) : said;
}

/** Who asks what is done with his words can read all of it. */
function withPage({ judgement, voice, around }: ReplyTurn, said: Said): Said {
  const { helpPage } = around;
  if (judgement.understanding.intent !== 'privacy' || helpPage === null) return said;
  return inMoreWords(said, (text) => `${text}\n${voice.say('termsPage', { address: pageBeside(helpPage, 'privacy') })}`);
}
