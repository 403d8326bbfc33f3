import type { Context } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dayAndTime } from '../day-and-time.ts';
import { PrintPage } from '../print-page.tsx';
import { officerOf } from '../session.ts';
import { auditSheet } from './lead-files.ts';
import { SheetParts } from './sheet-parts.tsx';

/** `GET /console/stop-leads/:id/sheet`: one lead on A4, black on white, in the order of the police. For its handler alone. */
export async function renderLeadSheet(deps: PageDeps, context: Context): Promise<string> {
  const { sheet, lead } = await auditSheet(deps, context);
  const urls = await deps.assets.urls();
  const head = `止付线索 ${lead.number} · 第${lead.version}版`;
  const page = (
    <PrintPage
      title={head}
      language="zh-CN"
      urls={urls}
      hint="按 Ctrl+P 打印。"
      back={{ path: `/console/stop-leads/${lead.id}`, name: '回线索' }}
      by={`${deps.config.CITY} ${deps.config.HOTLINE_NUMBER} · ${officerOf(context).display} 打印于 ${dayAndTime(deps.now(), 'zh-CN')}`}
      note="含个人信息，只交公安。这是线索，止不止付由公安决定。"
    >
      <h1>{head}</h1>
      <SheetParts sheet={sheet} />
      <p class="stop-sign">交件人：＿＿＿＿＿＿　收件人：＿＿＿＿＿＿　时间：＿＿＿＿＿＿</p>
    </PrintPage>
  );
  return `<!doctype html>${page.toString()}`;
}
