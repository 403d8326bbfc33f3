import type { StorageContext } from '../context.ts';
import { citizenCopies } from './citizen-copy.ts';
import { detachConsult } from './detach-consult.ts';
import { erasureRequests } from './erasure-requests.ts';
import { findErasable } from './find-erasable.ts';
import { purgeConsults } from './purge-consults.ts';
import { purgeReport } from './purge-report.ts';
import { purgeWork } from './purge-work.ts';
import { rotateKeys } from './rotate-keys.ts';
import { termsShown } from './terms-shown.ts';

/** How long things are kept, what ends them, and the keys. */
export function privacy(context: StorageContext) {
  return {
    ...purgeConsults(context),
    ...detachConsult(context),
    ...purgeWork(context),
    ...purgeReport(context),
    ...rotateKeys(context),
    ...citizenCopies(context),
    ...termsShown(context),
    ...findErasable(context),
    ...erasureRequests(context),
    /** Once more, for what was destroyed since the last time. */
    scrubFiles: async (): Promise<void> => context.database.scrub?.(),
  };
}
