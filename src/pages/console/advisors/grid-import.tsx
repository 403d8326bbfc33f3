import type { Context } from 'hono';
import { type BadRow, type GridProblem, MOST_GRIDS, type ReadGrids, readGridFile } from '../../../dissuasion/grid-file.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { readForm } from '../../citizen/read-form.ts';
import { formIdOf } from '../form-id.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { officerOf } from '../session.ts';
import { typedIn } from '../typed-in.ts';
import { GRIDS_PATH, IMPORT_PATH } from './advisor-addresses.ts';
import { renderAdvisors } from './advisors-frame.tsx';

interface Words {
  readonly how: string;
  readonly example: string;
  readonly file: string;
  readonly text: string;
  readonly send: string;
  readonly bad: (count: number) => string;
  readonly columns: readonly string[];
  readonly problems: Readonly<Record<GridProblem, string>>;
  readonly whole: Readonly<Record<'empty' | 'header' | 'too-many', string>>;
  readonly more: (count: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    how: '用表格另存为CSV上传，或把表格里的内容粘贴进来。第一行写列名：乡镇、网格、类型、人数。类型写村、小区、企业、学校、市场、其他。已有的网格按乡镇和名称更新类型和人数。有一行不对，就一行也不导入。',
    example: '乡镇,网格,类型,人数\n织里镇,东湾村,村,320\n织里镇,童装城,市场,610',
    file: 'CSV文件',
    text: '或者粘贴在这里',
    send: '导入',
    bad: (count) => `有${count}行不对，一行也没有导入。改好再传一次。`,
    columns: ['行', '哪里不对', '这一行'],
    problems: {
      columns: '列数和第一行不一样',
      town: '乡镇的名字不对：1到40字，不要电话',
      name: '网格的名字不对：1到40字，不要电话',
      kind: '类型只能写村、小区、企业、学校、市场、其他',
      people: '人数要是1到100000的整数',
      twice: '同一个乡镇里，这个网格前面已经有一行了',
      unending: '太长，或者有一个引号没有合上',
    },
    whole: {
      empty: '没有内容。选一个文件，或粘贴表格。',
      header: '第一行要有四个列名：乡镇、网格、类型、人数。',
      'too-many': `一次最多${MOST_GRIDS}行，请分开导入。`,
    },
    more: (count) => `还有${count}行没有列出来。`,
  },
  en: {
    how: 'Save the table as CSV and upload it, or paste it here. The first line names the columns: town, grid, kind, people. Kinds are village, estate, company, school, market, other. A grid that is known by town and name gets the new kind and number. If one row is wrong, none is imported.',
    example: 'town,grid,kind,people\nZhili,East Bay,village,320\nZhili,Garment City,market,610',
    file: 'CSV file',
    text: 'Or paste it here',
    send: 'Import',
    bad: (count) => `${count} rows are wrong; nothing was imported. Correct them and try again.`,
    columns: ['Line', 'What is wrong', 'The row'],
    problems: {
      columns: 'not as many columns as the first line',
      town: 'no name of a town: 1 to 40 characters, no telephone number',
      name: 'no name of a grid: 1 to 40 characters, no telephone number',
      kind: 'a kind is village, estate, company, school, market or other',
      people: 'people is a whole number from 1 to 100000',
      twice: 'this grid of this town stands in a line before',
      unending: 'too long, or a quotation mark in it is never closed',
    },
    whole: {
      empty: 'Nothing came. Choose a file, or paste a table.',
      header: 'The first line must name four columns: town, grid, kind, people.',
      'too-many': `${MOST_GRIDS} rows at most; import them in parts.`,
    },
    more: (count) => `${count} more rows are not listed.`,
  },
};
const MOST_SHOWN = 200;

interface Import {
  readonly text: string;
  readonly read: ReadGrids | null;
}

/** `GET /console/advisors/import`, and after a file that was not imported. */
export async function renderImport(deps: PageDeps, context: Context, { text, read }: Import = { text: '', read: null }): Promise<string> {
  const words = WORDS[deskLanguage(context)];
  const problem = read?.problem ? words.whole[read.problem] : read && read.bad.length > 0 ? words.bad(read.bad.length) : null;
  return renderAdvisors(deps, context, {
    path: IMPORT_PATH,
    children: (
      <>
        {read && read.bad.length > 0 && <BadRows rows={read.bad} />}
        <section class="advisor-box">
          <p>{words.how}</p>
          <pre class="advisor-example">{words.example}</pre>
          <form method="post" action={IMPORT_PATH} enctype="multipart/form-data" class="advisor-import">
            <input type="hidden" name="formId" value={deps.newId()} />
            <label for="grid-file">{words.file}</label>
            <input id="grid-file" name="file" type="file" accept=".csv,text/csv,text/plain" />
            <label for="grid-text">{words.text}</label>
            <textarea
              id="grid-text"
              name="text"
              rows={8}
              spellcheck={false}
              lang="zh-CN"
              aria-invalid={problem ? 'true' : undefined}
              aria-describedby={problem ? 'grid-text-problem' : undefined}
            >
              {text}
            </textarea>
            {problem && (
              <span id="grid-text-problem" class="problem">
                {problem}
              </span>
            )}
            <button class="act act-first" type="submit">
              {words.send}
            </button>
          </form>
        </section>
      </>
    ),
  });
}

function BadRows({ rows }: { rows: readonly BadRow[] }) {
  const words = useWords(WORDS);
  return (
    <div class="advisor-scroll">
      <table class="advisor-table">
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_SHOWN).map(({ line, problem, text }) => (
            <tr>
              <td class="number">{line}</td>
              <th scope="row">{words.problems[problem]}</th>
              <td lang="zh-CN">{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && <p class="quiet">{words.more(rows.length - MOST_SHOWN)}</p>}
    </div>
  );
}

/** `POST /console/advisors/import`: all rows, or none. */
export function importGrids(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const form = await readForm(context);
    const file = form.file;
    const uploaded = file instanceof File && file.size > 0 ? decoded(await file.arrayBuffer()) : null;
    const text = (uploaded ?? typedIn(form, 'text')).replace(/\r\n?/g, '\n').toWellFormed();
    const read = readGridFile(text);
    if (read.problem !== null || read.bad.length > 0) {
      context.status(422);
      return context.html(await renderImport(deps, context, { text: uploaded === null ? text : '', read }));
    }
    await deps.storage.importGrids(formIdOf(typedIn(form, 'formId')) ?? deps.newId(), read.grids, officerOf(context).id);
    return context.redirect(`${GRIDS_PATH}?saved=1`, 303);
  };
}

/** Chinese spreadsheets save as UTF-8 or as GB 18030. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\0', '');
  } catch {
    return new TextDecoder('gb18030').decode(bytes).replaceAll('\0', '');
  }
}
