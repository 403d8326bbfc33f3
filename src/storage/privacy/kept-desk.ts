import type { KeptIn } from './kept-table.ts';

export const deskKept = {
  cases: {
    whose: 'citizen',
    keep: 'case',
    key: ['id'],
    columns: {
      id: ['id', 'number', 'owner_id', 'closed_by', 'merged_into'],
      foreignId: ['conversation_id'],
      sealed: ['facts_sealed', 'police_sealed'],
      place: ['community'],
      code: ['urgency', 'reason', 'status', 'truth', 'wanted_role', 'true_type'],
      count: ['lost', 'saved', 'reported'],
      time: ['created_at', 'updated_at', 'claimed_at', 'closed_at', 'touched_at', 'busy_until', 'answered_at', 'called_at', 'returned_at'],
    },
  },
  case_notes: {
    whose: 'citizen',
    keep: 'case',
    key: ['id'],
    columns: {
      id: ['id', 'case_id', 'officer_id'],
      sealed: ['body_sealed'],
      time: ['created_at'],
    },
  },
  money_facts: {
    whose: 'citizen',
    keep: 'case',
    key: ['id'],
    columns: {
      id: ['id', 'case_id', 'officer_id'],
      sealed: ['body_sealed'],
      time: ['created_at', 'updated_at'],
    },
  },
  call_backs: {
    whose: 'citizen',
    keep: 'case',
    key: ['id'],
    columns: {
      id: ['id', 'case_id', 'officer_id', 'taken_by'],
      sealed: ['note_sealed'],
      code: ['kind', 'result'],
      count: ['attempts'],
      time: ['due_at', 'last_attempt_at', 'taken_at', 'done_at', 'created_at'],
    },
  },
  judgements: {
    whose: 'citizen',
    keep: 'case',
    key: ['id'],
    columns: {
      id: ['id', 'case_id', 'officer_id', 'message_id'],
      foreignId: ['conversation_id'],
      sealed: ['reason_sealed'],
      code: ['colour', 'type'],
      time: ['created_at'],
    },
  },
  receipts: {
    whose: 'citizen',
    keep: 'case',
    key: ['number'],
    columns: {
      id: ['number', 'case_id', 'officer_id'],
      sealed: ['evidence_sealed'],
      hash: ['seal'],
      time: ['created_at'],
    },
  },
  rings: {
    whose: 'citizen',
    keep: 'case',
    key: ['case_id'],
    columns: {
      id: ['case_id'],
      code: ['reason'],
      count: ['attempts'],
      time: ['due_at', 'reached_at', 'since', 'texted_at'],
    },
  },
  officers: {
    whose: 'staff',
    keep: 'account',
    key: ['id'],
    columns: {
      id: ['id', 'partner_id'],
      sealedOwn: ['totp_sealed'],
      token: ['password'],
      staff: ['name', 'display'],
      code: ['role'],
      count: ['last_step', 'failures', 'disabled'],
      time: ['locked_until', 'created_at'],
    },
  },
  sessions: {
    whose: 'staff',
    keep: 'session',
    key: ['id_hash'],
    columns: {
      id: ['officer_id'],
      token: ['id_hash'],
      count: ['proof_tries', 'sign_tries'],
      time: ['created_at', 'seen_at', 'expires_at', 'proved_at', 'sign_tried_at'],
    },
  },
  invitations: {
    whose: 'staff',
    keep: 'session',
    key: ['token_hash'],
    columns: {
      id: ['invited_by', 'partner_id'],
      token: ['token_hash'],
      staff: ['meant_for'],
      code: ['role'],
      time: ['created_at', 'expires_at', 'used_at', 'withdrawn_at'],
    },
  },
  presence: {
    whose: 'staff',
    keep: 'session',
    key: ['officer_id', 'place'],
    columns: {
      id: ['officer_id'],
      code: ['place'],
      time: ['seen_at'],
    },
  },
  unmaskings: {
    whose: 'staff',
    keep: 'session',
    key: ['officer_id', 'case_id'],
    columns: {
      id: ['officer_id', 'case_id'],
      time: ['until'],
    },
  },
  handovers: {
    whose: 'staff',
    keep: 'work',
    key: ['id'],
    columns: {
      id: ['id', 'from_id', 'to_id'],
      sealedOwn: ['body_sealed'],
      time: ['created_at', 'taken_at'],
    },
  },
  erasure_requests: {
    whose: 'citizen',
    keep: 'erasure',
    key: ['id'],
    columns: {
      id: ['id', 'officer_id', 'citizen_id', 'person_id', 'lead_id'],
      sealedOwn: ['remark_sealed'],
      hash: ['phone_hash'],
      open: ['stays'],
      code: ['number', 'ground'],
      time: ['sought_at', 'pressed_at', 'ordered_at', 'done_at'],
    },
  },
  audit: {
    whose: 'staff',
    keep: 'audit',
    key: ['seq'],
    columns: {
      id: ['officer_id', 'subject'],
      sealed: ['reason_sealed'],
      code: ['action'],
      count: ['seq'],
      time: ['at'],
    },
  },
  audit_chain: {
    whose: 'staff',
    keep: 'audit',
    key: ['position'],
    columns: {
      code: ['hash'],
      count: ['position', 'audit_seq'],
    },
  },
} satisfies KeptIn;
