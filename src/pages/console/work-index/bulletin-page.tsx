import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { KeptBulletin } from '../../../storage/work-index/bulletins.ts';
import type { BulletinKind } from '../../../storage/work-index/work-index-tables.ts';
import type { Bulletin } from '../../../work-index/bulletin.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dateOfDay } from '../../citizen/public-index/index-chart.tsx';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { timeText } from '../print-value.tsx';
import { type BulletinView, MainFigures, OpenWork, Places, Scripts } from './bulletin-figures.tsx';
import { Rises } from './bulletin-rises.tsx';
import { BULLETIN_WORDS } from './bulletin-words.ts';

export const BULLETINS_PATH = '/console/bulletins';
const LISTED = { day: 60, week: 26 } as const;

interface Listed {
  readonly day: number;
  readonly madeAt: number;
}

/** `GET /console/bulletins`: the newest first. */
export async function renderBulletins(deps: PageDeps, context: Context): Promise<string> {
  const [days, weeks] = await Promise.all([deps.storage.listBulletins('day', LISTED.day), deps.storage.listBulletins('week', LISTED.week)]);
  return renderConsole(deps, context, {
    title: BULLETIN_WORDS[deskLanguage(context)].list,
    children: <BulletinLists days={days} weeks={weeks} />,
  });
}

function BulletinLists({ days, weeks }: { days: readonly Listed[]; weeks: readonly Listed[] }) {
  const words = useWords(BULLETIN_WORDS);
  return (
    <section class="queue-page bulletins">
      <h1>{words.list}</h1>
      <p class="quiet">{words.listNote}</p>
      <div class="numbers-pair">
        {(
          [
            ['day', days],
            ['week', weeks],
          ] as const
        ).map(([kind, listed]) => (
          <section class="sheet-part">
            <h2>{kind === 'day' ? words.daily : words.weekly}</h2>
            {listed.length === 0 ? (
              <p class="quiet">{words.none}</p>
            ) : (
              <ul class="bulletin-list">
                {listed.map(({ day, madeAt }) => (
                  <li>
                    <a href={pathOf(kind, day)}>{spanText(kind, day)}</a>
                    <small>
                      {words.made} {timeText(madeAt)}
                    </small>
                  </li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </section>
  );
}

function pathOf(kind: BulletinKind, day: number): string {
  return `${BULLETINS_PATH}/${kind}/${day}`;
}
export function spanText(kind: BulletinKind, day: number): string {
  return kind === 'day' ? dateOfDay(day) : `${dateOfDay(day)} – ${dateOfDay(day + 6)}`;
}

/** The bulletin of the address. @throws AppError 404 `bulletin.unknown` */
export async function keptBulletinOf(deps: PageDeps, context: Context): Promise<KeptBulletin> {
  const { kind, day } = context.req.param() as { kind?: string; day?: string };
  const known = (kind === 'day' || kind === 'week') && /^\d{1,6}$/.test(day ?? '');
  const kept = known ? await deps.storage.readBulletin(kind, Number(day)) : null;
  if (!kept) throw new AppError('bulletin.unknown', BULLETIN_WORDS[deskLanguage(context)].unknown, 404);
  return kept;
}

export function bulletinView(deps: PageDeps, context: Context, kept: KeptBulletin, outside: boolean): BulletinView {
  const language = deskLanguage(context);
  const titles = new Map<string, string>(deps.detector.library.types.map(({ id, title }) => [id, language === 'en' ? title.en : title.zh]));
  return { bulletin: JSON.parse(kept.body) as Bulletin, language, outside, titleOf: (type) => titles.get(type) ?? type };
}

/** `GET /console/bulletins/:kind/:day` */
export async function renderBulletin(deps: PageDeps, context: Context): Promise<string> {
  const kept = await keptBulletinOf(deps, context);
  return renderConsole(deps, context, {
    title: `${BULLETIN_WORDS[deskLanguage(context)].title[kept.kind]} ${spanText(kept.kind, kept.day)}`,
    children: <BulletinPage kept={kept} view={bulletinView(deps, context, kept, false)} />,
  });
}

function BulletinPage({ kept, view }: { kept: KeptBulletin; view: BulletinView }) {
  const words = useWords(BULLETIN_WORDS);
  return (
    <section class="queue-page bulletin">
      <nav class="index-way" aria-label={words.list}>
        <a href={BULLETINS_PATH}>{words.list}</a>
      </nav>
      <header class="queue-head">
        <h1>
          {words.title[kept.kind]} <span class="number">{spanText(kept.kind, kept.day)}</span>
        </h1>
        <p class="quiet">
          {words.made} <span class="number">{timeText(kept.madeAt)}</span>
        </p>
      </header>
      <p class="index-tools-line">
        <a href={`${pathOf(kept.kind, kept.day)}/print`}>{words.print}</a>
        <a href={`${pathOf(kept.kind, kept.day)}/print?outside=1`}>{words.printOutside}</a>
      </p>
      <BulletinParts view={view} />
    </section>
  );
}

export function BulletinParts({ view }: { view: BulletinView }) {
  return (
    <>
      <div class="numbers-pair">
        <MainFigures view={view} />
        <OpenWork view={view} />
      </div>
      <Rises view={view} />
      <Places view={view} />
      <Scripts view={view} />
    </>
  );
}
