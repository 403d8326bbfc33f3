import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Officer } from '../../storage/officer.ts';
import type { AssetUrls } from '../citizen/assets.ts';
import { HTMX_CONFIG } from '../citizen/layout.tsx';
import type { PageDeps } from '../citizen/page-deps.ts';
import { PutBackScript } from '../citizen/put-back.tsx';
import { type Preferences, readPreferences } from '../citizen/session.ts';
import { Logo } from '../citizen/signs.tsx';
import { DeskNav } from './desk-nav.tsx';
import { type DeskLanguage, deskLanguage, Speaking, type Spoken, useWords } from './language.tsx';
import { AT_THE_LIBRARY } from './roles.ts';
import { officerIfAny, SIGN_IN_PATH } from './session.ts';
import { SCRIPTS_SHOWN_FOR, ScriptsWaiting } from './waiting-here.ts';

interface ConsolePage {
  readonly title: string;
  readonly children: Child;
}

interface ConsoleLayoutProps extends ConsolePage {
  /** null: nobody is signed in yet. */
  readonly officer: Officer | null;
  readonly urls: AssetUrls;
  readonly preferences: Preferences;
  readonly language: DeskLanguage;
  /** Where he is, without what identifies a case or a filter. */
  readonly path: string;
  readonly trade: boolean;
}

const WORDS: Spoken<{ desk: string; brand: string; place: string; skip: string }> = {
  'zh-CN': { desk: '反诈一哥值班台', brand: '反诈一哥', place: '值班台', skip: '跳到正文' },
  en: { desk: 'Anti-fraud hotline desk', brand: '反诈一哥', place: 'Hotline desk', skip: 'Skip to the page' },
};

/** The page around every page of the desk. Without the doctype, which `renderConsole` adds. */
function ConsoleLayout({ title, officer, urls, preferences, language, path, trade, children }: ConsoleLayoutProps) {
  const { large, theme } = preferences;
  const words = useWords(WORDS);
  return (
    <html lang={language} data-text={large ? 'large' : 'normal'} data-theme={theme ?? 'auto'}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · ${words.desk}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {/* Without it, "no-referrer" would make browsers send `Origin: null` with our own forms. */}
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#14305c" />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <link rel="icon" href={urls['icon.svg']} type="image/svg+xml" />
        <link rel="stylesheet" href={urls['console.css']} />
        {/* The sign-in too: whoever's session has ended comes by it, and his words are not sent yet. */}
        {(officer || path === SIGN_IN_PATH) && <PutBackScript urls={urls} officer={officer?.id ?? null} />}
        {officer && <script src={urls['htmx.min.js']} defer />}
        {officer && <script src={urls['desk-menu.js']} defer />}
      </head>
      <body class="console">
        <a class="skip" href="#desk">
          {words.skip}
        </a>
        <header class="desk-top">
          <a class="desk-brand" href="/console">
            <Logo />
            <strong>{words.brand}</strong>
            <span>{words.place}</span>
          </a>
          {/* htmx is there once somebody is signed in; the preferences are for everybody. */}
          <DeskNav officer={officer} preferences={preferences} language={language} path={path} trade={trade} />
        </header>
        <main id="desk" class="desk-main">
          {children}
        </main>
      </body>
    </html>
  );
}

/** A whole page of the desk, in the language and colours of whoever looks at it. */
export async function renderConsole(deps: PageDeps, context: Context, { title, children }: ConsolePage): Promise<string> {
  const language = deskLanguage(context);
  const officer = officerIfAny(context);
  const page = (
    <Speaking value={language}>
      <ScriptsWaiting value={await scriptsWaiting(deps, officer)}>
        <ConsoleLayout
          title={title}
          officer={officer}
          urls={await deps.assets.urls()}
          preferences={readPreferences(context)}
          language={language}
          path={context.req.path}
          trade={deps.config.TRADE_CHECK_LEGAL_BASIS !== ''}
        >
          {children}
        </ConsoleLayout>
      </ScriptsWaiting>
    </Speaking>
  );
  return `<!doctype html>${page.toString()}`;
}

/** Only for whoever may read them. */
async function scriptsWaiting({ storage, now }: PageDeps, officer: Officer | null): Promise<number> {
  return officer && AT_THE_LIBRARY.includes(officer.role) ? storage.countScripts(now() - SCRIPTS_SHOWN_FOR) : 0;
}
