import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { Officer } from '../../storage/officer.ts';
import { AT_THE_DESK } from '../../storage/presence.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskLanguage, Speaking, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LIVE_WORDS } from './live-words.ts';
import { SUPERVISING } from './roles.ts';
import { officerIfAny } from './session.ts';
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
    <LivePart address={address} cursor={cursor} now={deps.now()}>
      {children}
    </LivePart>
  );
  if (context.req.query('fragment') === '1') return (<Speaking value={deskLanguage(context)}>{live}</Speaking>).toString();
  const urls = await deps.assets.urls();
  const officer = officerIfAny(context);
  const place = placeOf(address);
  // A page without JavaScript gives no other sign of life.
  if (officer) await deps.storage.noteSeen(officer.id, ...new Set([AT_THE_DESK, place]));
  return renderConsole(deps, context, {
    title,
    children: (
      <>
        {officer && <LiveBar officer={officer} place={place} />}
        {live}
        <Shortcuts />
        <script src={urls['desk.js']} defer />
      </>
    ),
  });
}

interface LivePartProps {
  readonly address: string;
  readonly cursor: number;
  readonly now: number;
  readonly children?: Child;
}

export function LivePart({ address, cursor, now, children }: LivePartProps) {
  return (
    <div id="live" class="live" data-address={address} data-cursor={cursor} data-now={now}>
      {children}
    </div>
  );
}

/** The id of the case whose page it is; any other page is the desk. */
function placeOf(address: string): string {
  const id = /^\/console\/cases\/([^/?#]+)$/.exec(address)?.[1];
  return id === undefined ? AT_THE_DESK : decodeURIComponent(id);
}

/** What every open page has for the alarms: who calls for somebody, sound, notifications. Filled by desk.js. */
function LiveBar({ officer, place }: { officer: Officer; place: string }) {
  const words = useWords(LIVE_WORDS);
  return (
    <div
      id="desk-bar"
      class="desk-bar"
      data-officer={officer.id}
      data-role={officer.role}
      data-supervising={SUPERVISING.includes(officer.role) ? '' : undefined}
      data-place={place}
      data-words={JSON.stringify(words.said)}
    >
      <p id="lost" class="lost" role="alert" hidden>
        {words.lost}
      </p>
      <p id="told" class="unseen" role="status" />
      <p id="key-said" class="key-said" role="status" />
      <ul id="alarm-calls" class="calls" aria-label={words.calls} hidden />
      <div class="desk-switches needs-script">
        <button id="sound" class="act" type="button" aria-pressed="false">
          {words.said.soundOn}
        </button>
        <button id="notify" class="act" type="button" hidden>
          {words.notify}
        </button>
        <small id="silent" hidden>
          {words.touch}
        </small>
      </div>
    </div>
  );
}
