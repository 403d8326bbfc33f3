import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { Logo, PhoneIcon } from '../signs.tsx';

export const LEARN_PATH = '/learn';

interface LearnPage {
  readonly title: string;
  readonly description: string;
  /** The page that it belongs to; none on the first one. */
  readonly back?: { readonly path: string; readonly name: string };
  readonly children: Child;
}

/** A page of 一哥说骗: the way to ask stands above, and 110. */
export async function renderLearnPage(
  deps: PageDeps,
  context: Context,
  { title, description, back, children }: LearnPage,
): Promise<string> {
  return renderPage({
    title: `${title} · 反诈一哥`,
    description,
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <>
        <a class="skip" href="#lesson">
          跳到正文
        </a>
        <header class="top learn-top">
          <a class="brand" href={LEARN_PATH}>
            <Logo />
            <span>
              <strong>一哥说骗</strong>
              <small>{deps.config.CITY}</small>
            </span>
          </a>
          <nav class="learn-ways" aria-label="别的页面">
            <a href="/">问一哥</a>
            <a class="learn-110" href={telLink('110')}>
              <PhoneIcon />
              打110
            </a>
          </nav>
        </header>
        <main id="lesson" class="sheet learn">
          {back && (
            <p class="learn-back">
              <a href={back.path}>← {back.name}</a>
            </p>
          )}
          <h1>{title}</h1>
          {children}
        </main>
      </>
    ),
  });
}

/** Where this page is to be found from elsewhere: what the operator says, or as the reader came. */
export function publicAddress(deps: PageDeps, context: Context, path: string): string {
  return `${deps.config.PUBLIC_URL || new URL(context.req.url).origin}${path}`;
}
