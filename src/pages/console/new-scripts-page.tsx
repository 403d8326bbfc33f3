import type { Context } from 'hono';
import type { NewScript } from '../../storage/new-scripts.ts';
import type { ScriptLook } from '../../storage/script-looks.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { dayAndTime } from './day-and-time.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LibraryFrame, NEW_SCRIPTS_PATH, newScriptPath } from './library-frame.tsx';
import { NEW_SCRIPT_WORDS } from './new-script-words.ts';
import { LIBRARIANS } from './roles.ts';
import { officerOf } from './session.ts';
import { SCRIPTS_SHOWN_FOR } from './waiting-here.ts';

const MOST_SHOWN = 200;

/** `GET /console/library/new`: what the library does not know yet, the newest first. */
export async function renderNewScripts(deps: PageDeps, context: Context, notice: string | null = null): Promise<string> {
  const scripts = await deps.storage.listScripts(deps.now() - SCRIPTS_SHOWN_FOR, MOST_SHOWN);
  const look = await deps.storage.lastScriptLook();
  const mayFind = LIBRARIANS.includes(officerOf(context).role) && deps.workshop !== null;
  return renderConsole(deps, context, {
    title: NEW_SCRIPT_WORDS[deskLanguage(context)].title,
    children: <NewScriptsPage version={deps.detector.library.version} scripts={scripts} look={look} mayFind={mayFind} notice={notice} />,
  });
}

interface PageProps {
  readonly version: string;
  readonly scripts: readonly NewScript[];
  readonly look: ScriptLook | null;
  readonly mayFind: boolean;
  readonly notice: string | null;
}

function NewScriptsPage({ version, scripts, look, mayFind, notice }: PageProps) {
  const words = useWords(NEW_SCRIPT_WORDS);
  const [open, decided] = [scripts.filter(({ state }) => state === 'new'), scripts.filter(({ state }) => state !== 'new')];
  return (
    <LibraryFrame title={words.title} at="/console/library/new" version={version}>
      {notice !== null && (
        <p class="refusal" role="alert">
          {notice}
        </p>
      )}
      <p class="quiet">{words.what}</p>
      <p class="quiet">{look ? words.looked(dayAndTime(look.endedAt, words.language), look.found) : words.neverLooked}</p>
      {mayFind && (
        <form method="post" action={`${NEW_SCRIPTS_PATH}/find`}>
          <button class="act" type="submit" title={words.finding}>
            {words.find}
          </button>
        </form>
      )}
      {open.length === 0 ? <p role="status">{words.none}</p> : <ScriptTable scripts={open} />}
      {decided.length > 0 && (
        <section class="library-part" aria-labelledby="decided">
          <h2 id="decided">{words.decided}</h2>
          <ScriptTable scripts={decided} />
        </section>
      )}
    </LibraryFrame>
  );
}

function ScriptTable({ scripts }: { scripts: readonly NewScript[] }) {
  const words = useWords(NEW_SCRIPT_WORDS);
  return (
    <table class="queue audit stacked">
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          <th scope="col">{words.marks}</th>
          <th scope="col">{words.size}</th>
          <th scope="col">{words.last}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {scripts.map(({ id, kind, phrases, texts, senders, lastAt, state, officer }) => (
          <tr>
            <td data-head={words.kind}>{words.kinds[kind]}</td>
            <th scope="row">
              <a href={newScriptPath(id)} lang={phrases.length > 0 ? 'zh-CN' : undefined}>
                {phrases.length > 0 ? phrases.slice(0, 3).join('、') : words.noMarks}
              </a>
            </th>
            <td data-head={words.size}>{words.count(texts, senders)}</td>
            <td class="number" data-head={words.last}>
              {dayAndTime(lastAt, words.language)}
            </td>
            <td data-head={words.state}>
              {words.states[state]}
              {officer !== null && words.by(officer)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
