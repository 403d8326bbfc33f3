import type { KeptIn } from './kept-table.ts';

export const citizensKept = {
  citizens: {
    whose: 'citizen',
    keep: 'registration',
    key: ['id'],
    columns: {
      id: ['id', 'person_id', 'grid_id'],
      sealed: ['name_sealed', 'phone_sealed', 'guardian_sealed', 'guardian_phone_sealed'],
      hash: ['phone_hash'],
      code: ['age_band', 'job'],
      time: ['phone_proved_at', 'phone_opens_from', 'guardian_proved_at', 'created_at', 'updated_at', 'erased_at'],
    },
  },
  citizen_sessions: {
    whose: 'citizen',
    keep: 'registration',
    key: ['token_hash'],
    columns: {
      id: ['citizen_id'],
      token: ['token_hash'],
      time: ['created_at', 'expires_at', 'opens_from'],
    },
  },
  citizen_codes: {
    whose: 'citizen',
    keep: 'registration',
    key: ['code_hash'],
    columns: {
      id: ['citizen_id'],
      foreignId: ['used_by'],
      hash: ['code_hash'],
      token: ['token_hash'],
      code: ['purpose'],
      count: ['round'],
      time: ['created_at', 'expires_at', 'used_at'],
    },
  },
  citizen_links: {
    whose: 'citizen',
    keep: 'registration',
    key: ['token_hash'],
    columns: {
      id: ['citizen_id', 'officer_id'],
      token: ['token_hash'],
      time: ['created_at', 'expires_at', 'used_at'],
    },
  },
  citizen_consents: {
    whose: 'citizen',
    keep: 'consent',
    key: ['id'],
    columns: {
      id: ['id', 'citizen_id'],
      code: ['purpose', 'channel', 'withdrawn_through'],
      count: ['version'],
      time: ['given_at', 'withdrawn_at'],
    },
  },
  citizen_check_ups: {
    whose: 'citizen',
    keep: 'registration',
    key: ['citizen_id', 'attempt'],
    columns: {
      id: ['citizen_id'],
      sealed: ['body_sealed'],
      count: ['attempt'],
      time: ['done_at'],
    },
  },
  citizen_conversations: {
    whose: 'citizen',
    keep: 'registration',
    key: ['citizen_id', 'conversation_id'],
    columns: {
      id: ['citizen_id'],
      foreignId: ['conversation_id'],
      time: ['since'],
    },
  },
  teaching_texts: {
    whose: 'staff',
    keep: 'work',
    key: ['id'],
    columns: {
      id: ['id', 'author_id', 'decided_by'],
      sealedOwn: ['body_sealed'],
      code: ['kind', 'type', 'case_month', 'loss_band', 'state'],
      time: ['created_at', 'updated_at'],
    },
  },
  daily_turns: {
    whose: 'staff',
    keep: 'configuration',
    key: ['day'],
    columns: {
      id: ['text_id', 'officer_id'],
      code: ['type'],
      time: ['day', 'at'],
    },
  },
  teaching_done: {
    whose: 'citizen',
    keep: 'registration',
    key: ['citizen_id', 'lesson', 'kind'],
    columns: {
      id: ['citizen_id'],
      code: ['lesson', 'kind'],
      count: ['result'],
      time: ['at'],
    },
  },
  lesson_pushes: {
    whose: 'citizen',
    keep: 'registration',
    key: ['citizen_id', 'week'],
    columns: {
      id: ['citizen_id', 'message_id'],
      code: ['lesson'],
      time: ['week', 'at'],
    },
  },
  board_months: {
    whose: 'nobody',
    keep: 'figures',
    key: ['month'],
    columns: {
      open: ['body'],
      code: ['month'],
      time: ['at'],
    },
  },
  grids: {
    whose: 'nobody',
    keep: 'configuration',
    key: ['id'],
    columns: {
      id: ['id'],
      place: ['name', 'town'],
      code: ['kind'],
      count: ['people'],
      time: ['created_at', 'closed_at'],
    },
  },
  grid_advisors: {
    whose: 'staff',
    keep: 'account',
    key: ['grid_id', 'officer_id', 'since'],
    columns: {
      id: ['grid_id', 'officer_id'],
      time: ['since', 'until'],
    },
  },
  advisor_trainings: {
    whose: 'staff',
    keep: 'account',
    key: ['officer_id', 'course', 'done_on'],
    columns: {
      id: ['officer_id', 'confirmed_by'],
      code: ['course'],
      time: ['done_on', 'created_at'],
    },
  },
  grid_tasks: {
    whose: 'staff',
    keep: 'figures',
    key: ['id'],
    columns: {
      id: ['id', 'grid_id', 'done_by', 'step_id'],
      code: ['task'],
      time: ['week', 'due_at', 'done_at', 'created_at'],
    },
  },
} satisfies KeptIn;
