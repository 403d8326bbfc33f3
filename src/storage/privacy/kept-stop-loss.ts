import type { KeptIn } from './kept-table.ts';

export const stopLossKept = {
  stop_leads: {
    whose: 'citizen',
    keep: 'lead',
    key: ['id'],
    columns: {
      id: ['id', 'number', 'person_id', 'case_id', 'warning_ref', 'officer_id'],
      foreignId: ['conversation_id'],
      key: ['key_wrapped'],
      sealedLead: ['body_sealed', 'check_sealed', 'form_sealed'],
      hash: ['token_hash'],
      code: ['origin', 'state', 'closed_why'],
      count: ['acts', 'version', 'sent_version'],
      time: ['checked_at', 'sent_at', 'raised_at', 'closed_at', 'forget_at', 'created_at', 'updated_at'],
    },
  },
  stop_transfers: {
    whose: 'citizen',
    keep: 'lead',
    key: ['lead_id', 'position'],
    columns: {
      id: ['lead_id'],
      sealedLead: ['body_sealed'],
      hash: ['account_hash'],
      code: ['way'],
      count: ['position', 'amount'],
      time: ['paid_at', 'removed_at', 'created_at'],
    },
  },
  stop_acts: {
    whose: 'staff',
    keep: 'lead',
    key: ['id'],
    columns: {
      id: ['id', 'lead_id', 'officer_id'],
      code: ['action'],
      count: ['seen'],
      time: ['at'],
    },
  },
  stop_sends: {
    whose: 'staff',
    keep: 'lead',
    key: ['id'],
    columns: {
      id: ['id', 'lead_id', 'officer_id'],
      code: ['way'],
      count: ['version'],
      time: ['at'],
    },
  },
  stop_answers: {
    whose: 'citizen',
    keep: 'lead',
    key: ['external_id'],
    columns: {
      id: ['lead_id', 'officer_id'],
      foreignId: ['external_id'],
      sealedLead: ['detail_sealed'],
      hash: ['body_hash', 'stop_hash'],
      count: ['position', 'stopped', 'own_share', 'others_share', 'returned', 'refused'],
      time: ['answered_at', 'told_at', 'created_at'],
    },
  },
  stop_evidence: {
    whose: 'citizen',
    keep: 'evidence',
    key: ['id'],
    columns: {
      id: ['id', 'lead_id'],
      code: ['media_type'],
      count: ['size'],
      time: ['created_at'],
    },
  },
  stop_evidence_parts: {
    whose: 'citizen',
    keep: 'evidence',
    key: ['evidence_id', 'part'],
    columns: {
      id: ['evidence_id'],
      sealedLead: ['body_sealed'],
      count: ['part'],
    },
  },
} satisfies KeptIn;
