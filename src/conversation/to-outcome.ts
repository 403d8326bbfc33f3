import type { Analysis } from '../detection/analysis.ts';
import { identifiersIn } from '../lookups/note-report.ts';
import type { Conversation } from '../storage/conversations.ts';
import type { NotedIdentifier } from '../storage/lookups/note-identifiers.ts';
import type { Incoming } from '../storage/messages.ts';
import type { Outcome } from '../storage/outcomes.ts';
import { ENGINE_VERSION } from './answer.ts';
import { CLIPPED_AT, clipText } from './clip-text.ts';
import type { Concluded } from './conclude-turn.ts';
import type { Decision } from './decision.ts';
import { readRating } from './rating.ts';
import { TERMS_VERSION } from './terms.ts';
import type { TurnInputs } from './turn-inputs.ts';

interface Where {
  readonly conversation: Conversation;
  readonly message: Incoming & { readonly id: string };
  /** Of its text as it was judged; null: nothing was. */
  readonly analysis: Analysis | null;
  readonly release: string;
  /** The model whose readings counted. */
  readonly secondReader: string | null;
  readonly passive: boolean;
}

/** All that is saved of a message that was concluded. */
export function toOutcome(where: Where, concluded: Concluded, inputs: TurnInputs): Outcome {
  const { conversation, message, analysis, release, secondReader, passive } = where;
  const { decision, check, answer, remembered, told } = concluded;
  const { verdict, escalation, understanding, erase, cancelling } = decision;
  return {
    messageId: message.id,
    conversationId: conversation.id,
    turn: conversation.turn,
    state: JSON.stringify(remembered),
    release,
    engine: ENGINE_VERSION,
    colour: verdict?.colour ?? null,
    score: verdict?.score ?? null,
    type: verdict?.type?.id ?? null,
    intent: understanding.intent,
    stage: understanding.stage,
    patterns: (check?.reasons ?? []).flatMap(({ kind, id }) => (kind === 'pattern' ? [id] : [])),
    escalated: answer.escalated,
    answer: JSON.stringify(answer),
    inputs: JSON.stringify(inputs),
    secondReader,
    terms: told && !inputs.owned ? TERMS_VERSION : null,
    replies: answer.messages.map(({ id, text }) => ({ id, text })),
    passive,
    owned: inputs.owned,
    reported: reportedIn(decision, message, analysis),
    calledWrong: calledWrong(message),
    erase,
    cancelling,
    escalation: escalation && {
      ...escalation,
      facts: JSON.stringify({
        messageId: message.id,
        intent: understanding.intent,
        stage: understanding.stage,
        verdict: check,
        forOther: understanding.forOther,
        watched: understanding.watched,
        despair: understanding.danger?.kind === 'despair',
      }),
    },
  };
}

/** Of what he sends to report it. */
function reportedIn({ understanding, verdict }: Decision, { text }: Incoming, analysis: Analysis | null): readonly NotedIdentifier[] {
  if (understanding.intent !== 'report' || analysis === null) return [];
  return identifiersIn(analysis, verdict?.type?.id ?? null, clipText(text).partly ? CLIPPED_AT : null);
}

/** Only what was called wrong is looked at by a librarian. */
function calledWrong({ kind, text }: Incoming): { readonly messageId: string | null } | null {
  if (kind !== 'rating') return null;
  const { says, messageId } = readRating(text);
  return says === 'wrong' ? { messageId } : null;
}
