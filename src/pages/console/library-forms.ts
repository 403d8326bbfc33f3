import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { dayAndTime } from './day-and-time.ts';
import { deskLanguage } from './language.tsx';
import { LIBRARY_PATH } from './library-frame.tsx';
import { renderLibrary } from './library-page.tsx';
import { RELEASE_WORDS } from './library-release-words.ts';
import { officerOf } from './session.ts';

/**
 * `POST /console/library/activate`: only on top of the activation that he had before his eyes; otherwise he is shown what
 * has happened since, and nothing is changed.
 */
export function activateRelease(deps: PageDeps) {
  const { storage, detector } = deps;
  const show = async (context: Context, status: 409 | 422, notice: string): Promise<Response> => {
    context.status(status);
    return context.html(await renderLibrary(deps, context, notice));
  };

  return async (context: Context): Promise<Response> => {
    const language = deskLanguage(context);
    const words = RELEASE_WORDS[language];
    const { version = '', seen = '' } = await typedFields(context);
    if (version === '' || !/^\d{1,15}$/.test(seen)) return show(context, 422, words.incomplete);
    if (!(await storage.keptReleases()).some((kept) => kept.version === version))
      throw new AppError('library.unknown-release', words.unknown, 404);
    if (!(await storage.wasAtWork(version))) return show(context, 409, words.notPublished);
    const before = await storage.newestActivation();
    const isNewest = (before?.seq ?? 0) === Number(seen);
    if (isNewest && before?.version === version && before.refused === null && detector.library.version === version)
      return show(context, 409, words.already(version));
    if (isNewest && (await storage.activateRelease(version, officerOf(context).id, Number(seen))))
      return context.redirect(LIBRARY_PATH, 303);
    const first = await storage.newestActivation();
    const { officer, at } = first ?? { officer: null, at: deps.now() };
    return show(context, 409, words.overtaken(first?.version ?? version, officer ?? words.program, dayAndTime(at, language)));
  };
}
