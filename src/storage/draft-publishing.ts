import { MINUTE } from '../durations.ts';
import { auditEntry } from './audit-entry.ts';
import type { StorageContext } from './context.ts';
import type { Drafts, Publication } from './draft.ts';
import { callBackRow } from './draft-call-backs.ts';
import { type DraftSeen, draftSteps, hindrance } from './draft-step.ts';

/**
 * By then every server has the release and has concluded what it had begun with the one before: within five
 * seconds, a Worker within thirty of its next request.
 */
const LOOKED_AGAIN_AFTER = MINUTE;

/** The step from a proposal to a release at work. */
export function draftPublishing(context: StorageContext): Pick<Drafts, 'publishDraft'> {
  const { database, sources } = context;
  const { query } = database;
  const steps = draftSteps(context);

  /** Exactly this draft has passed, as this version, and nothing newer was measured; the release itself is kept. */
  async function hasPassed(draft: DraftSeen, { buildId, version }: Publication): Promise<boolean> {
    const newest = await query
      .selectFrom('draft_builds')
      .leftJoin('releases', (join) =>
        join.onRef('releases.version', '=', 'draft_builds.version').onRef('releases.checksum', '=', 'draft_builds.checksum'),
      )
      .select(['draft_builds.id', 'edits', 'base', 'state', 'releases.version'])
      .where('draft_id', '=', draft.id)
      .orderBy('edits', 'desc')
      .orderBy('wanted_at', 'desc')
      .orderBy('draft_builds.id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return (
      newest?.id === buildId &&
      newest.state === 'passed' &&
      newest.edits === draft.edits &&
      newest.base === draft.base &&
      newest.version === version
    );
  }

  /** Nobody has put anything to work since `seen`, and the draft changes what is at work. */
  async function isOnWhatIsAtWork(base: string, seen: number): Promise<boolean> {
    const [newest, atWork] = await Promise.all([
      query.selectFrom('activations').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst(),
      query.selectFrom('activations').select('version').where('refused', 'is', null).orderBy('seq', 'desc').limit(1).executeTakeFirst(),
    ]);
    return newest?.seq === seen && atWork?.version === base;
  }

  return {
    async publishDraft(id, publication) {
      const { officerId, edits, version, callBacks, alone, seen: activation } = publication;
      const seen = await steps.see(id);
      const hindered = hindrance(seen, ['proposed'], edits);
      if (hindered || !seen) return hindered ?? 'unknown';
      const samePerson = seen.proposed_by === officerId;
      if (samePerson && !alone) return 'same-person';
      if (!(await hasPassed(seen, publication))) return 'not-passed';
      if (!(await isOnWhatIsAtWork(seen.base, activation))) return 'overtaken';
      const now = sources.now();
      return steps.take(seen, { kind: 'published', officerId, remark: version }, [
        // Its place is taken once, as the step's is: of two who publish, one does.
        query.insertInto('activations').values({ seq: activation + 1, version, officer_id: officerId, at: now, refused: null }),
        query
          .updateTable('drafts')
          .set({
            state: 'published',
            published_by: officerId,
            published_as: version,
            updated_at: now,
            call_backs_due: now + LOOKED_AGAIN_AFTER,
          })
          .where('id', '=', id),
        ...(samePerson ? [steps.audit('draft.published-alone', id, officerId)] : []),
        auditEntry(query, { at: now, officerId, action: 'release.activated', subject: version }),
        ...callBacks.map((one) => callBackRow(query, version, one, now)),
      ]);
    },
  };
}
