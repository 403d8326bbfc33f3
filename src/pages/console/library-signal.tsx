import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Library } from '../../library/library.ts';
import type { Condition, Signal } from '../../library/schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { stageIn } from './desk-words.ts';
import { signalFile } from './draft-paths.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { EditButton, type EntryHistory, HistoryPart, loadEntryHistory } from './library-edit.tsx';
import { ENTRY_WORDS, Listed, Said } from './library-entry.tsx';
import { LibraryFrame, patternPath } from './library-frame.tsx';
import { type LoadedUse, loadUse, Use } from './library-use.tsx';
import { ENTITY_NAMES, linkFactIn, SIGNAL_ROLE_NAMES } from './library-words.ts';

/**
 * `GET /console/library/signals/:id`, as it is in the release at work.
 * @throws AppError 404 `library.unknown-signal`
 */
export async function renderSignal(deps: PageDeps, context: Context, id: string): Promise<string> {
  const { library } = deps.detector;
  const words = ENTRY_WORDS[deskLanguage(context)];
  const signal = library.signals.find((one) => one.id === id);
  if (!signal) throw new AppError('library.unknown-signal', words.unknownSignal, 404);
  const [use, history] = await Promise.all([loadUse(deps), loadEntryHistory(deps, context, signalFile(signal.id))]);
  return renderConsole(deps, context, {
    title: signal.id,
    children: <SignalPage library={library} signal={signal} use={use} history={history} />,
  });
}

interface SignalPageProps {
  readonly library: Library;
  readonly signal: Signal;
  readonly use: LoadedUse;
  readonly history: EntryHistory;
}

function SignalPage({ library, signal, use, history }: SignalPageProps) {
  const words = useWords(ENTRY_WORDS);
  const [roles, stages, entities] = [useWords(SIGNAL_ROLE_NAMES), useWords(stageIn), useWords(ENTITY_NAMES)];
  const linkFact = useWords(linkFactIn);
  const usedBy = library.patterns.filter(({ when }) => names(when, signal.id));
  const checked = signal.entity && ((entities as Readonly<Record<string, string>>)[signal.entity] ?? linkFact(signal.entity));
  return (
    <LibraryFrame title={<span lang="zh-CN">{signal.title}</span>} at={null} version={library.version}>
      <dl class="library-facts">
        <dt>{words.kind}</dt>
        <dd>{words.signal}</dd>
        <dt>{words.id}</dt>
        <dd>
          <code>{signal.id}</code>
        </dd>
        <dt>{words.role}</dt>
        <dd>{roles[signal.role]}</dd>
        {signal.stage && (
          <>
            <dt>{words.stage}</dt>
            <dd>{stages(signal.stage)}</dd>
          </>
        )}
        {checked && (
          <>
            <dt>{words.entity}</dt>
            <dd>{checked}</dd>
          </>
        )}
        {signal.why && <Said name={words.why} text={signal.why} />}
      </dl>
      <EditButton history={history} />
      <div class="library-columns">
        <div>
          <Listed id="phrases" title={words.phrases} texts={signal.phrases} />
          {signal.negate.length > 0 && <Listed id="negate" title={words.negate} texts={signal.negate} />}
        </div>
        <div>
          <Listed id="positive" title={words.positive} texts={signal.examples.positive} />
          <Listed id="negative" title={words.negative} texts={signal.examples.negative} />
          <section class="library-part" aria-labelledby="used-by">
            <h2 id="used-by">{words.usedBy}</h2>
            {usedBy.length === 0 ? (
              <p class="quiet">{words.unused}</p>
            ) : (
              <ul class="library-list">
                {usedBy.map(({ id, title }) => (
                  <li>
                    <a href={patternPath(id)} lang="zh-CN">
                      {title}
                    </a>{' '}
                    <small>
                      <Use use={use.get(id)} />
                    </small>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
      <HistoryPart history={history} />
    </LibraryFrame>
  );
}

function names(condition: Condition, signal: string): boolean {
  if (typeof condition === 'string') return condition === signal;
  const { all = [], any = [], none = [] } = condition;
  return [...all, ...any, ...none].some((one) => names(one, signal));
}
