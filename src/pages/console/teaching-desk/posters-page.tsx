import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Grid } from '../../../storage/places/places.ts';
import { GLYPHS_ASSET, type Glyphs, readGlyphs } from '../../../teaching/glyph-outlines.ts';
import { gridPoster } from '../../../teaching/grid-poster.ts';
import { missingIn, type Sheet, sheetAsPdf, sheetAsSvg } from '../../../teaching/sheet-drawing.ts';
import type { AssetUrls } from '../../citizen/assets.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { TEACHING_PATH } from './teaching-view.ts';

export const POSTERS_PATH = `${TEACHING_PATH}/posters`;

const WORDS: Spoken<
  Record<'title' | 'lead' | 'none' | 'pdf' | 'picture' | 'print' | 'missing' | 'noLetters' | 'hint' | 'unknown' | 'back' | 'local', string>
> = {
  'zh-CN': {
    title: '网格海报',
    lead: '每个网格一张A4，码里带着网格，扫了就到登记页。PDF和SVG在哪台机器上都一样，不用装字体。',
    none: '还没有网格。网格在“安全顾问”里添加，加了这里就有海报。',
    pdf: '下载PDF',
    missing: '这几个字PDF画不出来，用打印页“另存为PDF”：',
    noLetters: '这台服务器没有海报字库，做不了PDF：用打印页“另存为PDF”。',
    picture: '下载SVG',
    print: '打印页',
    hint: 'A4，无边距，按实际大小打印。',
    unknown: '没有这个网格。',
    back: '一哥说骗',
    local: '还没设PUBLIC_URL：码里是您现在打开的网址，换一台机器可能打不开。请管理员设好再印。',
  },
  en: {
    title: 'Posters of the grids',
    lead: 'One A4 sheet for each grid; its code leads to the registration with the grid in it. PDF and SVG look the same everywhere, whatever fonts there are.',
    none: 'There are no grids yet. Add them under Safety advisors; each has its poster here then.',
    pdf: 'Download PDF',
    missing: 'A PDF cannot have these; use “Save as PDF” on the page to print: ',
    noLetters: 'This server has no letters for posters and makes no PDF: use “Save as PDF” on the page to print.',
    picture: 'Download SVG',
    print: 'Print',
    hint: 'A4, no margins, actual size.',
    unknown: 'There is no such grid.',
    back: 'Teaching',
    local:
      'PUBLIC_URL is not set: the codes hold the address that you use now, which may lead nowhere elsewhere. Have it set before printing.',
  },
};

/** `GET /console/teaching/posters` */
export async function renderPosters(deps: PageDeps, context: Context): Promise<string> {
  const [grids, glyphs] = await Promise.all([deps.storage.listGrids(), lettersOf(deps)]);
  const posters = grids.map((grid) => ({ grid, missing: glyphs ? missingIn(posterOf(deps, context, grid), glyphs) : [] }));
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: <Posters posters={posters} letters={glyphs !== null} local={deps.config.PUBLIC_URL === ''} />,
  });
}

interface PostersProps {
  readonly posters: readonly { readonly grid: Grid; readonly missing: readonly string[] }[];
  /** There are letters to draw with. */
  readonly letters: boolean;
  readonly local: boolean;
}

function Posters({ posters, letters, local }: PostersProps) {
  const words = useWords(WORDS);
  return (
    <section class="queue-page teaching">
      <p>
        <a href={TEACHING_PATH}>← {words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      {!letters && <p class="notice">{words.noLetters}</p>}
      {local && posters.length > 0 && <p class="notice">{words.local}</p>}
      {posters.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="teaching-cases">
        {posters.map(({ grid: { id, name, town }, missing }) => (
          <li>
            <span lang="zh-CN">
              <b>{name}</b> {town}
            </span>
            {missing.length > 0 && (
              <span class="refusal">
                {words.missing}
                <b lang="zh-CN">{missing.join(' ')}</b>
              </span>
            )}
            <span class="poster-ways">
              {letters && missing.length === 0 && (
                <a href={`${POSTERS_PATH}/${encodeURIComponent(id)}/poster.pdf`} download={`${town}-${name}.pdf`}>
                  {words.pdf}
                </a>
              )}
              <a href={`${POSTERS_PATH}/${encodeURIComponent(id)}/picture.svg`} download={`${town}-${name}.svg`}>
                {words.picture}
              </a>
              <a href={`${POSTERS_PATH}/${encodeURIComponent(id)}`}>{words.print}</a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `GET /console/teaching/posters/:id/picture.svg` */
export async function sendPoster(deps: PageDeps, context: Context): Promise<Response> {
  const poster = posterOf(deps, context, await gridIn(deps, context));
  context.header('Content-Type', 'image/svg+xml; charset=utf-8');
  return context.body(sheetAsSvg(poster, await lettersOf(deps)));
}

/** `GET /console/teaching/posters/:id/poster.pdf` @throws AppError 404 where there are no letters to draw with */
export async function sendPosterPdf(deps: PageDeps, context: Context): Promise<Response> {
  const poster = posterOf(deps, context, await gridIn(deps, context));
  const glyphs = await lettersOf(deps);
  const words = WORDS[deskLanguage(context)];
  if (!glyphs) throw new AppError('teaching.no-letters', words.noLetters, 404);
  // A poster with empty boxes in the name of the village is printed by nobody; with the fonts of his machine it has all of it.
  const missing = missingIn(poster, glyphs);
  if (missing.length > 0) throw new AppError('teaching.no-letters', `${words.missing}${missing.join(' ')}`, 404);
  context.header('Content-Type', 'application/pdf');
  return context.body(sheetAsPdf(poster, glyphs));
}

/** Read when the first poster is made; a program without a poster needs none of it. */
const lettersRead = new WeakMap<Uint8Array, Promise<Glyphs>>();

/** null: this program has none. */
async function lettersOf({ asset }: PageDeps): Promise<Glyphs | null> {
  const file = asset(GLYPHS_ASSET);
  if (!file) return null;
  const read = lettersRead.get(file) ?? readGlyphs(file);
  lettersRead.set(file, read);
  return read;
}

/** `GET /console/teaching/posters/:id`: the sheet alone, as the printer takes it. */
export async function renderPosterSheet(deps: PageDeps, context: Context): Promise<string> {
  const grid = await gridIn(deps, context);
  const language = deskLanguage(context);
  const page = <PrintSheet grid={grid} language={language} urls={await deps.assets.urls()} />;
  return `<!doctype html>${page.toString()}`;
}

function PrintSheet({ grid: { id, name }, language, urls }: { grid: Grid; language: DeskLanguage; urls: AssetUrls }) {
  const words = WORDS[language];
  return (
    <html lang={language} data-theme="light">
      <head>
        <meta charset="utf-8" />
        <title>{words.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={urls['console.css']} />
      </head>
      <body class="poster-page">
        <p class="poster-hint">
          <a href={POSTERS_PATH}>← {words.title}</a> {words.hint}
        </p>
        <img class="poster-sheet" src={`${POSTERS_PATH}/${encodeURIComponent(id)}/picture.svg`} alt={name} lang="zh-CN" />
      </body>
    </html>
  );
}

/** @throws AppError 404 */
async function gridIn({ storage }: PageDeps, context: Context): Promise<Grid> {
  const grid = await storage.readGrid(context.req.param('id') ?? '');
  if (!grid) throw new AppError('teaching.unknown-grid', WORDS[deskLanguage(context)].unknown, 404);
  return grid;
}

function posterOf({ config }: PageDeps, context: Context, { id, name, town }: Grid): Sheet {
  const origin = config.PUBLIC_URL || new URL(context.req.url).origin;
  const address = `${origin}/join?g=${encodeURIComponent(id)}`;
  return gridPoster({ grid: name, town, city: config.CITY, hotline: config.HOTLINE_NUMBER, address });
}
