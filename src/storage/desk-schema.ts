import type { Generated } from 'kysely';

/** What the desk keeps: its cases, who works on them, and what they did. As in schema.ts, nothing personal stands unsealed. */
export interface DeskTables {
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
    /** The end of the owner's newest call with him: what he had asked before is answered. */
    called_at: number | null;
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
    /** Name of a town or community; never an address. */
    community: string | null;
    created_at: number;
    updated_at: number;
  };
  /** Who works at the desk. */
  officers: {
    id: string;
    /** What he signs in with. */
    name: string;
    /** What colleagues see. */
    display: string;
    role: Role;
    /** The bank, carrier or platform that a partner is of. */
    partner_id: string | null;
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
  sessions: {
    id_hash: string;
    officer_id: string;
    created_at: number;
    seen_at: number;
    expires_at: number;
    proved_at: number | null;
    /** Codes typed since the last right one. */
    proof_tries: number | null;
    /** The same for signatures, which end no session; and when the last one was. */
    sign_tries: number | null;
    sign_tried_at: number | null;
  };
  /** One-time links; the first one, of nobody, sets the desk up. */
  invitations: {
    token_hash: string;
    role: Role;
    /** Whose person the new account is, of a partner. */
    partner_id: string | null;
    invited_by: string | null;
    /** For whom, as the inviter calls him; so that he knows which is which. */
    meant_for: string | null;
    created_at: number;
    expires_at: number;
    used_at: number | null;
    withdrawn_at: number | null;
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
    /** Who is about to call, and since when. */
    taken_by: string | null;
    taken_at: number | null;
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
  /** The patterns that a verdict named: what reports count, without opening what is sealed. */
  pattern_hits: { message_id: string; pattern: string; conversation_id: string; created_at: number };
  /** A telephone is rung for a case that nobody claims. */
  rings: {
    case_id: string;
    attempts: number;
    due_at: number;
    reached_at: number | null;
    reason: string | null;
    /** The first ring since it has been waiting: by that the pauses grow. */
    since: number | null;
    /** When an SMS named it last. */
    texted_at: number | null;
  };
}
export const DESK_CALLS: readonly string[] = [
  'ALTER TABLE cases ADD COLUMN called_at BIGINT',
  'ALTER TABLE call_backs ADD COLUMN taken_by TEXT',
  'ALTER TABLE call_backs ADD COLUMN taken_at BIGINT',
  'ALTER TABLE rings ADD COLUMN since BIGINT',
  'ALTER TABLE rings ADD COLUMN texted_at BIGINT',
];

/** advisor: looks after a grid, and sees it alone · partner: somebody of a bank, a carrier or a platform. */
export type Role = 'officer' | 'librarian' | 'supervisor' | 'administrator' | 'advisor' | 'partner';
export type Truth = 'scam' | 'false-alarm' | 'unclear';
export type Colour = 'red' | 'yellow' | 'green';
/** P0 life or money in these minutes · P1 money or codes gone · P2 a human was asked for · P3 the rest. */
export const URGENCIES = ['P0', 'P1', 'P2', 'P3'] as const;
export type Urgency = (typeof URGENCIES)[number];
