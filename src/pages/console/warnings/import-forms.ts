import type { Context } from 'hono';
import { csvLine } from '../../../csv-rows.ts';
import { COLUMN_NAMES } from '../../../dissuasion/csv-columns.ts';
import { receiveUpload } from '../../../dissuasion/receive-upload.ts';
import { DISSUASION_PLAN } from '../../../dissuasion/tiers.ts';
import { WARNING_FIELDS } from '../../../dissuasion/warning-fields.ts';
import { AppError } from '../../../errors.ts';
import { inPieces } from '../../../routes/streamed.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { renderImport } from './import-page.tsx';
import { IMPORT_WORDS } from './import-words.ts';
import { renderImports } from './imports-page.tsx';
import { importPath } from './warning-paths.ts';
import { problemWord } from './warning-problems.ts';
import { WARNING_REFUSALS } from './warning-words.ts';

/** So that spreadsheets know the encoding. */
const BYTE_ORDER_MARK = '\ufeff';
const ROWS_AT_ONCE = 500;

/** Uploads of files with warnings, and what becomes of them. */
export function importForms(deps: PageDeps) {
  const { storage, newId } = deps;
  const idOf = (context: Context): string => context.req.param('import') ?? '';

  return {
    /** `POST /console/warnings/imports`: the form is read as a stream; it never stands in memory whole. */
    async upload(context: Context): Promise<Response> {
      const id = newId();
      const body = context.req.raw.body;
      try {
        await receiveUpload(storage, {
          id,
          officerId: officerOf(context).id,
          contentType: context.req.header('content-type') ?? '',
          body: (body ?? []) as AsyncIterable<Uint8Array>,
        });
      } catch (error) {
        if (!(error instanceof AppError) || !error.code.startsWith('import.')) throw error;
        // What is left of a file that is too large is not read.
        await body?.cancel().catch(() => undefined);
        context.status(error.status === 413 ? 413 : 422);
        return context.html(await renderImports(deps, context, WARNING_REFUSALS[deskLanguage(context)][error.code] ?? error.message));
      }
      return context.redirect(importPath(id), 303);
    },

    async confirm(context: Context): Promise<Response> {
      const done = await storage.confirmImport(idOf(context), officerOf(context).id, DISSUASION_PLAN);
      return done ? context.redirect(importPath(idOf(context)), 303) : late(context);
    },

    async discard(context: Context): Promise<Response> {
      const done = await storage.discardImport(idOf(context), officerOf(context).id);
      return done ? context.redirect(importPath(idOf(context)), 303) : late(context);
    },

    /** `GET …/errors.csv`: the rows as they came, and what is wrong with each; corrected, it is uploaded again. */
    async errors(context: Context): Promise<Response> {
      const [id, language] = [idOf(context), deskLanguage(context)];
      const one = await storage.readImport(id);
      if (!one) throw new AppError('import.unknown', '没有这次导入，可能已经清理了。', 404);
      // Rows as they came hold names and telephones.
      await storage.noteWarningRead(id, officerOf(context).id);
      asFile(context, language === 'en' ? 'rows-to-correct.csv' : 'yao-gai-de-hang.csv');
      const said = language === 'en' ? ['line', 'what is wrong'] : ['行号', '哪里不对'];
      // Of a file that comes a second time, what was wrong with it before.
      const own = one.columns
        .map((name, at) => [name, at] as const)
        .filter(([name]) => !['行号', '哪里不对', 'line', 'what is wrong'].includes(name));
      return inPieces(deps, context, async (out) => {
        await out.write(BYTE_ORDER_MARK + csvLine([...own.map(([name]) => name), ...said]));
        for (let after = 0; ; ) {
          const rows = await storage.importProblems(id, after, ROWS_AT_ONCE);
          const lines = rows.map(({ line, cells, problems }) =>
            csvLine([
              ...own.map(([, at]) => cells[at] ?? ''),
              String(line),
              problems.map((problem) => problemWord(problem, language)).join(language === 'en' ? '; ' : '；'),
            ]),
          );
          await out.write(lines.join(''));
          if (rows.length < ROWS_AT_ONCE) return;
          after = rows.at(-1)?.line ?? after;
        }
      });
    },

    /** `GET …/template.csv`: the columns, and nothing in them. */
    template(context: Context): Response {
      asFile(context, 'warnings.csv');
      return context.body(BYTE_ORDER_MARK + csvLine(WARNING_FIELDS.map((field) => COLUMN_NAMES[field][0] ?? field)));
    },
  };

  async function late(context: Context): Promise<Response> {
    context.status(409);
    return context.html(await renderImport(deps, context, idOf(context), IMPORT_WORDS[deskLanguage(context)].gone));
  }
}

function asFile(context: Context, name: string): void {
  context.header('Content-Type', 'text/csv; charset=utf-8');
  context.header('Content-Disposition', `attachment; filename="${name}"`);
}
