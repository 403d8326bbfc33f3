import type { KeptIn } from './kept-table.ts';

export const partnersKept = {
  partners: {
    whose: 'partner',
    keep: 'account',
    key: ['id'],
    columns: {
      id: ['id', 'created_by'],
      staff: ['name', 'legal_basis', 'webhook'],
      code: ['kind'],
      count: ['version'],
      time: ['created_at', 'closed_at'],
    },
  },
  partner_keys: {
    whose: 'partner',
    keep: 'account',
    key: ['id'],
    columns: {
      id: ['id', 'partner_id', 'created_by'],
      sealedOwn: ['secret_sealed'],
      time: ['created_at', 'ends_at'],
    },
  },
  partner_exchanges: {
    whose: 'citizen',
    keep: 'exchange',
    key: ['id'],
    columns: {
      id: ['id', 'partner_id', 'subject'],
      sealedOwn: ['body_sealed', 'receipt_sealed'],
      hash: ['body_hash'],
      staff: ['legal_basis'],
      code: ['recipient', 'direction', 'kind', 'state', 'reason'],
      count: ['attempts'],
      time: ['due_at', 'again_at', 'created_at', 'updated_at'],
    },
  },
  partner_leads: {
    whose: 'citizen',
    keep: 'exchange',
    key: ['id'],
    columns: {
      id: ['id', 'partner_id', 'officer_id', 'warning_id'],
      foreignId: ['external_id'],
      sealedOwn: ['body_sealed'],
      code: ['kind', 'tier', 'state'],
      count: ['attempts'],
      time: ['due_at', 'created_at', 'updated_at'],
    },
  },
  partner_answers: {
    whose: 'citizen',
    keep: 'exchange',
    key: ['id'],
    columns: {
      id: ['id', 'partner_id', 'exchange_id', 'officer_id'],
      foreignId: ['external_id'],
      sealedOwn: ['body_sealed'],
      time: ['created_at'],
    },
  },
  identifiers: {
    whose: 'reported',
    keep: 'identifier',
    key: ['id'],
    columns: {
      id: ['removed_by'],
      sealedOwn: ['value_sealed'],
      hash: ['id', 'site_hash'],
      code: ['kind'],
      time: ['created_at', 'removed_at'],
    },
  },
  identifier_sources: {
    whose: 'reported',
    keep: 'identifier',
    key: ['id'],
    columns: {
      hash: ['id', 'identifier_id', 'listed_by'],
      code: ['kind', 'type'],
      time: ['at'],
    },
  },
  identifier_disputes: {
    whose: 'reported',
    keep: 'dispute',
    key: ['id'],
    columns: {
      id: ['id', 'decided_by'],
      sealedOwn: ['reason_sealed', 'contact_sealed', 'decision_sealed'],
      hash: ['identifier_id'],
      code: ['decision'],
      time: ['created_at', 'decided_at'],
    },
  },
  identifier_imports: {
    whose: 'staff',
    keep: 'figures',
    key: ['id'],
    columns: {
      id: ['id', 'officer_id'],
      staff: ['label'],
      count: ['rows'],
      time: ['created_at'],
    },
  },
} satisfies KeptIn;
