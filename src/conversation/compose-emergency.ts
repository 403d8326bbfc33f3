import type { Understanding } from '../detection/intent.ts';
import type { Danger } from '../detection/labels.ts';
import type { Verdict } from '../detection/verdict.ts';
import { calledLine, isCalled } from './case-line.ts';
import { label, type ReplyFacts, reasonsLine, SYMBOL, stepLines } from './compose.ts';
import { hasGone, hasLost } from './state.ts';
import { isOnlooker, movesTheirMoney, type Whose } from './whose.ts';
import type { Voice } from './wording.ts';

/** The answer to somebody in trouble: what he must do now, in the order in which it helps. */
export function composeEmergency(verdict: Verdict, voice: Voice, facts: ReplyFacts): string {
  const { understanding } = facts;
  // Neutral words help only where somebody is silently alerted; otherwise he needs to hear 110.
  if (understanding.watched && isCalled(facts)) return voice.say('watched');
  const ill = understanding.ill ? [voice.say('ill')] : [];
  const { danger } = understanding;
  const lines =
    danger && !canDoMore(danger, facts.whose) ? [lifeFirst(danger, voice), calledLine(voice, facts)] : moneyLines(verdict, voice, facts);
  return [...lines.slice(0, 1), ...ill, ...lines.slice(1), label(verdict, voice)].filter(Boolean).join('\n');
}

/** Whoever is led away sits in the driver's car, or stands at the clerk's desk: these can do more than who misses a child. */
function canDoMore({ kind, other }: Danger, whose: Whose): boolean {
  return kind === 'held' && other && isOnlooker(whose);
}

/** What is said to somebody whose life, or another's, is in danger; the graver and newer first. */
function lifeFirst({ kind, other }: Danger, voice: Voice): string {
  return voice.say(other ? `${kind}Other` : kind);
}

interface Goes {
  readonly other: boolean;
  /** He has come down, or somebody has him. */
  readonly averted: boolean;
  /** How often he was answered so before; null once his case is closed. */
  readonly before: number | null;
}

const ON = { himself: ['despairOn', 'despairOnTwo', 'despair'], other: ['despairOtherOn', 'despairOtherOnTwo', 'despairOther'] } as const;

/** What is said as long as a life is in danger: not the same three times. */
export function lifeOn({ other, averted, before }: Goes, voice: Voice): string {
  if (averted && !other) return voice.say('despairDown');
  if (before === null) return voice.say(other ? 'despairOther' : 'despair');
  const turns = ON[other ? 'other' : 'himself'];
  return voice.say(turns[before % turns.length] ?? turns[0]);
}

/** Whoever is kept, or speaks of somebody who is, hears the next thing each time: the same line thrice sounds as if nobody were there. */
export function heldGoesOn(held: keyof typeof HELD_ON, before: number, voice: Voice): string {
  const turns = HELD_ON[held];
  return voice.say(turns[before % turns.length] ?? turns[0]);
}
const HELD_ON = {
  himself: ['heldOn', 'heldOnWhere', 'heldOnWait'],
  other: ['heldOtherOn', 'heldOtherMore'],
} as const;

function moneyLines(verdict: Verdict, voice: Voice, facts: ReplyFacts): readonly string[] {
  const { understanding, whose } = facts;
  const past = understanding.intent === 'stop-loss';
  // What is told may be ahead of him still: "人在楼下按门铃了".
  const ahead = !hasLost(understanding);
  if (isOnlooker(whose)) return onlookerLines(verdict, voice, facts, ahead);
  if (whose === 'other') return othersLines(verdict, voice, facts, { ahead, past });
  const { late } = facts;
  if (movesTheirMoney(verdict) && !late)
    return [voice.say('runner'), facts.followUp ?? '', calledLine(voice, facts), reasonsLine(verdict.reasons, voice)];
  const travels = ahead && isOnHisWay(understanding);
  return [
    travels
      ? `${SYMBOL.red} ${voice.say('onTheWay')}`
      : voice.say(late ? 'stopLossLate' : past ? 'stopLoss' : ahead ? 'danger' : 'emergency'),
    whose === 'child' ? voice.say('child') : '',
    late ? (facts.followUp ?? '') : stepLines(facts, voice),
    understanding.stage === 'gave-code' || travels || late ? '' : voice.say(ahead ? 'bankIf' : 'bank'),
    calledLine(voice, facts),
    past ? voice.say('evidence') : travels ? '' : voice.say(hasGone(understanding) ? 'tellFacts' : 'tellWhere'),
    past ? voice.say('recovery') : '',
    reasonsLine(verdict.reasons, voice),
  ];
}

/** He can stop whom he writes of, and dial for him; it is not his card. */
function othersLines(
  verdict: Verdict,
  voice: Voice,
  facts: ReplyFacts,
  { ahead, past }: { ahead: boolean; past: boolean },
): readonly string[] {
  const { late } = facts;
  if (movesTheirMoney(verdict) && !late)
    return [
      `${SYMBOL.red} ${voice.say('runnerOther')}`,
      facts.followUp ?? '',
      calledLine(voice, facts),
      reasonsLine(verdict.reasons, voice),
    ];
  return [
    `${SYMBOL.red} ${voice.say(ahead ? 'forOtherOn' : late ? 'stopLossLateOther' : past ? 'stopLossOther' : 'emergencyOther')}`,
    late ? (facts.followUp ?? '') : stepLines(facts, voice),
    ahead || late ? '' : voice.say('bank'),
    calledLine(voice, facts),
    past ? voice.say('evidence') : voice.say(ahead ? 'tellWhereOther' : 'tellFacts'),
    past ? voice.say('recovery') : '',
    reasonsLine(verdict.reasons, voice),
  ];
}

/** Neither his money nor his kin: he can hold up what happens before his eyes, or tell what he sees without being seen. */
function onlookerLines(verdict: Verdict, voice: Voice, facts: ReplyFacts, ahead: boolean): readonly string[] {
  const [head, tell] =
    facts.whose === 'scene' ? (['scene', 'sceneTell'] as const) : ([ahead ? 'counter' : 'counterPaid', 'counterTell'] as const);
  return [`${SYMBOL.red} ${voice.say(head)}`, calledLine(voice, facts), voice.say(tell), reasonsLine(verdict.reasons, voice)];
}

/** Nothing has left his hands yet, and he is on his way to where it would. */
function isOnHisWay({ onTheWay, stage }: Understanding): boolean {
  return onTheWay && (stage === 'seen' || stage === 'fetching-cash');
}
