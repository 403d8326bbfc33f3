import type { Judgement } from '../detection/detector.ts';
import { isHarmed } from '../detection/stage.ts';
import type { Verdict } from '../detection/verdict.ts';
import type { Library } from '../library/library.ts';
import type { IntentId } from '../library/schema.ts';
import { dontOf, isDoubtful, nextOf, reasonsLine } from './compose.ts';
import { asks, asksToPay, missesThePoint } from './in-talk.ts';
import type { Said } from './reply-turn.ts';
import type { Matter } from './state.ts';
import { movesTheirMoney, type Whose } from './whose.ts';
import type { Voice } from './wording.ts';

/** What is answered in an open matter to words that tell nothing new of it. */
export type Passing = 'noted' | 'notFollowed' | 'goOn' | 'askThere' | 'again' | 'answered' | 'payNot';

export interface OpenMatter {
  readonly verdict: Verdict | null;
  /** Money, a code or a life is at stake in the case that waits. */
  readonly urgent: boolean;
  /** Something has left his hands already. */
  readonly lost: boolean;
  /** Somebody who says that he is police has only told him to stop. */
  readonly dissuading: boolean;
  /** He has checked it himself, and it is true, as far as he says. */
  readonly verified: boolean;
  readonly whose: Whose;
  /** 110 has been told of it. */
  readonly policeKnow: boolean;
  /** How often he was answered so before: the same sentence four times sounds as if nobody were there. */
  readonly before: number;
  readonly library: Library;
  readonly voice: Voice;
}

/** With the one don't of the matter, or what matters most in an emergency; null where none is open. */
export function sayInMatter(key: Passing, judgement: Judgement, matter: OpenMatter): string | null {
  const { verdict, urgent, dissuading, library, voice } = matter;
  if (verdict === null) return null;
  if (verdict.colour === 'green' || matter.verified) return sayInGreen(key, judgement, matter);
  if (dissuading && !urgent && key !== 'payNot') return voice.say(inTurn(DISSUASION, matter));
  if (!urgent && TOLD_IN_DOUBT.has(matter.whose) && isDoubtful(verdict, library) && key !== 'payNot')
    return voice.say(inDoubt(key, judgement, matter));
  if (!urgent) return voice.say(calmly(key, matter), { dont: dontOf(verdict, library, voice), next: nextOf(verdict, library, voice) });
  return [voice.say(inEmergency(key, judgement, matter)), freezeLine(judgement.verdict, library, voice)].filter(Boolean).join('\n');
}

/** Nothing looks bad: what he asks of it, adds to it or closes it with. Everything else is answered as if nothing were open. */
function sayInGreen(key: Passing, judgement: Judgement, matter: OpenMatter): string | null {
  const { voice } = matter;
  if (key === 'goOn' && judgement.understanding.stage === 'paid') return voice.say('greenPaid');
  if (key === 'again') return voice.say(asks(judgement) ? 'greenAsked' : inTurn(GREEN_AGAIN, matter));
  if (key === 'notFollowed' || key === 'askThere') return voice.say('greenAsked');
  if (key === 'noted') return voice.say('greenGoOn');
  return key === 'goOn' && judgement.understanding.intent === 'smalltalk' ? voice.say('greenGoOn') : null;
}

type Sentence = Parameters<Voice['say']>[0];
type Turns = readonly [Sentence, ...Sentence[]];

/** What is said to whom in an emergency: while nothing is lost as far as he says, and after; `asked` to a question, `goOn` to a pause. */
interface Sentences {
  readonly notYet: Turns;
  readonly lost: Turns;
  readonly asked: Sentence;
  readonly goOn?: Sentence;
}
const SCENE: Turns = ['sceneOn', 'sceneOnOther'];
const IN_EMERGENCY: Readonly<Record<Whose, Sentences>> = {
  himself: {
    notYet: ['urgentNoted', 'urgentStop'],
    lost: ['urgentNoted', 'urgentNotedBank', 'urgentNotedProof'],
    asked: 'urgentAsked',
    goOn: 'urgentGoOn',
  },
  child: { notYet: ['urgentChild'], lost: ['urgentChild'], asked: 'urgentChild' },
  other: { notYet: ['otherNoted', 'forOtherOn'], lost: ['otherLost', 'otherNoted', 'urgentNotedProof'], asked: 'otherAsked' },
  counter: { notYet: ['counterOn', 'counterOnOther'], lost: ['counterLost', 'counterOnOther'], asked: 'counterAsked' },
  scene: { notYet: SCENE, lost: SCENE, asked: 'sceneAsked' },
};
const RUNNER: Turns = ['runnerOn', 'runnerOnOther'];
const RUNNER_OF_HIS: Turns = ['runnerOtherOn', 'runnerOtherMore'];
const OF_RUNNERS: Readonly<Partial<Record<Whose, Sentences>>> = {
  himself: { notYet: RUNNER, lost: RUNNER, asked: 'runnerAsked' },
  other: { notYet: RUNNER_OF_HIS, lost: RUNNER_OF_HIS, asked: 'runnerOtherAsked' },
};

const POLICE_KNOW: Readonly<Partial<Record<Whose, Turns>>> = {
  himself: ['policeKnow', 'policeKnowMore'],
  other: ['policeKnowOther', 'policeKnowOtherMore'],
  counter: ['policeKnowCounter'],
};

function inEmergency(key: Passing, judgement: Judgement, matter: OpenMatter): Sentence {
  const runner = matter.verdict !== null && movesTheirMoney(matter.verdict) ? OF_RUNNERS[matter.whose] : undefined;
  const said = runner ?? IN_EMERGENCY[matter.whose];
  if (key === 'payNot') return key;
  if (key === 'askThere' || (key !== 'answered' && asks(judgement))) return said.asked;
  const known = matter.policeKnow && !runner ? POLICE_KNOW[matter.whose] : undefined;
  if (known) return inTurn(known, matter);
  if (key === 'goOn' && said.goOn) return said.goOn;
  return inTurn(matter.lost ? said.lost : said.notYet, matter);
}

/** Of what may be harmless as well nobody is told to stop a person, nor how a swindler goes on. */
function inDoubt(key: Passing, judgement: Judgement, matter: OpenMatter): Sentence {
  return key === 'askThere' || (key !== 'answered' && asks(judgement)) ? 'greenAsked' : inTurn(DOUBT, matter);
}

const TOLD_IN_DOUBT: ReadonlySet<Whose> = new Set(['himself', 'other']);
const DOUBT: Turns = ['doubtOn', 'doubtOnOther'];
const DISSUASION: Turns = ['dissuasionOn', 'dissuasionChecked'];
const GREEN_AGAIN: Turns = ['greenAgain', 'greenAgainOther'];
const AGAIN: Turns = ['again', 'againNext', 'againOther'];
const NOTED: Turns = ['noted', 'notedNext'];
const CALMLY_TO: Readonly<Partial<Record<Whose, Turns>>> = {
  other: ['forOtherOn', 'otherAgain'],
  counter: ['counterOn', 'counterOnOther'],
  scene: SCENE,
};

function calmly(key: Passing, matter: OpenMatter): Sentence {
  const others = CALMLY_TO[matter.whose];
  if (others && key !== 'askThere' && key !== 'payNot') return inTurn(others, matter);
  if (key === 'again') return inTurn(AGAIN, matter);
  return key === 'noted' || key === 'answered' ? inTurn(NOTED, matter) : key;
}

function inTurn(sentences: Turns, { before }: OpenMatter): Sentence {
  return sentences[before % sentences.length] ?? sentences[0];
}

/** In an emergency he calls his bank when he names it, and not to ask whether it is true. */
export function freezeLine({ advice }: Verdict, library: Library, voice: Voice): string {
  const office = advice.verifyWith === null ? undefined : library.numbers[advice.verifyWith];
  return office?.freezes ? voice.say('freezeAt', { title: voice.pick(office.title), number: office.number }) : '';
}

/** A fact more of what is known already, as "微信转的" after "我转了五万": the whole card once more would tell him that nobody listens. */
export function onlyAdds({ understanding: { stage, cry, cheated, danger, watched }, analysis }: Judgement): boolean {
  if (isHarmed(stage) || cry || cheated || danger || watched) return false;
  return analysis.normalized.text.length <= SHORT;
}
const SHORT = 24;

/** A message of his own up to so many units adds to what he has told. */
const DETAIL = 60;

/** Nothing that he passes on, and no other scheme: in an urgent case a card would tell him less than what to do. */
export function staysAsItIs({ understanding, verdict, analysis }: Judgement, matter: Matter | null): boolean {
  if (matter?.verdict.colour !== 'red' || (understanding.passedOn && verdict.colour !== 'green')) return false;
  const surelyForward = understanding.intent === 'forward' && !understanding.unsure;
  // What is harmless by itself, such as a bank's notice of the payment, belongs to it.
  if (surelyForward) return verdict.colour === 'green';
  if (analysis.normalized.text.length <= DETAIL && !understanding.newMatter) return true;
  return verdict.colour !== 'red' || verdict.type?.id === matter.verdict.type?.id;
}

/** Told of the same red scheme, whose card he has read: it once more would tell him that nobody listens. */
export function isSameScheme({ understanding }: Judgement, now: Verdict, before: Matter | null): boolean {
  const same = before?.verdict.colour === 'red' && now.colour === 'red' && now.type?.id === before.verdict.type?.id && !before.ruling;
  // A child who says so now has not heard yet what a child must hear.
  return same && !understanding.passedOn && !understanding.child && !isHarmed(understanding.stage);
}

/** What is new in the same scheme: why it belongs to it. Null where nothing that has a name shows it. */
export function alsoTrick({ verdict }: Judgement, now: Verdict, library: Library, voice: Voice): string | null {
  const named = verdict.reasons.filter(({ kind }) => kind !== 'classifier');
  if (named.length === 0) return null;
  return voice.say('alsoTrick', { reasons: reasonsLine(named, voice), dont: dontOf(now, library, voice) });
}

/** Of these, what only fills a pause; the others have answers of their own. */
const IDLE: ReadonlySet<IntentId> = new Set(['greeting', 'smalltalk']);

/**
 * What tells nothing new. A few words that may be anything are not answered with whatever is likeliest by a little: "現在怎麼辦" is no
 * small talk. What was said before stands, and he is asked for what matters most. Nor is "好" in an open matter an occasion to chat.
 * @param plain what the intent would be answered with, where nothing is open
 */
export function passingAnswer(judgement: Judgement, plain: Said | null, voice: Voice, inMatter: (key: Passing) => Said | null): Said {
  const { understanding } = judgement;
  const notUnderstood = (): Said => ({ text: voice.say('notUnderstood') });
  if (understanding.sum) return inMatter('noted') ?? notUnderstood();
  const payNot = asksToPay(judgement) ? inMatter('payNot') : null;
  if (payNot !== null) return payNot;
  if (understanding.unsure) return inMatter(asks(judgement) ? 'notFollowed' : 'noted') ?? notUnderstood();
  const said = (IDLE.has(understanding.intent) ? inMatter('goOn') : missesThePoint(judgement) ? inMatter('askThere') : null) ?? plain;
  return said?.text ? said : { text: voice.say('unsure') };
}
