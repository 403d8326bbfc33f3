import type { Generated } from 'kysely';
import type { CitizenTables } from './citizens/citizens-tables.ts';
import type { DeskTables } from './desk-schema.ts';
import type { DissuasionTables } from './dissuasion/dissuasion-tables.ts';
import type { LibraryTables } from './library-schema.ts';
import type { LookupTables } from './lookups/lookups-tables.ts';
import type { MerchantTables } from './merchants/merchants-tables.ts';
import type { PartnerTables } from './partners/partners-tables.ts';
import type { PlaceTables } from './places/places-tables.ts';
import type { PrivacyTables } from './privacy/privacy-tables.ts';
import type { SetAsideTables } from './set-aside-table.ts';
import type { StopLossTables } from './stop-loss/stop-loss-tables.ts';
import type { TeachingTables } from './teaching/teaching-tables.ts';
import type { WorkIndexTables } from './work-index/work-index-tables.ts';

/**
 * The tables. Times are milliseconds since 1970 UTC. Columns ending in `_sealed` hold AES-256-GCM text under the
 * person's key (storage/seal.ts); nothing personal stands in another column.
 */
export interface Tables
  extends DeskTables,
    LibraryTables,
    PlaceTables,
    CitizenTables,
    TeachingTables,
    DissuasionTables,
    StopLossTables,
    PartnerTables,
    LookupTables,
    WorkIndexTables,
    MerchantTables,
    PrivacyTables,
    SetAsideTables {
  persons: {
    id: string;
    /** The person's key, wrapped by the master key; null once erased: then nothing of him can be read again. */
    key_wrapped: string | null;
    /** He has left, or asked to be forgotten, since then: erased as soon as nothing of his is under way and no case is running. */
    leaving_since: number | null;
    /** He has asked for it himself, or at the desk: writing again does not take it back. Null where he only left the channel. */
    forget_asked_at: number | null;
    /** He has lost money: until then, whoever offers to get it back is warned of in red. */
    guarded_until: number | null;
    /** Erased, and since then no row says any more from where he wrote. */
    detached_at: number | null;
    /** When his key was destroyed; null in rows of older programs, and after a restore that erased him again. */
    gone_at: number | null;
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
    /** Where answers go, when the id does not say it: a telephone number. */
    address_sealed: string | null;
    /** Keyed hash of a telephone number, by which calls and chats of one person find each other. */
    address_hash: string | null;
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
    kind: Generated<MessageKind>;
    /** Who had sent what the citizen passes on. */
    sender_sealed: string | null;
    /** The language of the page that he wrote it on, where that is not Chinese: what a crash cut off is answered in it. */
    speaks: string | null;
    /** 1: he tapped a menu key, and typed nothing; the platform lets us answer that for a minute only. */
    tapped: Generated<number | null>;
    /** Whose words they are, of an officer's. */
    officer_id: string | null;
    body_sealed: string;
    /** 0: a citizen's message that has no outcome yet. */
    concluded: Generated<number>;
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
    /** JSON of what `decide` was given besides the text and the conversation so far; null in rows from before it was kept. */
    inputs_sealed: string | null;
    /** The model that was asked besides, when what it named counted. */
    second_reader: string | null;
    created_at: number;
  };
  /** The delivery ledger: a row for each message of ours. */
  outbox: {
    id: string;
    message_id: string;
    conversation_id: string;
    channel: string;
    state: DeliveryState;
    attempts: number;
    /** Attempts whose result is known; fewer than `attempts` after a crash in the middle of one. */
    settled: Generated<number>;
    /** When it is tried again; while it is being sent, when the attempt counts as lost. */
    due_at: number;
    /** Grows within a conversation; what came first goes out first. */
    position: Generated<number>;
    /** `answer`: in the HTTP answer of the citizen's own message; `sender`: by a call of ours. */
    via: 'answer' | 'sender' | null;
    /** Why it failed or waits, as the platform's code; never a text. */
    reason: string | null;
    platform_id: string | null;
    created_at: number;
    updated_at: number | null;
  };
  attachments: {
    id: string;
    message_id: string;
    kind: 'image' | 'voice' | 'video' | 'file';
    reference_sealed: string;
    state: 'wanted' | 'kept' | 'lost';
    media_type: string | null;
    /** Bytes. */
    size: number | null;
    /** Of what was fetched, 64 hexadecimal digits; null before, and for what was fetched before it was reckoned. */
    sha256_sealed: string | null;
    attempts: number;
    due_at: number;
    /** Room for the words that a later program finds in it. */
    text_found_sealed: string | null;
    created_at: number;
  };
  attachment_parts: { attachment_id: string; part: number; body_sealed: string };
  /** Sealed under the master key: access tokens and cursors, nobody's personal data. */
  channel_memory: { id: string; value_sealed: string; expires_at: number | null };
  events: {
    seq: Generated<number>;
    conversation_id: string;
    /** `delivery` and `desk` are for officers alone. */
    kind: 'message' | 'status' | 'case' | 'delivery' | 'desk';
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
/**
 * accepted: handed to the platform · delivered: the platform says that it arrived · waiting: the platform lets us write only
 * after the citizen has · refused: the platform will never take it · dead: tried too often · withdrawn: a human had taken
 * over before it went out.
 */
export type DeliveryState = 'queued' | 'sending' | 'accepted' | 'delivered' | 'waiting' | 'refused' | 'dead' | 'withdrawn';
/** A rating's text is what it says and, behind a blank, of which message. */
export type MessageKind = 'text' | 'attachment' | 'joined' | 'rating';
type MessageAuthor = 'citizen' | 'bot' | 'officer';
