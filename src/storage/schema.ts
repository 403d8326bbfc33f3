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
    /** He has left, or asked to be forgotten, since then: erased as soon as nothing of his is under way and no case is running. */
    leaving_since: number | null;
    /** He has lost money: until then, whoever offers to get it back is warned of in red. */
    guarded_until: number | null;
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
    attempts: number;
    due_at: number;
    /** Room for the words that a later program finds in it. */
    text_found_sealed: string | null;
    created_at: number;
  };
  attachment_parts: { attachment_id: string; part: number; body_sealed: string };
  /** Sealed under the master key: access tokens and cursors, nobody's personal data. */
  channel_memory: { id: string; value_sealed: string; expires_at: number | null };
  cases: {
    id: string;
    number: string;
    conversation_id: string;
    urgency: Urgency;
    reason: string;
    facts_sealed: string;
    status: 'waiting' | 'claimed' | 'closed';
    owner_id: string | null;
    claimed_at: number | null;
    closed_at: number | null;
    /** What it was, as the officer who closed it says. */
    truth: Truth | null;
    /** Handed to this role: only it, and administrators, may claim it. */
    wanted_role: Role | null;
    /** The owner's last act on it, claiming included. */
    touched_at: number | null;
    /** The owner is on the telephone with him until then: no answer in writing is expected. */
    busy_until: number | null;
    /** The first words of a human since the case was opened. */
    answered_at: number | null;
    /** It came back because its owner did not answer, or was gone; supervisors see it until it is claimed again. */
    returned_at: number | null;
    closed_by: string | null;
    /** The scam's type, as the officer who closed it says. */
    true_type: string | null;
    /** Fen. */
    lost: number | null;
    saved: number | null;
    /** 1: the citizen has reported it to 110, or an officer has. */
    reported: number | null;
    merged_into: string | null;
    /** JSON: 110's record number, the unit sent, dispatch and arrival. */
    police_sealed: string | null;
    created_at: number;
    updated_at: number;
  };
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
  /** Who works at the desk. */
  officers: {
    id: string;
    /** What he signs in with. */
    name: string;
    /** What colleagues see. */
    display: string;
    role: Role;
    /** scrypt, see desk/passwords.ts. */
    password: string;
    /** Under the program's own key. */
    totp_sealed: string;
    /** The newest one-time code's step that was used: none serves twice. */
    last_step: number;
    /** Wrong attempts since the last right one. */
    failures: number;
    locked_until: number;
    disabled: number;
    created_at: number;
  };
  sessions: { id_hash: string; officer_id: string; created_at: number; seen_at: number; expires_at: number };
  /** One-time links; the first one, of nobody, sets the desk up. */
  invitations: {
    token_hash: string;
    role: Role;
    invited_by: string | null;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  /** Internal: no code path sends what stands here. */
  case_notes: { id: string; case_id: string; officer_id: string; body_sealed: string; created_at: number };
  /** One row for each transfer, or hand-over of cash or gold. */
  money_facts: { id: string; case_id: string; body_sealed: string; officer_id: string; created_at: number; updated_at: number };
  call_backs: {
    id: string;
    case_id: string;
    /** `promised` to the citizen; `guard`: after a loss, whether somebody offers to get the money back. */
    kind: 'promised' | 'guard';
    due_at: number;
    /** Calls that did not reach him. */
    attempts: number;
    last_attempt_at: number | null;
    done_at: number | null;
    result: 'reached' | 'given-up' | 'cancelled' | null;
    /** Who promised it; null: the program. */
    officer_id: string | null;
    note_sealed: string | null;
    created_at: number;
  };
  /** An officer's verdict, over the bot's. */
  judgements: {
    id: string;
    case_id: string;
    conversation_id: string;
    officer_id: string;
    colour: Colour;
    type: string | null;
    reason_sealed: string;
    /** The message that told the citizen. */
    message_id: string | null;
    created_at: number;
  };
  /** 咨询回执: frozen evidence. */
  receipts: { number: string; case_id: string; officer_id: string; evidence_sealed: string; seal: string; created_at: number };
  /** Who has which page of the desk open: a case's id, or `desk` for any page. */
  presence: { officer_id: string; place: string; seen_at: number };
  /** Who may see a case that he does not own in full, and until when. */
  unmaskings: { officer_id: string; case_id: string; until: number };
  /** Hand-over sheets; signed by whoever goes when made, and by whoever takes it when taken. */
  handovers: { id: string; from_id: string; to_id: string | null; body_sealed: string; created_at: number; taken_at: number | null };
  /** Only grows. Ids alone, so that an erasure leaves it whole; a reason is sealed under the person's key. */
  audit: { seq: Generated<number>; at: number; officer_id: string | null; action: string; subject: string; reason_sealed: string | null };
  audit_chain: { position: number; audit_seq: number; hash: string };
  /** A telephone is rung for a case that nobody claims. */
  rings: { case_id: string; attempts: number; due_at: number; reached_at: number | null; reason: string | null };
  schema_migrations: { id: number; name: string; applied_at: number };
}

export type Role = 'officer' | 'librarian' | 'supervisor' | 'administrator';
export type Colour = 'red' | 'yellow' | 'green';
export type Truth = 'scam' | 'false-alarm' | 'unclear';
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
/** P0 life or money in these minutes · P1 money or codes gone · P2 a human was asked for · P3 the rest. */
export type Urgency = 'P0' | 'P1' | 'P2' | 'P3';
