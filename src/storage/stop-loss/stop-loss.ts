import type { StorageContext } from '../context.ts';
import { correctLead } from './correct-lead.ts';
import { handleLead } from './handle-lead.ts';
import { listLeads } from './list-leads.ts';
import { purgeLeads } from './purge-leads.ts';
import { readLeads } from './read-leads.ts';
import { receiveLead } from './receive-lead.ts';
import { sendLead } from './send-lead.ts';
import { stopAnswers } from './stop-answers.ts';
import { stopEvidence } from './stop-evidence.ts';
import { tellAnswers } from './tell-answers.ts';

/** Stop-payment leads, their transfers, answers and evidence. */
export function stopLoss(context: StorageContext) {
  return {
    ...receiveLead(context),
    ...readLeads(context),
    ...listLeads(context),
    ...correctLead(context),
    ...handleLead(context),
    ...sendLead(context),
    ...stopAnswers(context),
    ...stopEvidence(context),
    ...tellAnswers(context),
    ...purgeLeads(context),
  };
}
