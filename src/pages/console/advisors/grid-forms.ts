import type { Context } from 'hono';
import { gridKind, gridName, gridPeople } from '../../../dissuasion/grid-file.ts';
import type { GridFields } from '../../../storage/places/grid-changes.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { dayOf, GRIDS_PATH, gridPath } from './advisor-addresses.ts';
import { ADVISOR_PROBLEMS } from './advisor-words.ts';
import { gridMark, readKnownGrid, renderGrid } from './grid-page.tsx';
import { type GridRemark, renderGrids } from './grids-page.tsx';

type Typed = Readonly<Record<string, string>>;

/** As early as an assignment may begin. Milliseconds since 1970 UTC. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** Making, changing and closing grids, and who looks after them. */
export function gridForms(deps: PageDeps) {
  const { storage } = deps;
  const problemsOf = (context: Context) => ADVISOR_PROBLEMS[deskLanguage(context)];

  function fieldsOf(context: Context, typed: Typed): GridFields | Typed {
    const words = problemsOf(context);
    const [town, name, kind, people] = [
      gridName(typed.town ?? ''),
      gridName(typed.name ?? ''),
      gridKind(typed.kind ?? ''),
      gridPeople(typed.people ?? ''),
    ];
    if (town !== null && name !== null && kind !== null && people !== null) return { town, name, kind, people };
    return {
      ...(town === null && { town: words.town }),
      ...(name === null && { name: words.name }),
      ...(kind === null && { kind: words.kind }),
      ...(people === null && { people: words.people }),
    };
  }
  const isWhole = (fields: GridFields | Typed): fields is GridFields => typeof (fields as GridFields).people === 'number';

  async function refuseNew(context: Context, typed: Typed, problems: Typed): Promise<Response> {
    context.status(422);
    return context.html(await renderGrids(deps, context, { form: 'add', typed, problems }));
  }
  async function refuse(context: Context, remark: GridRemark | null, problem: string | null, status: 409 | 422): Promise<Response> {
    context.status(status);
    return context.html(await renderGrid(deps, context, remark, problem));
  }
  const back = (context: Context, id: string): Response => context.redirect(`${gridPath(id)}?saved=1`, 303);

  return {
    async add(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const fields = fieldsOf(context, typed);
      if (!isWhole(fields)) return refuseNew(context, typed, fields);
      const id = await storage.addGrid(formIdOf(typed.formId) ?? deps.newId(), fields, officerOf(context).id);
      if (id === null) return refuseNew(context, typed, { name: problemsOf(context).taken });
      return back(context, id);
    },

    async change(context: Context): Promise<Response> {
      const grid = await readKnownGrid(deps, context);
      const typed = await typedFields(context);
      const fields = fieldsOf(context, typed);
      if (!isWhole(fields)) return refuse(context, { form: 'change', typed, problems: fields }, null, 422);
      const words = problemsOf(context);
      if (typed.seen !== undefined && typed.seen !== gridMark(grid) && gridMark({ ...fields, id: grid.id }) !== gridMark(grid))
        return refuse(context, { form: 'change', typed, problems: {} }, words.changed, 409);
      const done = await storage.changeGrid(grid, fields, officerOf(context).id);
      if (done === 'taken') return refuse(context, { form: 'change', typed, problems: { name: words.taken } }, null, 422);
      if (done === 'changed') return refuse(context, { form: 'change', typed, problems: {} }, words.changed, 409);
      return back(context, grid.id);
    },

    async close(context: Context): Promise<Response> {
      const grid = await readKnownGrid(deps, context);
      if (!(await storage.closeGrid(grid, officerOf(context).id))) return refuse(context, null, problemsOf(context).changed, 409);
      return context.redirect(`${GRIDS_PATH}?saved=1`, 303);
    },

    async assign(context: Context): Promise<Response> {
      const grid = await readKnownGrid(deps, context);
      const typed = await typedFields(context);
      const words = problemsOf(context);
      const since = dayOf(typed.since ?? '');
      const known = (await storage.listAdvisors()).some(({ id }) => id === typed.advisor);
      const problems = {
        ...(!known && { advisor: words.advisor }),
        ...((since === null || since > deps.now() || since < EARLIEST) && { since: words.since }),
      };
      if (since === null || Object.keys(problems).length > 0) return refuse(context, { form: 'assign', typed, problems }, null, 422);
      if (!(await storage.assignAdvisor(grid.id, typed.advisor ?? '', since, officerOf(context).id)))
        return refuse(context, { form: 'assign', typed, problems: { advisor: words.advisor } }, null, 422);
      return back(context, grid.id);
    },

    /** Ended before is ended. */
    async end(context: Context): Promise<Response> {
      const grid = await readKnownGrid(deps, context);
      const { advisor = '' } = await typedFields(context);
      await storage.endAssignment(grid.id, advisor, officerOf(context).id);
      return back(context, grid.id);
    },
  };
}
