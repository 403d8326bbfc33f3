import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type Spoken, useWords } from '../../console/language.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { PhoneIcon } from '../signs.tsx';

export const LEARN_PATH = '/learn';

interface FrameWords {
  readonly skip: string;
  readonly name: string;
  readonly others: string;
  readonly ask: string;
  readonly call: string;
}
const WORDS: Spoken<FrameWords> = {
  'zh-CN': { skip: '跳到正文', name: '一哥说骗', others: '别的页面', ask: '问一哥', call: '打110' },
  en: { skip: 'Skip to the page', name: 'Scams', others: 'Other pages', ask: 'Ask', call: 'Call 110' },
};

interface LearnPage {
  readonly title: string;
  readonly description: string;
  /** The page that it belongs to; none on the first one. */
  readonly back?: { readonly path: string; readonly name: string };
  /** It has words for whoever reads no Chinese. */
  readonly bilingual?: boolean;
  readonly children: Child;
}

/** A page of 一哥说骗: the way to ask stands above, and 110. */
export async function renderLearnPage(
  deps: PageDeps,
  context: Context,
  { title, description, back, bilingual = false, children }: LearnPage,
): Promise<string> {
  return renderPage({
    title: `${title} · 反诈一哥`,
    description,
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    bilingual,
    children: (
      <>
        <Ways />
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

function Ways() {
  const words = useWords(WORDS);
  return (
    <>
      <a class="skip" href="#lesson">
        {words.skip}
      </a>
      <nav class="learn-ways" aria-label={words.others}>
        <a href={LEARN_PATH}>{words.name}</a>
        <a href="/">{words.ask}</a>
        <a class="learn-110" href={telLink('110')}>
          <PhoneIcon />
          {words.call}
        </a>
      </nav>
    </>
  );
}

/** Where this page is to be found from elsewhere: what the operator says, or as the reader came. */
export function publicAddress(deps: PageDeps, context: Context, path: string): string {
  return `${deps.config.PUBLIC_URL || new URL(context.req.url).origin}${path}`;
}
