import type { Context } from 'hono';
import { maskText } from '../../desk/masking.ts';
import { AppError } from '../../errors.ts';
import type { Library } from '../../library/library.ts';
import type { NewScript, ScriptText } from '../../storage/new-scripts.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { dayAndTime } from './day-and-time.ts';
import { Field } from './field.tsx';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LIBRARY_PATH, LibraryFrame, NEW_SCRIPTS_PATH, newScriptPath, signalPath } from './library-frame.tsx';
import { NEW_SCRIPT_WORDS } from './new-script-words.ts';
import { LIBRARIANS } from './roles.ts';
import { officerOf } from './session.ts';

const MOST_TEXTS = 6;

/** A form that could not be done: what was typed, and why not. */
export interface Tried {
  readonly name?: string;
  readonly problem?: string;
  readonly notice?: string;
}

/**
 * `GET /console/library/new/:id`: what the texts share, and the first of them, masked; reading them is written down.
 * @throws AppError 404 `library.unknown-script`
 */
export async function renderNewScript(deps: PageDeps, context: Context, id: string, tried: Tried = {}): Promise<string> {
  const { storage, detector } = deps;
  const words = NEW_SCRIPT_WORDS[deskLanguage(context)];
  const script = await storage.readScript(id);
  if (!script) throw new AppError('library.unknown-script', words.unknown, 404);
  const { id: officerId, role } = officerOf(context);
  // Of somebody who probes the variants are kept themselves.
  const messageIds = script.variants ? [] : script.messageIds.slice(0, MOST_TEXTS);
  const texts = await storage.scriptTexts(id, messageIds, officerId);
  return renderConsole(deps, context, {
    title: words.title,
    children: <NewScriptPage library={detector.library} script={script} texts={texts} mayWrite={LIBRARIANS.includes(role)} tried={tried} />,
  });
}

interface PageProps {
  readonly library: Library;
  readonly script: NewScript;
  readonly texts: readonly ScriptText[];
  readonly mayWrite: boolean;
  readonly tried: Tried;
}

function NewScriptPage({ library, script, texts, mayWrite, tried }: PageProps) {
  const words = useWords(NEW_SCRIPT_WORDS);
  const {
    id,
    kind,
    phrases,
    variants = [],
    texts: count,
    senders,
    firstAt,
    lastAt,
    state,
    officer,
    signals,
    score,
    type,
    draftId,
  } = script;
  const named = library.types.find((one) => one.id === type)?.title;
  return (
    <LibraryFrame title={words.title} at="/console/library/new" version={library.version}>
      {tried.notice && (
        <p class="refusal" role="alert">
          {tried.notice}
        </p>
      )}
      <dl class="library-facts">
        <dt>{words.kind}</dt>
        <dd>{words.kinds[kind]}</dd>
        <dt>{words.marks}</dt>
        <dd lang={phrases.length > 0 ? 'zh-CN' : undefined}>{phrases.length > 0 ? <Marks phrases={phrases} /> : words.noMarks}</dd>
        <dt>{words.size}</dt>
        <dd>{words.count(count, senders)}</dd>
        <dt>{words.first}</dt>
        <dd class="number">{dayAndTime(firstAt, words.language)}</dd>
        <dt>{words.last}</dt>
        <dd class="number">{dayAndTime(lastAt, words.language)}</dd>
        <dt>{words.engine}</dt>
        <dd>{words.opinion(Math.round(score * 100), named ? (words.language === 'en' ? named.en : named.zh) : null)}</dd>
        <dt>{words.signals}</dt>
        <dd>
          <SignalLinks library={library} signals={signals} />
        </dd>
        <dt>{words.state}</dt>
        <dd>
          {words.states[state]}
          {officer !== null && words.by(officer)}{' '}
          {draftId !== null && <a href={`${LIBRARY_PATH}/drafts/${encodeURIComponent(draftId)}`}>{words.toDraft}</a>}
        </dd>
      </dl>
      <section class="library-part" aria-labelledby="texts">
        <h2 id="texts">{words.texts}</h2>
        <p class="quiet">{words.shown(texts.length + variants.length, count)}</p>
        <ul class="library-list">
          {variants.map((variant) => (
            <li>
              <span class="library-text">{variant}</span>
            </li>
          ))}
          {texts.map(({ text }) => (
            <li>{text === null ? <span class="quiet">{words.erased}</span> : <Marked text={maskText(text)} phrases={phrases} />}</li>
          ))}
        </ul>
      </section>
      {mayWrite && state === 'new' && <Decide id={id} tried={tried} />}
      {mayWrite && state === 'dismissed' && (
        <form class="library-part" method="post" action={`${newScriptPath(id)}/revive`}>
          <button class="act" type="submit">
            {words.revive}
          </button>
        </form>
      )}
      <p class="audit-pages">
        <a href={NEW_SCRIPTS_PATH}>{words.back}</a>
      </p>
    </LibraryFrame>
  );
}

function Marks({ phrases }: { phrases: readonly string[] }) {
  return (
    <>
      {phrases.map((phrase) => (
        <>
          <span class="library-quote">{phrase}</span>{' '}
        </>
      ))}
    </>
  );
}

function SignalLinks({ library, signals }: { library: Library; signals: readonly string[] }) {
  const words = useWords(NEW_SCRIPT_WORDS);
  const known = signals.flatMap((id) => library.signals.find((one) => one.id === id) ?? []);
  if (known.length === 0) return <>{words.noSignals}</>;
  return (
    <>
      {known.map(({ id, title }, index) => (
        <>
          {index > 0 && '、'}
          <a href={signalPath(id)} lang="zh-CN">
            {title}
          </a>
        </>
      ))}
    </>
  );
}

/** The citizen's masked text with the shared words marked, where they stand in it as they are. */
function Marked({ text, phrases }: { text: string; phrases: readonly string[] }) {
  const parts: { readonly text: string; readonly marked: boolean }[] = [];
  let rest = text;
  while (rest !== '') {
    const next = phrases
      .map((phrase) => ({ phrase, at: rest.indexOf(phrase) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    parts.push({ text: rest.slice(0, next.at), marked: false }, { text: next.phrase, marked: true });
    rest = rest.slice(next.at + next.phrase.length);
  }
  return (
    <span class="library-text">
      {[...parts, { text: rest, marked: false }].map((part) => (part.marked ? <mark class="library-quote">{part.text}</mark> : part.text))}
    </span>
  );
}

function Decide({ id, tried }: { id: string; tried: Tried }) {
  const words = useWords(NEW_SCRIPT_WORDS);
  return (
    <section class="library-part" aria-label={words.draft}>
      <p>{words.retell}</p>
      <form method="post" action={`${newScriptPath(id)}/draft`} novalidate>
        <Field
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={tried.name ?? ''}
          problem={tried.problem ?? null}
          autocomplete="off"
        />
        <button class="act act-first" type="submit">
          {words.draft}
        </button>
      </form>
      <form method="post" action={`${newScriptPath(id)}/dismiss`}>
        <button class="act" type="submit">
          {words.dismiss}
        </button>
      </form>
    </section>
  );
}
