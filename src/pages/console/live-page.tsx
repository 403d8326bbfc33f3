import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskLanguage, Speaking } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { Shortcuts } from './shortcuts.tsx';

interface LivePage {
  readonly title: string;
  /** Where it is asked for again; not always the address that it is shown under. */
  readonly address: string;
  /** The newest event that the page has in it. */
  readonly cursor: number;
  /** Elements with `data-part` and an id; `desk.js` exchanges each of them when something has changed. */
  readonly children: Child;
}

/** A page that keeps itself up to date; with `?fragment=1` only what changes. */
export async function renderLivePage(deps: PageDeps, context: Context, { title, address, cursor, children }: LivePage): Promise<string> {
  const live = (
    <div id="live" class="live" data-address={address} data-cursor={cursor} data-now={deps.now()}>
      {children}
    </div>
  );
  if (context.req.query('fragment') === '1') return (<Speaking value={deskLanguage(context)}>{live}</Speaking>).toString();
  const urls = await deps.assets.urls();
  return renderConsole(deps, context, {
    title,
    children: (
      <>
        <p id="lost" class="lost" role="alert" hidden>
          连接断了，正在重连。这一页可能不是最新的。
        </p>
        <p id="told" class="unseen" role="status" />
        {live}
        <Shortcuts />
        <script src={urls['desk.js']} defer />
      </>
    ),
  });
}
