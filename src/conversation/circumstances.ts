import { type Conversation, channelOf } from '../storage/conversations.ts';
import { URGENCIES, type Urgency } from '../storage/desk-schema.ts';
import type { Judgement } from '../storage/judgements.ts';
import type { WaitingLine } from '../storage/rings.ts';
import type { Storage } from '../storage/storage.ts';
import { withPresence } from './duty.ts';
import { type ConversationState, readState } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import { mustTellTerms, TERMS_VERSION } from './terms.ts';
import { INPUTS_VERSION, type TurnInputs } from './turn-inputs.ts';

/** What only a conversation's answer depends on; a bare text is judged without. */
export interface Circumstances extends Surroundings {
  /** How many wait before a case of this urgency that he has, or gets now. */
  readonly ahead: (urgency: Urgency) => number;
  /** He has lost money lately: whoever offers to get it back, or asks for more, is warned of in red. */
  readonly guarded: boolean;
  /** A human owns the conversation: nothing that he writes is an order to the bot. */
  readonly owned: boolean;
}

type Ask = Pick<Storage, 'isStaffed' | 'waitingLine' | 'latestJudgement' | 'wereTermsShown'>;

/** What the program has of its own for a turn. */
interface Own {
  readonly around: Surroundings;
  readonly reply: string;
  readonly fetched: boolean;
}

/** All that a turn is decided by besides the text, and what was remembered before it. */
export async function gatherInputs(
  storage: Ask,
  conversation: Conversation,
  { around, reply, fetched }: Own,
): Promise<{ readonly inputs: TurnInputs; readonly remembered: ConversationState }> {
  const { runningCase, guarded, status, id } = conversation;
  const { now, duty, hotline, city, helpPage } = around;
  const [staffed, line, judgement, told] = await Promise.all([
    storage.isStaffed(),
    storage.waitingLine(runningCase?.createdAt ?? now),
    storage.latestJudgement(id),
    mustTellTerms(channelOf(id)) ? storage.wereTermsShown(id, TERMS_VERSION) : true,
  ]);
  const remembered = readState(conversation.state);
  const inputs: TurnInputs = {
    v: INPUTS_VERSION,
    now,
    duty: withPresence(duty, staffed),
    hotline,
    city,
    helpPage,
    ahead: aheadOf(line),
    guarded,
    owned: status === 'open',
    fetched,
    running: runningCase && {
      urgency: runningCase.urgency,
      caseNumber: runningCase.number,
      reached: runningCase.reached,
      waiting: runningCase.waiting,
      kept: runningCase.kept,
    },
    ruling: isNew(judgement, remembered) ? judgement : null,
    reply,
    ...(told ? {} : { untold: true }),
    ...beforeIt(conversation, remembered),
  };
  return { inputs, remembered };
}

/** The turn before tells it, as long as it was kept; only then does it not have to be kept once more. */
function beforeIt({ state, turn }: Conversation, remembered: ConversationState): Pick<TurnInputs, 'before'> {
  if (state === null) return { before: null };
  return remembered.keptTurn === turn ? {} : { before: { ...remembered } };
}

function isNew(judgement: Judgement | null, { ruledAt }: ConversationState): boolean {
  return judgement !== null && (ruledAt ?? 0) < judgement.at;
}

function aheadOf(line: readonly WaitingLine[]): TurnInputs['ahead'] {
  const of = (urgency: Urgency): number =>
    line.reduce((sum, { urgency: theirs, waiting, older }) => sum + (theirs < urgency ? waiting : theirs === urgency ? older : 0), 0);
  return [of('P0'), of('P1'), of('P2'), of('P3')];
}

/** What is no fact: words made Traditional, and a number for a case that is opened now. */
export type Means = Pick<Surroundings, 'toTraditional' | 'newCaseNumber'>;

export function circumstancesOf(inputs: TurnInputs, { toTraditional, newCaseNumber }: Means): Circumstances {
  const { now, duty, hotline, city, helpPage, guarded, owned } = inputs;
  const ahead = (urgency: Urgency): number => inputs.ahead[URGENCIES.indexOf(urgency)] ?? 0;
  return { now, duty, hotline, city, helpPage, guarded, owned, ahead, toTraditional, newCaseNumber };
}
