import type { Config } from '../config.ts';
import type { HandlerDeps } from '../conversation/handle-message.ts';
import { DAY } from '../durations.ts';
import { raiseStopLead } from './raise-lead.ts';
import { tellStopAnswer } from './tell-answer.ts';

/** So long the request that brought a lead may take to tell the desk of it. Milliseconds. */
const RAISED_WITHIN = 30_000;

interface StopDeps extends HandlerDeps {
  readonly config: Pick<
    Config,
    'STOP_LEAD_KEEP_DAYS' | 'STOP_EVIDENCE_KEEP_DAYS' | 'STOP_LEAD_SILENT_DAYS' | 'PUBLIC_URL' | 'HOTLINE_NUMBER'
  >;
  readonly nudgeDelivery: () => void;
}

/** What comes due by itself about stop leads; each call does one piece of it. */
export function stopChores(deps: StopDeps) {
  const { storage, config } = deps;
  return [
    {
      name: 'stop leads: tell the desk',
      everyMs: 15_000,
      async work() {
        const [lead] = await storage.unraisedStopLeads(RAISED_WITHIN);
        if (lead) await storage.onePiece('stop-raise', lead.id, () => raiseStopLead(deps, lead, undefined));
        return lead !== undefined;
      },
    },
    { name: 'stop leads: tell the citizen of answers', everyMs: 5000, work: () => tellStopAnswer(deps) },
    {
      name: 'stop leads: close what is answered and silent',
      everyMs: 600_000,
      work: () => storage.closeSilentStopLead({ silence: config.STOP_LEAD_SILENT_DAYS * DAY }),
    },
    {
      name: 'stop leads: evidence that is kept no longer',
      everyMs: 600_000,
      work: () => storage.purgeStopEvidence({ evidence: config.STOP_EVIDENCE_KEEP_DAYS * DAY }),
    },
    {
      name: 'stop leads: leads that are kept no longer',
      everyMs: 60_000,
      work: () => storage.purgeStopLead({ lead: config.STOP_LEAD_KEEP_DAYS * DAY }),
    },
  ] as const;
}
