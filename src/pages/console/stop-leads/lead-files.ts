import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { checkPassphrase, sealOfflineFile } from '../../../stop-loss/offline-file.ts';
import { policeDocument } from '../../../stop-loss/police-document.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { officerOf } from '../session.ts';
import { type LeadView, loadLeadView, unknownLead } from './lead-view.ts';

/** What leaves the desk with a lead in it: for its handler alone, and written down. @throws AppError 403 `stop-lead.not-yours` */
async function leaving(deps: PageDeps, context: Context, action: 'stop-lead.printed' | 'stop-lead.filed'): Promise<LeadView> {
  const view = await loadLeadView(deps, context);
  if (!view.mine || view.gone) throw new AppError('stop-lead.not-yours', '只有办这条线索的人能做。先按“我来办”。', 409);
  await deps.storage.noteLeadLeaves(view.lead.id, officerOf(context).id, action);
  return view;
}

export const auditSheet = (deps: PageDeps, context: Context): Promise<LeadView> => leaving(deps, context, 'stop-lead.printed');

/** `POST /console/stop-leads/:id/file` @throws AppError 422 `stop-file.passphrase` */
export async function offlineFile(deps: PageDeps, context: Context, passphrase: string): Promise<Response> {
  // Before the lead is opened: a passphrase that is too short leaves no trace of a file.
  checkPassphrase(passphrase);
  const { sheet, lead } = await leaving(deps, context, 'stop-lead.filed');
  const text = await sealOfflineFile(policeDocument(sheet, lead.version, deps.now()), passphrase);
  context.header('Content-Type', 'application/json; charset=utf-8');
  context.header('Content-Disposition', `attachment; filename="stop-lead-${lead.number}-v${lead.version}.json"`);
  return context.body(text);
}

/** `GET /console/stop-leads/:id/evidence/:evidence` */
export async function showEvidence(deps: PageDeps, context: Context): Promise<Response> {
  const file = await deps.storage.readStopEvidence(
    context.req.param('id') ?? '',
    context.req.param('evidence') ?? '',
    officerOf(context).id,
  );
  if (!file) throw unknownLead();
  const extension = file.mediaType.split('/')[1] ?? 'bin';
  context.header('Content-Type', file.mediaType);
  // A PDF may bring scripts of its own: it is opened outside of our pages.
  context.header(
    'Content-Disposition',
    `${file.mediaType.startsWith('image/') ? 'inline' : 'attachment'}; filename="evidence.${extension}"`,
  );
  return context.body(file.bytes);
}
