import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import { AT_THE_DESK, typingAt } from '../../storage/presence.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readForm } from '../citizen/read-form.ts';
import { deskLanguage, Speaking } from './language.tsx';
import { LookersLine, loadLookers } from './lookers.tsx';
import { officerOf } from './session.ts';

/**
 * `POST /console/presence`: a sign of life of an open page, every 15 seconds, and one when it is left. Of a case's page
 * it is answered with who else is there.
 */
export function notePresence(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { place, gone, typing } = await readForm(context);
    if (typeof place !== 'string' || !/^[\w-]{1,64}$/.test(place))
      throw new AppError('request.not-form', 'place must be "desk" or the id of a case', 400);
    const { id } = officerOf(context);
    if (gone === '1') {
      // Both: whoever has another page open says so again before it counts.
      for (const left of new Set([AT_THE_DESK, place])) await deps.storage.noteLeaving(id, left);
      return context.body(null, 204);
    }
    if (place === AT_THE_DESK) {
      await deps.storage.noteSeen(id, AT_THE_DESK);
      return context.body(null, 204);
    }
    await deps.storage.noteSeen(id, AT_THE_DESK, place, ...(typing === '1' ? [typingAt(place)] : []));
    const loaded = await loadLookers(deps, { id: place });
    return context.html(
      (
        <Speaking value={deskLanguage(context)}>
          <LookersLine loaded={loaded} officerId={id} />
        </Speaking>
      ).toString(),
    );
  };
}
