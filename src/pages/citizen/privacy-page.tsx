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
  const preferences = readPreferences(context);
  const english = preferences.language === 'en';
  return renderPage({
    title: english ? 'Your personal information' : '您的个人信息 · 反诈一哥',
    description: english
      ? 'What your words are used for, who gets them, how long they are kept, and how to delete them.'
      : '您发来的话怎么用、给谁、存多久、怎么删。',
    preferences,
    bilingual: true,
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet">
        <h1>{english ? 'Your personal information' : '您的个人信息'}</h1>
        <p>
          {english ? 'Money just gone? Do not read this now: ' : '钱刚转走，别看这页，先'}
          <a href={telLink('110')}>{english ? 'call 110' : '打110'}</a>
          {english ? '.' : '。'}
        </p>
        <Parts parts={english ? en : zh} />
        <details lang={english ? 'zh-CN' : 'en'}>
          <summary>{english ? '中文' : 'In English'}</summary>
          <Parts parts={english ? zh : en} />
        </details>
        <p>{english ? `Notice number ${TERMS_VERSION}` : `个人信息说明第${TERMS_VERSION}版`}</p>
        <p>
          <a href="/">{english ? 'Back to the conversation' : '回首页'}</a>
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
