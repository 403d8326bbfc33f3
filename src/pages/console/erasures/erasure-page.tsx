import type { Context } from 'hono';
import type { FoundToErase } from '../../../citizens/desk-erasure.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { OrderForm } from './erasure-order.tsx';
import { dayOf, ERASURE_WORDS } from './erasure-words.ts';
import type { OrderView } from './read-order.ts';

/** `GET /console/erasures/:id`, before it is ordered: what there is, what goes and what stays, and the form. */
export async function renderOrder(deps: PageDeps, context: Context, view: OrderView): Promise<string> {
  const { registration } = view.found;
  const grid = registration?.gridId == null ? null : await deps.storage.readGrid(registration.gridId);
  return renderConsole(deps, context, {
    title: ERASURE_WORDS[deskLanguage(context)].title,
    children: <Order view={view} place={grid && `${grid.town} ${grid.name}`} />,
  });
}

function Order({ view, place }: { view: OrderView; place: string | null }) {
  const words = useWords(ERASURE_WORDS);
  const { stays, leavingSince } = view.found;
  return (
    <section class="gate gate-wide erasure">
      <h1>{words.title}</h1>
      <Found found={view.found} place={place} />
      {leavingSince !== null && (
        <p class="notice" role="status">
          {words.leaving(dayOf(leavingSince))}
        </p>
      )}
      <h2>{words.goesTitle}</h2>
      <p>{words.goes}</p>
      <p>{words.stays}</p>
      {stays.cases.length > 0 && <p class="notice">{words.stayCases(stays.cases.join(', '))}</p>}
      {stays.stopLeads.length > 0 && <p class="notice">{words.stayLeads(stays.stopLeads.join(', '))}</p>}
      <p>{words.remains}</p>
      <p class="notice">{words.scam}</p>
      <OrderForm view={view} />
    </section>
  );
}

/** The least: that it is there, since when, where, how much. */
function Found({ found, place }: { found: FoundToErase; place: string | null }) {
  const words = useWords(ERASURE_WORDS);
  const { registration, since, conversations, stays } = found;
  const facts: readonly (readonly [name: string, value: string, lang?: string | undefined])[] = [
    [words.registered, registration === null ? words.notRegistered : dayOf(registration.since)],
    ...(registration?.ageBand === 'under14' ? ([[words.age, words.child]] as const) : []),
    [words.since, since === null ? words.none : dayOf(since)],
    [words.grid, place ?? words.noGrid, place === null ? undefined : 'zh-CN'],
    [words.conversations, words.count(conversations.length)],
    [words.cases, stays.cases.join(', ') || words.none],
    [words.leads, stays.stopLeads.join(', ') || words.none],
    [words.warnings, stays.warnings === 0 ? words.none : words.count(stays.warnings)],
  ];
  return (
    <article class="citizens-found" aria-labelledby="found-title">
      <h2 id="found-title">{words.found}</h2>
      <dl>
        {facts.map(([name, value, lang]) => (
          <div>
            <dt>{name}</dt>
            <dd lang={lang}>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">{words.noContent}</p>
    </article>
  );
}
