import type { Child } from 'hono/jsx';
import { Speaking } from '../console/language.tsx';
import type { AssetUrls } from './assets.ts';
import { InChinese } from './in-chinese.tsx';
import { PageTop } from './page-top.tsx';
import { PutBackScript } from './put-back.tsx';
import type { Preferences } from './session.ts';

interface LayoutProps {
  readonly title: string;
  readonly description: string;
  readonly preferences: Preferences;
  readonly urls: AssetUrls;
  /** A guide looks like the chat and needs no script. */
  readonly page: 'chat' | 'guide' | 'plain';
  /** A plain page on which nothing shall stand before its one sentence. */
  readonly bare?: boolean;
  /** It has words for whoever reads no Chinese. Others say so, and lead to those that have. */
  readonly bilingual?: boolean;
  readonly children?: Child;
}

/** htmx may write no style of its own (our CSP forbids it) and need not touch the history. */
export const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, history: false, defaultTimeout: 30_000 });

/** The page around every page. Without the doctype, which `renderPage` adds. */
function Layout({ title, description, preferences, urls, page, bare = false, bilingual = false, children }: LayoutProps) {
  const { large, theme, language } = preferences;
  return (
    <html lang={bilingual ? language : 'zh-CN'} data-text={large ? 'large' : 'normal'} data-theme={theme ?? 'auto'}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="description" content={description} />
        {/* Without it, "no-referrer" would make browsers send `Origin: null` with our own forms. */}
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#14305c" />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <link rel="icon" href={urls['icon.svg']} type="image/svg+xml" />
        <link rel="manifest" href={urls['manifest.webmanifest']} />
        <link rel="stylesheet" href={urls['style.css']} />
        {page !== 'guide' && (
          <>
            <PutBackScript urls={urls} />
            <script src={urls['looks.js']} defer />
          </>
        )}
        {page === 'chat' && (
          <>
            <script src={urls['app.js']} defer />
            <script src={urls['htmx.min.js']} defer />
          </>
        )}
      </head>
      <body class={page === 'guide' ? 'chat' : page}>
        {!bilingual && language === 'en' && <InChinese />}
        {page === 'plain' && !bare && <PageTop preferences={preferences} bilingual={bilingual} />}
        {children}
      </body>
    </html>
  );
}

export function renderPage(props: LayoutProps): string {
  const page = (
    <Speaking value={props.bilingual ? props.preferences.language : 'zh-CN'}>
      <Layout {...props} />
    </Speaking>
  );
  return `<!doctype html>${page.toString()}`;
}
