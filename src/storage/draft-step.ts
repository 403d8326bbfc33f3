import type { Compilable } from 'kysely';
import type { StorageContext } from './context.ts';
import type { DraftChange } from './draft.ts';
import type { DraftState, DraftStepKind, LibraryTables } from './library-schema.ts';

/** What is written down for ever of a draft; its subject is the draft's id. */
export type DraftAction =
  | 'draft.begun'
  | 'draft.changed'
  | 'draft.rebased'
  | 'draft.proposed'
  | 'draft.returned'
  | 'draft.withdrawn'
  | 'draft.published'
  | 'draft.published-alone'
  | 'build.wanted';

/** A draft as it was read, and how many steps it had come then. */
export type DraftSeen = LibraryTables['drafts'] & { readonly steps: number };

interface Step {
  readonly kind: DraftStepKind;
  readonly officerId: string;
  readonly remark?: string | null | undefined;
}

const STEP_DIGITS = 6;

/**
 * The acts on one draft follow each other: each is a step with a number, and a number is taken once. Who acted on what is no
 * longer so violates the key, and all of his batch comes to nothing.
 */
export function draftSteps({ database, sources }: StorageContext) {
  const { query } = database;

  const audit = (action: DraftAction, draftId: string, officerId: string) =>
    query.insertInto('audit').values({ at: sources.now(), officer_id: officerId, action, subject: draftId, reason_sealed: null });

  /** The place behind the steps that were seen, and its line in the audit log. */
  const step = (draftId: string, number: number, { kind, officerId, remark = null }: Step): Compilable[] => [
    query.insertInto('draft_steps').values({
      id: `${draftId}/${String(number).padStart(STEP_DIGITS, '0')}`,
      draft_id: draftId,
      kind,
      officer_id: officerId,
      remark,
      at: sources.now(),
    }),
    audit(`draft.${kind}`, draftId, officerId),
  ];

  return {
    audit,
    step,

    /** Both in one statement: nothing comes between the draft and the number of its steps. */
    async see(id: string): Promise<DraftSeen | null> {
      const row = await query
        .selectFrom('drafts')
        .selectAll()
        .select(({ selectFrom }) =>
          selectFrom('draft_steps')
            .select(({ fn }) => fn.countAll<number | string>().as('steps'))
            .whereRef('draft_id', '=', 'drafts.id')
            .as('steps'),
        )
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? { ...row, steps: Number(row.steps) } : null;
    },

    /** Its next step with what belongs to it. `overtaken`: somebody else has taken a step meanwhile. */
    async take(seen: DraftSeen, next: Step, statements: readonly Compilable[]): Promise<'done' | 'overtaken'> {
      try {
        await database.batch([...step(seen.id, seen.steps + 1, next), ...statements]);
        return 'done';
      } catch (error) {
        if (database.isUniqueViolation(error)) return 'overtaken';
        throw error;
      }
    },
  };
}

/** What must be so before an act, and else what it is; null: go on. */
export function hindrance(seen: DraftSeen | null, states: readonly DraftState[], edits: number): Exclude<DraftChange, 'done'> | null {
  if (!seen) return 'unknown';
  if (!states.includes(seen.state)) return 'state';
  return seen.edits === edits ? null : 'overtaken';
}
