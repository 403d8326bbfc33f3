import { DAY } from '../durations.ts';
import { checkImport } from './check-import.ts';
import { sendNotice } from './send-notice.ts';

interface Keeping {
  readonly config: { readonly WARNING_KEEP_DAYS: number };
}
type ChoreDeps = Parameters<typeof sendNotice>[0] & Parameters<typeof checkImport>[0] & Keeping;

/** What comes due by itself with warnings. */
export function dissuasionChores(deps: ChoreDeps) {
  const { storage } = deps;
  return [
    { name: 'warning-leads', everyMs: 2000, work: storage.postWarningLead },
    { name: 'warning-notices', everyMs: 2000, work: () => sendNotice(deps) },
    { name: 'warnings-overdue', everyMs: 5000, work: storage.escalateOverdue },
    { name: 'warning-imports', everyMs: 1000, work: () => checkImport(deps) },
    { name: 'warnings-tidy', everyMs: 60_000, work: () => storage.tidyWarnings(deps.config.WARNING_KEEP_DAYS * DAY) },
  ];
}
