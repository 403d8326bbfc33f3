import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import { type MediaType, mediaTypeOf } from '../../media-type.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseIdOf } from './case-answers.tsx';
import { mayTakeOut } from './case-export.ts';
import { caseViewOf } from './case-view.ts';
import { officerOf } from './session.ts';

/** What a browser shows or plays by itself, and what brings no script of its own. The rest is saved. */
const SHOWN: ReadonlySet<MediaType> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'audio/ogg',
  'audio/mpeg',
  'video/mp4',
]);

/**
 * `GET /console/cases/:id/attachments/:attachment`: a picture or a voice message that the citizen sent, for whoever may read
 * his words in full, or has just said why he takes the case out of the program; that it was looked at is written down.
 */
export async function showAttachment(deps: PageDeps, context: Context): Promise<Response> {
  const deskCase = await deps.storage.deskCase(caseIdOf(context));
  if (!deskCase) throw unknown();
  const takesOut = mayTakeOut(context, deskCase) && (await deps.storage.mayExport(officerOf(context).id, deskCase.id));
  if (!takesOut && !(await caseViewOf(deps, context, deskCase)).open)
    throw new AppError('case.masked', '接了单，或者按过“看全部内容”，才能看图片、听语音。', 409);
  const id = context.req.param('attachment') ?? '';
  const bytes = await deps.storage.readCaseAttachment(deskCase.id, id, officerOf(context).id);
  if (!bytes) throw unknown();
  const type = mediaTypeOf(bytes);
  const how = type !== null && SHOWN.has(type) ? 'inline' : 'attachment';
  context.header('Content-Type', type ?? 'application/octet-stream');
  // The list of an export names it by its id; whoever saves several keeps them apart by it.
  context.header('Content-Disposition', `${how}; filename="from-citizen-${id.replace(/[^\w-]/g, '')}.${type?.split('/')[1] ?? 'bin'}"`);
  return context.body(bytes);
}

function unknown(): AppError {
  return new AppError('attachment.unknown', '没有这个图片或语音，或者它已经删除了。', 404);
}
