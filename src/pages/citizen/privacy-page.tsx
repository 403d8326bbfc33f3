import type { Context } from 'hono';
import { TERMS_VERSION } from '../../conversation/terms.ts';
import { renderPage } from './layout.tsx';
import type { PageDeps } from './page-deps.ts';
import { telLink } from './phone-numbers.tsx';
import { type NoticePart, noticeParts } from './privacy-words.ts';
import { readPreferences } from './session.ts';

/** `GET /privacy`: what is done with somebody's words, in plain Chinese and in English. */
export async function renderPrivacy(deps: PageDeps, context: Context): Promise<string> {
  const { zh, en } = noticeParts(deps.config, deps.runtime);
  return renderPage({
    title: '您的个人信息 · 反诈一哥',
    description: '您发来的话怎么用、给谁、存多久、怎么删。',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet">
        <h1>您的个人信息</h1>
        <p>
          钱刚转走，别看这页，先<a href={telLink('110')}>打110</a>。
        </p>
        <Parts parts={zh} />
        <details lang="en">
          <summary>In English</summary>
          <Parts parts={en} />
        </details>
        <p>个人信息说明第{TERMS_VERSION}版</p>
        <p>
          <a href="/">回首页</a>
        </p>
      </main>
    ),
  });
}

function Parts({ parts }: { parts: readonly NoticePart[] }) {
  return (
    <>
      {parts.map(({ title, lines }) => (
        <section>
          <h2>{title}</h2>
          <ul>
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
