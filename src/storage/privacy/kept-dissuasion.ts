import type { KeptIn } from './kept-table.ts';

export const dissuasionKept = {
  warning_plans: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['id'],
    columns: {
      hash: ['id'],
      staff: ['body'],
      time: ['created_at'],
    },
  },
  warnings: {
    whose: 'citizen',
    keep: 'warning',
    key: ['id'],
    columns: {
      id: ['id', 'plan_id', 'grid_id', 'case_id', 'import_id', 'owner_id'],
      foreignId: ['external_id'],
      sealedOwn: ['subject_sealed'],
      hash: ['body_hash', 'phone_hash'],
      place: ['town'],
      code: ['source', 'tier', 'type', 'status', 'void_reason'],
      count: ['rank', 'turn', 'cheated', 'forget'],
      time: ['due_at', 'meet_by', 'met_at', 'settled_at', 'closed_at', 'created_at', 'updated_at'],
    },
  },
  warning_tasks: {
    whose: 'citizen',
    keep: 'warning',
    key: ['id'],
    columns: {
      id: ['id', 'warning_id'],
      code: ['kind'],
      time: ['starts_at', 'due_at', 'done_at', 'escalated_at', 'created_at'],
    },
  },
  warning_steps: {
    whose: 'citizen',
    keep: 'warning',
    key: ['id'],
    columns: {
      id: ['id', 'warning_id', 'officer_id', 'companion_id'],
      sealedOwn: ['note_sealed'],
      code: ['kind', 'result', 'tier'],
      count: ['turn'],
      time: ['at', 'created_at'],
    },
  },
  warning_notices: {
    whose: 'citizen',
    keep: 'warning',
    key: ['warning_id'],
    columns: {
      id: ['warning_id'],
      sealedOwn: ['token_sealed'],
      hash: ['token_hash'],
      count: ['sends'],
      time: ['again_at', 'answered_at', 'created_at'],
    },
  },
  warning_imports: {
    whose: 'staff',
    keep: 'import',
    key: ['id'],
    columns: {
      id: ['id', 'officer_id'],
      staff: ['columns'],
      code: ['source', 'status'],
      count: ['parts', 'parts_done', 'rows', 'good', 'bad', 'known'],
      time: ['created_at', 'updated_at'],
    },
  },
  warning_import_parts: {
    whose: 'citizen',
    keep: 'import',
    key: ['import_id', 'part'],
    columns: {
      id: ['import_id'],
      sealedOwn: ['body_sealed'],
      count: ['part', 'first_line', 'rows'],
    },
  },
  warning_import_rows: {
    whose: 'citizen',
    keep: 'import',
    key: ['import_id', 'line'],
    columns: {
      id: ['import_id', 'grid_id'],
      foreignId: ['external_id'],
      sealedOwn: ['body_sealed'],
      hash: ['body_hash', 'phone_hash'],
      place: ['town'],
      code: ['tier', 'type', 'problem'],
      count: ['line'],
    },
  },
  visit_companions: {
    whose: 'staff',
    keep: 'warning',
    key: ['warning_id'],
    columns: {
      id: ['warning_id', 'officer_id', 'set_by'],
      time: ['at'],
    },
  },
  visit_forms: {
    whose: 'citizen',
    keep: 'warning',
    key: ['id'],
    columns: {
      id: ['id', 'warning_id', 'officer_id', 'companion_id'],
      sealedOwn: ['body_sealed'],
      code: ['kind', 'result'],
      time: ['at', 'created_at'],
    },
  },
} satisfies KeptIn;
