import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { useWords } from '../../console/language.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { FRAME_WORDS } from './me-words.ts';

interface OwnPage {
  readonly title: string;
  /** The page that leads here. */
  readonly back?: { readonly path: string; readonly name: string };
  readonly children: Child;
}

/** A page of one citizen: no search engine, no paper. Help stands above everything. */
export async function renderOwnPage(deps: PageDeps, context: Context, { title, back, children }: OwnPage): Promise<string> {
  context.header('X-Robots-Tag', 'noindex, nofollow');
  const preferences = readPreferences(context);
  const words = FRAME_WORDS[preferences.language];
  return renderPage({
    title: `${title} · 反诈一哥`,
    description: '',
    preferences,
    bilingual: true,
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <>
        <p class="me-help">
          <a href="/">{words.ask}</a>
          <a href={telLink('110')}>{words.gone}</a>
        </p>
        <main class="sheet me">
          <h1>{title}</h1>
          {children}
          {back && (
            <p>
              <a class="me-link" href={back.path}>
                ← {back.name}
              </a>
            </p>
          )}
          <p>
            <a class="me-link" href="/privacy">
              {words.privacy}
            </a>
          </p>
        </main>
        <p class="me-paper">{words.paper}</p>
      </>
    ),
  });
}

/** What came of a form, where it has no field of its own to stand at. */
export function Notice({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p class="me-notice" role="alert">
      {text}
    </p>
  );
}

/** What the code is not; beside it wherever it is spoken of. */
export function NeverProof() {
  return <p class="me-never">{useWords(FRAME_WORDS).never}</p>;
}
