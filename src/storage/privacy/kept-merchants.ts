import type { KeptIn } from './kept-table.ts';

export const merchantsKept = {
  merchants: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'number', 'person_id'],
      sealed: ['name_sealed', 'licence_sealed', 'contact_sealed', 'phone_sealed'],
      hash: ['licence_hash'],
      place: ['market'],
      code: ['state'],
      time: ['created_at', 'updated_at'],
    },
  },
  merchant_sessions: {
    whose: 'merchant',
    keep: 'trade',
    key: ['token_hash'],
    columns: {
      id: ['merchant_id'],
      token: ['token_hash'],
      time: ['created_at', 'expires_at'],
    },
  },
  merchant_links: {
    whose: 'merchant',
    keep: 'trade',
    key: ['token_hash'],
    columns: {
      id: ['merchant_id'],
      token: ['token_hash'],
      time: ['created_at', 'expires_at', 'used_at'],
    },
  },
  trade_parties: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'person_id'],
      sealed: ['licence_sealed'],
      hash: ['licence_hash'],
      time: ['created_at', 'erased_at'],
    },
  },
  trade_defaults: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'number', 'party_id', 'creditor_id'],
      sealed: ['name_sealed', 'papers_sealed'],
      hash: ['name_hash'],
      code: ['band', 'due_on', 'state'],
      time: ['paid_at', 'created_at', 'updated_at'],
    },
  },
  trade_objections: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'default_id', 'merchant_id'],
      sealed: ['reason_sealed'],
      code: ['state'],
      time: ['paid_at', 'created_at', 'decided_at'],
    },
  },
  trade_appeals: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'number', 'person_id', 'default_id'],
      sealed: ['body_sealed'],
      hash: ['licence_hash'],
      code: ['state'],
      time: ['created_at', 'decided_at'],
    },
  },
  trade_enquiries: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'merchant_id'],
      sealed: ['asked_sealed'],
      hash: ['asked_hash'],
      code: ['asked_by', 'purpose'],
      count: ['found'],
      time: ['at'],
    },
  },
  trade_steps: {
    whose: 'merchant',
    keep: 'trade',
    key: ['id'],
    columns: {
      id: ['id', 'subject', 'actor_id'],
      sealed: ['note_sealed'],
      code: ['act', 'actor'],
      time: ['at'],
    },
  },
  index_days: {
    whose: 'nobody',
    keep: 'figures',
    key: ['day', 'version'],
    columns: {
      code: ['checksum'],
      count: ['version'],
      time: ['day', 'made_at'],
    },
  },
  index_areas: {
    whose: 'nobody',
    keep: 'figures',
    key: ['day', 'version', 'area'],
    columns: {
      place: ['name', 'town'],
      open: ['inputs'],
      code: ['area', 'level'],
      count: ['version', 'score'],
      time: ['day'],
    },
  },
  bulletins: {
    whose: 'staff',
    keep: 'work',
    key: ['kind', 'day'],
    columns: {
      sealedOwn: ['body_sealed'],
      code: ['kind'],
      time: ['day', 'made_at'],
    },
  },
} satisfies KeptIn;
