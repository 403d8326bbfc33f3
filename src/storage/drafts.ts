import type { StorageContext } from './context.ts';
import type { Drafts } from './draft.ts';
import { draftActs } from './draft-acts.ts';
import { draftBuilds } from './draft-builds.ts';
import { draftCallBacks } from './draft-call-backs.ts';
import { draftPublishing } from './draft-publishing.ts';
import { draftReading } from './draft-reading.ts';

export type { DraftBuild, DueCallBacks, ToldGreen } from './draft.ts';

export function drafts(context: StorageContext): Drafts {
  return {
    ...draftReading(context),
    ...draftActs(context),
    ...draftPublishing(context),
    ...draftBuilds(context),
    ...draftCallBacks(context),
  };
}
