import { type Answer, ENGINE_VERSION } from '../conversation/answer.ts';
import { type Concluded, concludeTurn } from '../conversation/conclude-turn.ts';
import { type ConversationState, EMPTY_STATE } from '../conversation/state.ts';
import { readInputs, type TurnInputs } from '../conversation/turn-inputs.ts';
import type { Localize } from '../conversation/wording.ts';
import { type Detector, unjudged } from '../detection/detector.ts';
import type { KeptTurn, KeptTurns } from '../storage/replayable.ts';
import { TELEPHONE } from '../storage/telephone-channel.ts';
import { type Difference, firstDifference } from './replay-difference.ts';

export interface ReplayMeans {
  /** Of that release; null when it is not kept any more. */
  readonly detectorOf: (release: string) => Promise<Detector | null>;
  readonly toTraditional: Localize;
}

/** Why a turn could not be made again. */
export type Missing =
  /** Judged before this program kept what a decision is made from, or by one that keeps more than this one knows. */
  | 'inputs'
  | 'text'
  | 'release'
  /** One before it is missing, and what was remembered then with it. */
  | 'before';

export interface ReplayedTurn {
  readonly kept: KeptTurn;
  readonly result: 'same' | 'differs' | 'missing';
  readonly difference: Difference | null;
  readonly missing: Missing | null;
  /** Its verdict's `id` and `engineVersion` name an engine that this program is not; they were not compared. */
  readonly otherEngine: boolean;
}

export interface Replay {
  readonly turns: readonly ReplayedTurn[];
  /** Is what the conversation remembers now what the turns lead to? null: that cannot be said. */
  readonly memory: 'same' | 'differs' | null;
}

/** Every turn decided again, each with its own release and inputs, on what was remembered of the ones before. */
export async function replayTurns({ turns, state }: KeptTurns, means: ReplayMeans): Promise<Replay> {
  const replayed: ReplayedTurn[] = [];
  let remembered: ConversationState | null = null;
  for (const kept of turns) {
    const { turn, after } = await replayTurn(kept, remembered, means);
    replayed.push(turn);
    remembered = after;
  }
  const memory = state === null || remembered === null ? null : JSON.stringify(remembered) === state ? 'same' : 'differs';
  return { turns: replayed, memory };
}

interface AfterIt {
  readonly turn: ReplayedTurn;
  /** null: nobody knows. */
  readonly after: ConversationState | null;
}

async function replayTurn(kept: KeptTurn, before: ConversationState | null, means: ReplayMeans): Promise<AfterIt> {
  const { text, answer } = kept;
  if (text === null || answer === null) return missing(kept, 'text');
  const inputs = kept.inputs === null ? null : readInputs(kept.inputs);
  const byTelephone = kept.inputs === null && kept.channel === TELEPHONE;
  if (inputs === null && !byTelephone) return missing(kept, 'inputs');
  const remembered = inputs === null ? null : memoryBefore(inputs, before);
  if (inputs !== null && remembered === null) return missing(kept, 'before');
  const detector = await means.detectorOf(kept.release);
  if (detector === null) return missing(kept, 'release');
  if (inputs === null || remembered === null) return { turn: compared(kept, judgedByTelephone(detector, text)), after: null };
  const message = { kind: kept.kind, text, sender: kept.sender ?? undefined };
  const concluded = concludeTurn(
    detector,
    { message, channel: kept.channel, turn: kept.turn, remembered, inputs },
    { toTraditional: means.toTraditional, newCaseNumber: () => inputs.caseNumber ?? '' },
  );
  return {
    turn: compared(kept, madeAgain(kept, concluded, detector)),
    // As it lies in the database between two messages.
    after: JSON.parse(JSON.stringify(concluded.remembered)) as ConversationState,
  };
}

function memoryBefore({ before }: TurnInputs, after: ConversationState | null): ConversationState | null {
  if (before === undefined) return after;
  return before === null ? EMPTY_STATE : (before as unknown as ConversationState);
}

function missing(kept: KeptTurn, what: Missing): AfterIt {
  return { turn: { kept, result: 'missing', difference: null, missing: what, otherEngine: false }, after: null };
}

/** The answer, and what stands beside it for statistics: of a turn that a human owned there is no more than that. */
interface Made extends Pick<KeptTurn, 'release' | 'colour' | 'score' | 'type' | 'intent' | 'stage' | 'escalated'> {
  readonly answer: Answer;
}

function madeAgain(kept: KeptTurn, { decision, answer }: Concluded, { library }: Detector): Made {
  const { verdict, understanding } = decision;
  return {
    answer: kept.engine === ENGINE_VERSION ? answer : namedAs(answer, JSON.parse(kept.answer ?? '{}') as Answer),
    release: library.version,
    colour: verdict?.colour ?? null,
    score: verdict?.score ?? null,
    type: verdict?.type?.id ?? null,
    intent: understanding.intent,
    stage: understanding.stage,
    escalated: answer.escalated,
  };
}

/** What an officer typed during a call: he said himself how far it had gone, and nothing was answered. */
function judgedByTelephone(detector: Detector, text: string): Omit<Made, 'answer' | 'stage' | 'escalated'> {
  const { colour, score, type, intent } = judgeOrNot(detector, text);
  return { release: detector.library.version, colour, score, type: type?.id ?? null, intent };
}

function judgeOrNot(detector: Detector, text: string) {
  try {
    return detector.judge(text).verdict;
  } catch {
    return unjudged(detector.library, text);
  }
}

/** The same answer with the names that the other engine gave. */
function namedAs(answer: Answer, stored: Answer): Answer {
  return {
    ...answer,
    messages: answer.messages.map((message, index) => {
      const named = stored.messages[index]?.verdict;
      if (!message.verdict || !named) return message;
      return { ...message, verdict: { ...message.verdict, id: named.id, engineVersion: named.engineVersion } };
    }),
  };
}

/** Byte for byte, as it was stored. @param made without what no machine decided */
function compared(kept: KeptTurn, made: Partial<Made>): ReplayedTurn {
  const { answer, ...columns } = made;
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const stored = Object.fromEntries(names.map((name) => [name, kept[name]]));
  const sameAnswer = answer === undefined || JSON.stringify(answer) === kept.answer;
  const same = sameAnswer && JSON.stringify(columns) === JSON.stringify(stored);
  const difference = same
    ? null
    : (firstDifference({ answer: sameAnswer ? answer : JSON.parse(kept.answer ?? 'null'), ...stored }, { answer, ...columns }) ?? UNSEEN);
  return { kept, result: same ? 'same' : 'differs', difference, missing: null, otherEngine: kept.engine !== ENGINE_VERSION };
}

/** The same as JSON, and other bytes. */
const UNSEEN: Difference = { at: 'answer', was: 'written in another way', is: 'the same' };
