import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Library } from '../../library/library.ts';
import type { Condition, Pattern } from '../../library/schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { patternFile } from './draft-paths.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { EditButton, type EntryHistory, HistoryPart, loadEntryHistory } from './library-edit.tsx';
import { ENTRY_WORDS, Listed, Said } from './library-entry.tsx';
import { LibraryFrame, signalPath, typePath } from './library-frame.tsx';
import { type LoadedUse, loadUse, Use } from './library-use.tsx';
import { SEVERITY_NAMES, SIGNAL_ROLE_NAMES, STATUS_NAMES } from './library-words.ts';

/**
 * `GET /console/library/patterns/:id`, as it is in the release at work.
 * @throws AppError 404 `library.unknown-pattern`
 */
export async function renderPattern(deps: PageDeps, context: Context, id: string): Promise<string> {
  const { library } = deps.detector;
  const words = ENTRY_WORDS[deskLanguage(context)];
  const pattern = library.patterns.find((one) => one.id === id);
  if (!pattern) throw new AppError('library.unknown-pattern', words.unknownPattern, 404);
  const [use, history] = await Promise.all([loadUse(deps), loadEntryHistory(deps, context, patternFile(pattern.type, pattern.id))]);
  return renderConsole(deps, context, {
    title: pattern.id,
    children: <PatternPage library={library} pattern={pattern} use={use} history={history} />,
  });
}

interface PatternPageProps {
  readonly library: Library;
  readonly pattern: Pattern;
  readonly use: LoadedUse;
  readonly history: EntryHistory;
}

function PatternPage({ library, pattern, use, history }: PatternPageProps) {
  const words = useWords(ENTRY_WORDS);
  const [severities, statuses] = [useWords(SEVERITY_NAMES), useWords(STATUS_NAMES)];
  const type = library.types.find(({ id }) => id === pattern.type)?.title;
  const { positive, negative } = pattern.examples;
  return (
    <LibraryFrame title={<span lang="zh-CN">{pattern.title}</span>} at={null} version={library.version}>
      <dl class="library-facts">
        <dt>{words.kind}</dt>
        <dd>{words.pattern}</dd>
        <dt>{words.id}</dt>
        <dd>
          <code>{pattern.id}</code>
        </dd>
        <dt>{words.type}</dt>
        <dd>
          <a href={typePath(pattern.type)}>{type ? (words.language === 'en' ? type.en : type.zh) : pattern.type}</a>
        </dd>
        <dt>{words.severity}</dt>
        <dd>{severities[pattern.severity]}</dd>
        <dt>{words.status}</dt>
        <dd>{statuses[pattern.status]}</dd>
        <dt>{words.version}</dt>
        <dd class="number">{pattern.version}</dd>
        <dt>{words.hits}</dt>
        <dd>
          <Use use={use.get(pattern.id)} />
        </dd>
        {pattern.why && <Said name={words.why} text={pattern.why} />}
      </dl>
      <EditButton history={history} />
      <div class="library-columns">
        <section class="library-part" aria-labelledby="when">
          <h2 id="when">{words.when}</h2>
          <div class="library-condition">
            <When condition={pattern.when} library={library} />
          </div>
        </section>
        <div>
          <Listed id="positive" title={words.positive} texts={positive} />
          <section class="library-part" aria-labelledby="negative">
            <h2 id="negative">{words.negative}</h2>
            <ul class="library-list" lang="zh-CN">
              {negative.map(({ text, reason }) => (
                <li>
                  {text}
                  <small class="quiet"> {reason}</small>
                </li>
              ))}
            </ul>
          </section>
          <Listed id="references" title={words.references} texts={pattern.references} />
        </div>
      </div>
      <HistoryPart history={history} />
    </LibraryFrame>
  );
}

/** A condition as a tree: what must all be there, of what one is enough, what must not be there. */
function When({ condition, library }: { condition: Condition; library: Library }) {
  const words = useWords(ENTRY_WORDS);
  if (typeof condition === 'string') return <SignalLink id={condition} library={library} />;
  const parts = [
    [words.all, condition.all],
    [words.any, condition.any],
    [words.not, condition.none],
  ] as const;
  return (
    <>
      {parts.map(
        ([name, conditions]) =>
          conditions && (
            <>
              <b>{name}</b>
              <ul>
                {conditions.map((one) => (
                  <li>
                    <When condition={one} library={library} />
                  </li>
                ))}
              </ul>
            </>
          ),
      )}
    </>
  );
}

function SignalLink({ id, library }: { id: string; library: Library }) {
  const roles = useWords(SIGNAL_ROLE_NAMES);
  const signal = library.signals.find((one) => one.id === id);
  if (!signal) return <code>{id}</code>;
  return (
    <>
      <a href={signalPath(id)} lang="zh-CN">
        {signal.title}
      </a>{' '}
      <small class="quiet">{roles[signal.role]}</small>
    </>
  );
}
