import type { Context } from 'hono';
import type { ErasureRequest } from '../../../storage/privacy/erasure-requests.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { dayOf, ERASURE_WORDS } from './erasure-words.ts';
import { ERASURES_PATH } from './erasures-page.tsx';

type Ordered = ErasureRequest['ordered'];

/**
 * `GET /console/erasures/:id`, once it is ordered: the same however often it is asked for.
 * @param ordered null: his code is being looked at
 */
export async function renderErased(deps: PageDeps, context: Context, ordered: Ordered): Promise<string> {
  const words = ERASURE_WORDS[deskLanguage(context)];
  const isDone = ordered !== null && ordered.doneAt !== null;
  return renderConsole(deps, context, {
    title: isDone ? words.doneTitle : words.underWayTitle,
    children: (
      <section class="gate gate-wide erasure">
        <h1>{isDone ? words.doneTitle : words.underWayTitle}</h1>
        {ordered === null ? <p role="status">{words.pressed}</p> : <Erased ordered={ordered} />}
        <p>
          <a href={ERASURES_PATH}>{words.another}</a>
        </p>
      </section>
    ),
  });
}

function Erased({ ordered: { number, stays, at, doneAt } }: { ordered: NonNullable<Ordered> }) {
  const words = useWords(ERASURE_WORDS);
  const left = [
    ...(stays.cases.length > 0 ? [words.afterCases(stays.cases.join(', '))] : []),
    ...(stays.stopLeads.length > 0 ? [words.afterLeads(stays.stopLeads.join(', '))] : []),
    ...(stays.warnings > 0 ? [words.afterWarnings(stays.warnings)] : []),
  ];
  return (
    <>
      <p role="status">{doneAt === null ? words.underWay(dayOf(at)) : (left.length > 0 ? words.doneExcept : words.done)(dayOf(doneAt))}</p>
      <p>
        {words.tell} <b class="number erasure-number">{number}</b>
      </p>
      <p class="quiet">{words.tellWhy}</p>
      {left.length > 0 && (
        <div class="notice">
          <p>{words.after}</p>
          <ul>
            {left.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <p>{words.urgent}</p>
    </>
  );
}
