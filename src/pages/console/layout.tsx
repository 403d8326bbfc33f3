import type { Child } from 'hono/jsx';
import type { Officer } from '../../storage/officer.ts';
import type { Role } from '../../storage/schema.ts';
import type { AssetUrls } from '../citizen/assets.ts';
import { HTMX_CONFIG } from '../citizen/layout.tsx';
import type { Preferences } from '../citizen/session.ts';
import { Logo } from '../citizen/signs.tsx';

interface ConsoleLayoutProps {
  readonly title: string;
  /** null: nobody is signed in yet. */
  readonly officer: Officer | null;
  readonly urls: AssetUrls;
  readonly preferences: Preferences;
  readonly children?: Child;
}

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  officer: '接线员',
  librarian: '研判员',
  supervisor: '主管',
  administrator: '管理员',
};

/** The page around every page of the desk. Without the doctype, which `renderConsole` adds. */
function ConsoleLayout({ title, officer, urls, preferences, children }: ConsoleLayoutProps) {
  const { large, theme } = preferences;
  return (
    <html lang="zh-CN" data-text={large ? 'large' : 'normal'} data-theme={theme ?? 'auto'}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} · 反诈一哥值班台`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        {/* Without it, "no-referrer" would make browsers send `Origin: null` with our own forms. */}
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#14305c" />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <link rel="icon" href={urls['icon.svg']} type="image/svg+xml" />
        <link rel="stylesheet" href={urls['console.css']} />
        {officer && <script src={urls['htmx.min.js']} defer />}
      </head>
      <body class="console">
        <a class="skip" href="#desk">
          跳到正文
        </a>
        <header class="desk-top">
          <a class="desk-brand" href="/console">
            <Logo />
            <strong>反诈一哥</strong>
            <span>值班台</span>
          </a>
          {officer && <SignedIn officer={officer} />}
        </header>
        <main id="desk" class="desk-main">
          {children}
        </main>
      </body>
    </html>
  );
}

export function renderConsole(props: ConsoleLayoutProps): string {
  return `<!doctype html>${(<ConsoleLayout {...props} />).toString()}`;
}

function SignedIn({ officer: { display, role } }: { officer: Officer }) {
  return (
    <div class="desk-officer">
      {(role === 'administrator' || role === 'supervisor') && (
        <a class="desk-link" href="/console/officers">
          值班员
        </a>
      )}
      <span>
        <b>{display}</b> <small>{ROLE_NAMES[role]}</small>
      </span>
      <form method="post" action="/console/sign-out">
        <button class="desk-button" type="submit">
          退出
        </button>
      </form>
    </div>
  );
}
