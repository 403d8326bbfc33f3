import type { Context } from 'hono';
import type { KeptBulletin } from '../../../storage/work-index/bulletins.ts';
import type { AssetUrls } from '../../citizen/assets.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, Speaking, useWords } from '../language.tsx';
import { PrintPage } from '../print-page.tsx';
import { timeText } from '../print-value.tsx';
import { officerOf } from '../session.ts';
import type { BulletinView } from './bulletin-figures.tsx';
import { BULLETINS_PATH, BulletinParts, bulletinView, keptBulletinOf, spanText } from './bulletin-page.tsx';
import { BULLETIN_WORDS } from './bulletin-words.ts';

/** `GET /console/bulletins/:kind/:day/print?outside=1`: A4, black on white, with a head and a number on every page; for outside without small numbers. */
export async function renderBulletinPrint(deps: PageDeps, context: Context): Promise<string> {
  const kept = await keptBulletinOf(deps, context);
  const { id, display } = officerOf(context);
  const outside = context.req.query('outside') === '1';
  await deps.storage.auditBulletinPrint(`${kept.kind}/${kept.day}${outside ? '/outside' : ''}`, id);
  const page = (
    <Speaking value={deskLanguage(context)}>
      <PrintedBulletin
        kept={kept}
        view={bulletinView(deps, context, kept, outside)}
        urls={await deps.assets.urls()}
        by={display}
        at={timeText(deps.now())}
      />
    </Speaking>
  );
  return `<!doctype html>${page.toString()}`;
}

interface PrintedProps {
  readonly kept: KeptBulletin;
  readonly view: BulletinView;
  readonly urls: AssetUrls;
  readonly by: string;
  readonly at: string;
}

function PrintedBulletin({ kept, view, urls, by, at }: PrintedProps) {
  const words = useWords(BULLETIN_WORDS);
  const title = `${words.title[kept.kind]} ${spanText(kept.kind, kept.day)}`;
  return (
    <PrintPage
      title={title}
      language={view.language}
      urls={urls}
      hint={words.hint}
      back={{ path: `${BULLETINS_PATH}/${kept.kind}/${kept.day}`, name: words.back }}
      by={words.by(by, at)}
      note={view.outside ? words.outsideNote : words.insideNote}
      class="bulletin-print"
    >
      <h1>{title}</h1>
      <p class="quiet">
        {words.made} {timeText(kept.madeAt)}
      </p>
      <BulletinParts view={view} />
    </PrintPage>
  );
}
