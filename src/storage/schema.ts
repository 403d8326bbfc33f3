import type { Generated } from 'kysely';

/**
 * The tables. Times are milliseconds since 1970 UTC. Columns ending in `_sealed` hold AES-256-GCM text under the
 * person's key (storage/seal.ts); nothing personal stands in another column.
 */
export interface Tables {
  persons: {
    id: string;
    /** The person's key, wrapped by the master key; null once erased: then nothing of him can be read again. */
    key_wrapped: string | null;
    created_at: number;
  };
  conversations: {
    /** `channel:external`, e.g. `web:9f2c…` (for the web: a hash of the token). */
    id: string;
    channel: string;
    person_id: string;
    status: ConversationStatus;
    /** Number of outcomes so far: the next outcome must be `turn + 1`. */
    turn: number;
    state_sealed: string | null;
    created_at: number;
    updated_at: number;
  };
  messages: {
    id: string;
    conversation_id: string;
    channel: string;
    /** The channel's own id of the message; unique in the channel. For our own messages: their id. */
    external_id: string;
    author: MessageAuthor;
    body_sealed: string;
    /** Keyed hash of the text, to tell a redelivery from another text under the same id. */
    body_hash: string;
    in_reply_to: string | null;
    created_at: number;
  };
  outcomes: {
    message_id: string;
    conversation_id: string;
    turn: number;
    release: string;
    engine: string;
    colour: string | null;
    score: number | null;
    type: string | null;
    intent: string;
    stage: string;
    escalated: number;
    /** The whole answer as given, so that a redelivery gets the same again. */
    answer_sealed: string;
    created_at: number;
  };
  outbox: {
    id: string;
    message_id: string;
    conversation_id: string;
    channel: string;
    state: 'queued' | 'delivered' | 'dead';
    attempts: number;
    due_at: number;
    created_at: number;
  };
  cases: {
    id: string;
    number: string;
    conversation_id: string;
    urgency: Urgency;
    reason: string;
    facts_sealed: string;
    status: 'waiting' | 'claimed' | 'closed';
    created_at: number;
    updated_at: number;
  };
  events: {
    seq: Generated<number>;
    conversation_id: string;
    kind: 'message' | 'status' | 'case';
    message_id: string | null;
    created_at: number;
  };
  feedback: {
    id: string;
    conversation_id: string | null;
    message_id: string | null;
    text_sealed: string | null;
    release: string;
    created_at: number;
  };
  schema_migrations: { id: number; name: string; applied_at: number };
}

export type ConversationStatus = 'pending' | 'open' | 'resolved';
type MessageAuthor = 'citizen' | 'bot' | 'officer';
/** P0 life or money in these minutes · P1 money or codes gone · P2 a human was asked for · P3 the rest. */
export type Urgency = 'P0' | 'P1' | 'P2' | 'P3';
