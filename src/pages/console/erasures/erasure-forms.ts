import type { Context } from 'hono';
import { carryOut, eraseAtTheDesk, lookAtErasable } from '../../../citizens/desk-erasure.ts';
import { proveAgain } from '../../../desk/prove-again.ts';
import { AppError } from '../../../errors.ts';
import type { ErasureRequest } from '../../../storage/privacy/erasure-requests.ts';
import type { Erasable } from '../../../storage/privacy/find-erasable.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { deskLanguage } from '../language.tsx';
import { refusalText } from '../refusals.ts';
import { deskToken, officerOf } from '../session.ts';
import { renderErased } from './erasure-done.tsx';
import { renderOrder } from './erasure-page.tsx';
import { ERASURE_WORDS } from './erasure-words.ts';
import { type ErasuresView, erasurePath, renderErasures } from './erasures-page.tsx';
import { type OrderProblems, type OrderView, readOrder } from './read-order.ts';
import { readSought } from './read-sought.ts';

/** Erasure of whoever cannot ask for it on his own page. */
export function erasureForms(deps: PageDeps) {
  const { storage } = deps;
  const wordsOf = (context: Context) => ERASURE_WORDS[deskLanguage(context)];

  async function showList(context: Context, status: 200 | 422, view: ErasuresView): Promise<Response> {
    context.status(status);
    return context.html(await renderErasures(deps, context, view));
  }

  /** What was ordered is for every administrator; what was only looked up is for whoever looked, for a while. @throws AppError 404 */
  async function requestOf(context: Context): Promise<ErasureRequest> {
    const id = context.req.param('id') ?? '';
    const request = await storage.erasureRequest(id);
    if (!request || (!request.ordered && !(await storage.isErasureFresh(id, officerOf(context).id))))
      throw new AppError('erasure.unknown', '没有这一次查找，或者已经过时了。请重新找一次。', 404);
    return request;
  }

  async function showFound(context: Context, { id, whose }: ErasureRequest, again: Pick<OrderView, 'typed' | 'problems'> = {}) {
    const found = await lookAtErasable(storage, whose);
    // He has done it himself meanwhile.
    if (found.since === null) return showList(context, 200, { gone: { at: null } });
    if (again.problems) context.status(422);
    return context.html(await renderOrder(deps, context, { id, found, ...again }));
  }

  async function childrenOf(ids: readonly string[], several: readonly Erasable[]): Promise<NonNullable<ErasuresView['several']>> {
    return Promise.all(
      ids.map(async (id, at) => {
        const { registration } = await storage.erasableFacts(several[at] as Erasable);
        const grid = registration?.gridId == null ? null : await storage.readGrid(registration.gridId);
        return { id, since: registration?.since ?? 0, place: grid && `${grid.town} ${grid.name}` };
      }),
    );
  }

  return {
    async find(context: Context): Promise<Response> {
      const words = wordsOf(context);
      const { sought = '', whose = '' } = await typedFields(context);
      const typed = { sought, whose };
      const asked = readSought(sought, whose);
      if (asked === null) return showList(context, 422, { typed, problem: words.shape });
      if (asked.by === 'order') {
        const order = await storage.erasureByNumber(asked.number);
        return order ? context.redirect(erasurePath(order.id), 303) : showList(context, 422, { typed, problem: words.nobody });
      }
      const found = await storage.findErasable(asked);
      const several = found.kind === 'found' ? found.several : [];
      const ids = await storage.noteErasureSought(officerOf(context).id, several);
      if (found.kind === 'nobody') return showList(context, 422, { typed, problem: words.nobody });
      if (found.kind === 'erased') return showList(context, 200, { gone: found });
      const [id = ''] = ids;
      return ids.length === 1
        ? context.redirect(erasurePath(id), 303)
        : showList(context, 200, { several: await childrenOf(ids, several) });
    },

    async show(context: Context): Promise<Response> {
      const request = await requestOf(context);
      const done = request.ordered || request.pressed;
      return done ? context.html(await renderErased(deps, context, request.ordered)) : showFound(context, request);
    },

    async order(context: Context): Promise<Response> {
      const request = await requestOf(context);
      const { id } = request;
      const there = (): Response => context.redirect(erasurePath(id), 303);
      // Pressed twice: it was ordered the first time, and that used his code up.
      if (request.ordered) {
        await carryOut(storage, id);
        return there();
      }
      const typed = await typedFields(context);
      const again = (problems: OrderProblems): Promise<Response> => showFound(context, request, { typed, problems });
      const { order, problems } = readOrder(typed, await storage.erasableFacts(request.whose), wordsOf(context).problems);
      if (!order) return again(problems);
      const officer = officerOf(context);
      if (!(await storage.pressErasure(id))) return there();
      try {
        await proveAgain(deps, deskToken(context, deps.config) ?? '', officer, typed.code ?? '');
      } catch (error) {
        await storage.unpressErasure(id);
        if (!(error instanceof AppError) || error.status !== 422) throw error;
        return again({ code: refusalText(error, deskLanguage(context)) });
      }
      await eraseAtTheDesk(storage, id, { officerId: officer.id, ...order });
      return there();
    },
  };
}
