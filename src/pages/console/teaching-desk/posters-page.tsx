import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Grid } from '../../../storage/places/places.ts';
import { gridPoster } from '../../../teaching/grid-poster.ts';
import type { AssetUrls } from '../../citizen/assets.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { TEACHING_PATH } from './teaching-view.ts';

export const POSTERS_PATH = `${TEACHING_PATH}/posters`;

const WORDS: Spoken<Record<'title' | 'lead' | 'none' | 'picture' | 'print' | 'hint' | 'unknown' | 'back' | 'local', string>> = {
  'zh-CN': {
    title: '网格海报',
    lead: '每个网格一张A4，码里带着网格，扫了就到登记页。打印页选“另存为PDF”就是PDF。',
    none: '还没有网格。网格在“安全顾问”里添加，加了这里就有海报。',
    picture: '下载SVG',
    print: '打印页',
    hint: 'A4，无边距，按实际大小打印。',
    unknown: '没有这个网格。',
    back: '一哥说骗',
    local: '还没设PUBLIC_URL：码里是您现在打开的网址，换一台机器可能打不开。请管理员设好再印。',
  },
  en: {
    title: 'Posters of the grids',
    lead: 'One A4 sheet for each grid; its code leads to the registration with the grid in it. “Save as PDF” in the print dialogue makes a PDF.',
    none: 'There are no grids yet. Add them under Safety advisors; each has its poster here then.',
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
  const grids = await deps.storage.listGrids();
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: <Posters grids={grids} local={deps.config.PUBLIC_URL === ''} />,
  });
}

function Posters({ grids, local }: { grids: readonly Grid[]; local: boolean }) {
  const words = useWords(WORDS);
  return (
    <section class="queue-page teaching">
      <p>
        <a href={TEACHING_PATH}>← {words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      {local && grids.length > 0 && <p class="notice">{words.local}</p>}
      {grids.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="teaching-cases">
        {grids.map(({ id, name, town }) => (
          <li>
            <span lang="zh-CN">
              <b>{name}</b> {town}
            </span>
            <span class="poster-ways">
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
  return context.body(poster);
}

/** `GET /console/teaching/posters/:id`: the sheet alone, as the printer takes it. */
export async function renderPosterSheet(deps: PageDeps, context: Context): Promise<string> {
  const grid = await gridIn(deps, context);
  const language = deskLanguage(context);
  const page = <Sheet grid={grid} language={language} urls={await deps.assets.urls()} />;
  return `<!doctype html>${page.toString()}`;
}

function Sheet({ grid: { id, name }, language, urls }: { grid: Grid; language: DeskLanguage; urls: AssetUrls }) {
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

function posterOf({ config }: PageDeps, context: Context, { id, name, town }: Grid): string {
  const origin = config.PUBLIC_URL || new URL(context.req.url).origin;
  const address = `${origin}/join?g=${encodeURIComponent(id)}`;
  return gridPoster({ grid: name, town, city: config.CITY, hotline: config.HOTLINE_NUMBER, address });
}
