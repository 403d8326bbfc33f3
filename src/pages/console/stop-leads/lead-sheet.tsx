import type { Context } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dayAndTime } from '../day-and-time.ts';
import { officerOf } from '../session.ts';
import { auditSheet } from './lead-files.ts';
import { SheetParts } from './sheet-parts.tsx';

/** `GET /console/stop-leads/:id/sheet`: one lead on A4, black on white, in the order of the police. For its handler alone. */
export async function renderLeadSheet(deps: PageDeps, context: Context): Promise<string> {
  const { sheet, lead } = await auditSheet(deps, context);
  const urls = await deps.assets.urls();
  const head = `止付线索 ${lead.number} · 第${lead.version}版`;
  const page = (
    <html lang="zh-CN" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <title>{head}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href={urls['icon.svg']} type="image/svg+xml" />
        <link rel="stylesheet" href={urls['console.css']} />
      </head>
      <body class="print-page">
        <p class="print-hint">
          按 Ctrl+P 打印。 <a href={`/console/stop-leads/${lead.id}`}>回线索</a>
        </p>
        <table class="print-sheet" role="presentation">
          <thead>
            <tr>
              <td>
                <div class="print-head">
                  <b>{head}</b>
                  <span>{`${deps.config.CITY} ${deps.config.HOTLINE_NUMBER} · ${officerOf(context).display} 打印于 ${dayAndTime(deps.now(), 'zh-CN')}`}</span>
                  <span>含个人信息，只交公安。这是线索，止不止付由公安决定。</span>
                </div>
              </td>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>
                <main>
                  <h1>{head}</h1>
                  <SheetParts sheet={sheet} />
                  <p class="stop-sign">交件人：＿＿＿＿＿＿　收件人：＿＿＿＿＿＿　时间：＿＿＿＿＿＿</p>
                </main>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
  return `<!doctype html>${page.toString()}`;
}
