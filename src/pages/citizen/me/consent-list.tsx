import type { Child } from 'hono/jsx';
import type { ConsentText } from '../../../citizens/consent-texts.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { AsWritten } from '../as-written.tsx';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook, withCalls } from '../phone-numbers.tsx';
import { CONSENT_WORDS, type ConsentPoint } from './consent-words.ts';

const POINTS: readonly ConsentPoint[] = ['what', 'why', 'howLong', 'whose', 'rights'];
/** Points that are never folded. */
const ALWAYS = 3;
const OTHER: Spoken<'zh-CN' | 'en'> = { 'zh-CN': 'en', en: 'zh-CN' };

interface ConsentWordsProps {
  readonly text: ConsentText;
  readonly deps: PageDeps;
  /** Who keeps it and which rights he has are the same for all, and stand folded. */
  readonly brief?: boolean;
  readonly children?: Child;
}

/** One text in its five points, in the language of the page; the other one folded. */
export function ConsentWords({ text, deps, brief = false, children }: ConsentWordsProps) {
  const words = useWords(CONSENT_WORDS);
  const other = useWords(OTHER);
  const besides = words.besides[text.purpose];
  const otherWords = CONSENT_WORDS[other];
  const point = (name: ConsentPoint, { read, points } = words) => (
    <div>
      <dt>{points[name]}</dt>
      <dd>
        <Filled words={text[name][read]} deps={deps} />
      </dd>
    </div>
  );
  return (
    <section class="me-consent">
      <h3>{text.title[words.read]}</h3>
      <dl>{(brief ? POINTS.slice(0, ALWAYS) : POINTS).map((name) => point(name))}</dl>
      {brief && (
        <details>
          <summary>{words.folded}</summary>
          <dl>{POINTS.slice(ALWAYS).map((name) => point(name))}</dl>
        </details>
      )}
      <details lang={other}>
        <summary>{otherWords.other}</summary>
        <p>
          <b>{text.title[otherWords.read]}</b>
        </p>
        <dl>{POINTS.map((name) => point(name, otherWords))}</dl>
      </details>
      {besides && <p>{besides}</p>}
      {children}
      <small>{words.version(text.version)}</small>
    </section>
  );
}

/** With the city, by its own name, and the hotline to be tapped. */
function Filled({ words, deps: { config, detector } }: { words: string; deps: PageDeps }) {
  const book = createPhoneBook(detector.library, config.HOTLINE_NUMBER);
  const parts = words.replace('{hotline}', config.HOTLINE_NUMBER).split('{city}');
  return (
    <>
      {parts.map((part, index) => (
        <>
          {index > 0 && <AsWritten text={config.CITY} />}
          {withCalls(part, book)}
        </>
      ))}
    </>
  );
}
