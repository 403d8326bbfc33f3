import type { Circumstances } from '../../src/conversation/circumstances.ts';
import { decide } from '../../src/conversation/decide.ts';
import type { Decision } from '../../src/conversation/decision.ts';
import { type ConversationState, EMPTY_STATE } from '../../src/conversation/state.ts';
import type { Detector } from '../../src/detection/detector.ts';
import { circumstances, NOW, stubDetector } from './stub-detector.ts';

/** Longer than one breath: people read before they write again. */
export const A_MINUTE = 60_000;

/** One conversation, message by message, without storage; the state is carried on as the program does, as JSON. */
export function startTalk(detector: Detector, parts: Partial<Circumstances> = {}) {
  let state: ConversationState = EMPTY_STATE;
  let now = NOW;
  let around = circumstances(parts);
  return {
    /** @param changes what is otherwise from this message on */
    say(text: string, after = A_MINUTE, changes: Partial<Circumstances> = {}): Decision {
      now += after;
      around = { ...around, ...changes };
      const decision = decide(detector, state, { text, partly: false }, { ...around, now });
      state = JSON.parse(JSON.stringify(decision.state)) as ConversationState;
      return decision;
    },
  };
}

export function coloursOf(detector: Detector, turns: readonly (string | readonly [string, number])[]): (string | null)[] {
  const talk = startTalk(detector);
  return turns.map((turn) => {
    const [text, after] = typeof turn === 'string' ? [turn, A_MINUTE] : turn;
    return talk.say(text, after).verdict?.colour ?? null;
  });
}

/** One in which that has been said, to the stub. */
export function talkAfter(...texts: readonly string[]) {
  const talk = startTalk(stubDetector);
  for (const text of texts) talk.say(text);
  return talk;
}
