import type { KeptIn } from './kept-table.ts';

export const libraryKept = {
  releases: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['version'],
    columns: {
      staff: ['entry'],
      code: ['version', 'checksum'],
      time: ['kept_at'],
    },
  },
  release_parts: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['checksum', 'part'],
    columns: {
      open: ['body'],
      code: ['checksum'],
      count: ['part'],
    },
  },
  activations: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['seq'],
    columns: {
      id: ['officer_id'],
      code: ['version', 'refused'],
      count: ['seq'],
      time: ['at'],
    },
  },
  source_parts: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['checksum', 'part'],
    columns: {
      open: ['body'],
      code: ['checksum'],
      count: ['part'],
    },
  },
  release_files: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['version', 'path'],
    columns: {
      code: ['version', 'path', 'checksum'],
    },
  },
  drafts: {
    whose: 'staff',
    keep: 'configuration',
    key: ['id'],
    columns: {
      id: ['id', 'author_id', 'proposed_by', 'published_by'],
      staff: ['title'],
      code: ['base', 'state', 'published_as'],
      count: ['edits'],
      time: ['proposed_at', 'created_at', 'updated_at', 'call_backs_due'],
    },
  },
  draft_files: {
    whose: 'staff',
    keep: 'configuration',
    key: ['draft_id', 'path'],
    columns: {
      id: ['draft_id', 'officer_id'],
      staff: ['body'],
      code: ['path', 'base_checksum'],
      time: ['updated_at'],
    },
  },
  draft_steps: {
    whose: 'staff',
    keep: 'configuration',
    key: ['id'],
    columns: {
      id: ['id', 'draft_id', 'officer_id'],
      staff: ['remark'],
      code: ['kind'],
      time: ['at'],
    },
  },
  draft_builds: {
    whose: 'staff',
    keep: 'work',
    key: ['id'],
    columns: {
      id: ['id', 'draft_id', 'wanted_by'],
      sealedOwn: ['report_sealed'],
      code: ['base', 'state', 'worker', 'version', 'checksum'],
      count: ['edits', 'done', 'of', 'attempts'],
      time: ['wanted_at', 'lease_until', 'ended_at'],
    },
  },
  release_call_backs: {
    whose: 'citizen',
    keep: 'consult',
    key: ['version', 'conversation_id'],
    columns: {
      id: ['message_id', 'case_id', 'officer_id'],
      foreignId: ['conversation_id'],
      code: ['version', 'result'],
      count: ['attempts'],
      time: ['created_at', 'last_attempt_at', 'done_at'],
    },
  },
  new_scripts: {
    whose: 'citizen',
    keep: 'work',
    key: ['id'],
    columns: {
      id: ['id', 'draft_id', 'officer_id', 'step'],
      sealedOwn: ['body_sealed'],
      code: ['kind', 'state'],
      count: ['texts', 'senders'],
      time: ['first_at', 'last_at', 'found_at', 'updated_at'],
    },
  },
  script_looks: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['slot'],
    columns: { count: ['slot', 'found'], time: ['lease_until', 'ended_at'] },
  },
  second_readings: {
    whose: 'citizen',
    keep: 'reading',
    key: ['id'],
    columns: {
      sealedOwn: ['reading_sealed'],
      hash: ['id'],
      time: ['expires_at'],
    },
  },
  schema_migrations: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['id'],
    columns: {
      id: ['id'],
      code: ['name'],
      time: ['applied_at'],
    },
  },
  program_keys: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['id'],
    columns: {
      id: ['id'],
      sealedOwn: ['key_sealed'],
      time: ['created_at'],
    },
  },
  set_aside: {
    whose: 'nobody',
    keep: 'pause',
    key: ['queue', 'subject'],
    columns: {
      id: ['subject'],
      code: ['queue', 'reason'],
      count: ['tries'],
      time: ['until', 'first_at', 'last_at'],
    },
  },
  purges: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['kind', 'day'],
    columns: {
      code: ['kind'],
      count: ['removed'],
      time: ['day', 'at'],
    },
  },
} satisfies KeptIn;
