import type { Context } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { Field } from '../field.tsx';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { dayOf, ERASURE_WORDS } from './erasure-words.ts';

export const ERASURES_PATH = '/console/erasures';
export const erasurePath = (id: string): string => `${ERASURES_PATH}/${encodeURIComponent(id)}`;

export interface ErasuresView {
  readonly typed?: { readonly sought: string; readonly whose: string };
  /** What is wrong with what was typed. */
  readonly problem?: string;
  /** Whoever was looked for is erased already; null: nobody knows since when. */
  readonly gone?: { readonly at: number | null };
  /** Children of one guardian. */
  readonly several?: readonly { readonly id: string; readonly since: number; readonly place: string | null }[];
}

/** `GET /console/erasures`: whom an administrator is to erase is looked up by a number, and never browsed for. */
export async function renderErasures(deps: PageDeps, context: Context, view: ErasuresView = {}): Promise<string> {
  return renderConsole(deps, context, {
    title: ERASURE_WORDS[deskLanguage(context)].title,
    children: <Erasures view={view} />,
  });
}

function Erasures({ view: { typed, problem, gone, several = [] } }: { view: ErasuresView }) {
  const words = useWords(ERASURE_WORDS);
  return (
    <section class="gate gate-wide erasure">
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      {gone && (
        <p class="notice" role="status">
          {words.gone}
          {gone.at === null ? words.goneSome : words.goneAt(dayOf(gone.at))}
        </p>
      )}
      {several.length > 0 && (
        <div class="notice" role="status">
          <p>{words.several}</p>
          <ul>
            {several.map(({ id, since, place }) => (
              <li>
                <a href={erasurePath(id)}>{words.childOf(dayOf(since), place ?? words.noGrid)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <form class="gate-form" method="post" action={`${ERASURES_PATH}/find`} aria-labelledby="find-title">
        <h2 id="find-title">{words.findTitle}</h2>
        <Field
          name="sought"
          label={words.sought}
          hint={words.soughtHint}
          problem={problem ?? null}
          value={typed?.sought ?? ''}
          autocomplete="off"
          capitals
          autofocus
        />
        <fieldset class="choices">
          <legend>{words.whose}</legend>
          {(['own', 'guardian'] as const).map((whose) => (
            <label>
              <input type="radio" name="whose" value={whose} checked={(typed?.whose === 'guardian' ? 'guardian' : 'own') === whose} />{' '}
              <span>{words[whose]}</span>
            </label>
          ))}
        </fieldset>
        <button class="go" type="submit">
          {words.find}
        </button>
      </form>
    </section>
  );
}
