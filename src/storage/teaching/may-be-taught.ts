import type { ExpressionBuilder } from 'kysely';
import { DAY } from '../../durations.ts';
import type { Tables } from '../schema.ts';

type Is = ExpressionBuilder<Tables, 'citizens'>;
/** Milliseconds: between two lessons. */
const PAUSE = 7 * DAY;

/** Has he agreed to lessons, in these words? */
export const agrees = (is: Is, version: number) =>
  is.exists(
    is
      .selectFrom('citizen_consents')
      .select('citizen_consents.id')
      .whereRef('citizen_consents.citizen_id', '=', 'citizens.id')
      .where('purpose', '=', 'teaching')
      .where('version', '=', version)
      .where('withdrawn_at', 'is', null),
  );
/** Was there no lesson for seven days? */
export const rested = (is: Is, now: number) =>
  is.not(
    is.exists(
      is
        .selectFrom('lesson_pushes')
        .select('lesson')
        .whereRef('lesson_pushes.citizen_id', '=', 'citizens.id')
        .where('lesson_pushes.at', '>', now - PAUSE),
    ),
  );
