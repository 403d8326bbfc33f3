import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { Logo } from '../signs.tsx';

interface OwnPage {
  readonly title: string;
  /** The page that leads here. */
  readonly back?: { readonly path: string; readonly name: string };
  readonly children: Child;
}

/** A page of one citizen: no search engine, no paper. Help stands above everything. */
export async function renderOwnPage(deps: PageDeps, context: Context, { title, back, children }: OwnPage): Promise<string> {
  context.header('X-Robots-Tag', 'noindex, nofollow');
  return renderPage({
    title: `${title} · 反诈一哥`,
    description: '',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <>
        <p class="me-help">
          <a href="/">有事先问，不用登记</a>
          <a href={telLink('110')}>钱刚转走？打110</a>
        </p>
        <main class="sheet me">
          <header class="me-head">
            <Logo />
            <h1>{title}</h1>
          </header>
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
              个人信息说明
            </a>
          </p>
        </main>
        <p class="me-paper">反诈码只给本人在自己手机上看，不打印。</p>
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
