import type { Child } from 'hono/jsx';
import type { AssetUrls } from '../citizen/assets.ts';
import type { DeskLanguage } from './language.tsx';

interface PrintPageProps {
  readonly title: string;
  readonly language: DeskLanguage;
  readonly urls: AssetUrls;
  /** How to print it; on the screen alone. */
  readonly hint: string;
  readonly back: { readonly path: string; readonly name: string };
  /** On every sheet of paper: who took it out and when, and for whom it is. */
  readonly by: string;
  readonly note: string;
  readonly class?: string;
  readonly children?: Child;
}

/** The page around whatever is printed: A4, black on white, with its head on every sheet. */
export function PrintPage({ title, language, urls, hint, back, by, note, class: more, children }: PrintPageProps) {
  return (
    <html lang={language} data-theme="light">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href={urls['icon.svg']} type="image/svg+xml" />
        <link rel="stylesheet" href={urls['console.css']} />
      </head>
      <body class={more ? `print-page ${more}` : 'print-page'}>
        <p class="print-hint">
          {hint} <a href={back.path}>{back.name}</a>
        </p>
        {/* A table's head is what browsers repeat on every page. */}
        <table class="print-sheet" role="presentation">
          <thead>
            <tr>
              <td>
                <div class="print-head">
                  <b>{title}</b>
                  <span>{by}</span>
                  <span>{note}</span>
                </div>
              </td>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>
                <main>{children}</main>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}
