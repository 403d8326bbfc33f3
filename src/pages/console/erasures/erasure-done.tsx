import type { Context } from 'hono';
import type { ErasureRequest } from '../../../storage/privacy/erasure-requests.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { dayOf, ERASURE_WORDS } from './erasure-words.ts';
import { ERASURES_PATH } from './erasures-page.tsx';

type Ordered = NonNullable<ErasureRequest['ordered']>;

/** `GET /console/erasures/:id`, once it is ordered: the same however often it is asked for. */
export async function renderErased(deps: PageDeps, context: Context, ordered: Ordered): Promise<string> {
  return renderConsole(deps, context, {
    title: ERASURE_WORDS[deskLanguage(context)].doneTitle,
    children: <Erased ordered={ordered} />,
  });
}

function Erased({ ordered: { number, stays, at, doneAt } }: { ordered: Ordered }) {
  const words = useWords(ERASURE_WORDS);
  const left = [
    ...(stays.cases.length > 0 ? [words.afterCases(stays.cases.join(', '))] : []),
    ...(stays.stopLeads.length > 0 ? [words.afterLeads(stays.stopLeads.join(', '))] : []),
    ...(stays.warnings > 0 ? [words.afterWarnings(stays.warnings)] : []),
  ];
  return (
    <section class="gate gate-wide erasure">
      <h1>{doneAt === null ? words.title : words.doneTitle}</h1>
      <p role="status">{doneAt === null ? words.underWay(dayOf(at)) : words.done(dayOf(doneAt))}</p>
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
      <p>
        <a href={ERASURES_PATH}>{words.another}</a>
      </p>
    </section>
  );
}
