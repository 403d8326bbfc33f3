import type { Child } from 'hono/jsx';
import type { ConsentText } from '../../../citizens/consent-texts.ts';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook, withCalls } from '../phone-numbers.tsx';

const POINTS = [
  ['what', '要什么', 'What'],
  ['why', '为什么', 'Why'],
  ['howLong', '留多久', 'How long'],
  ['whose', '谁在管', 'Who keeps it'],
  ['rights', '您能做什么', 'Your rights'],
] as const;
/** Points that are never folded. */
const ALWAYS = 3;

interface ConsentWordsProps {
  readonly text: ConsentText;
  readonly deps: PageDeps;
  /** Who keeps it and which rights he has are the same for all, and stand folded. */
  readonly brief?: boolean;
  readonly children?: Child;
}

/** One text in its five points, Chinese first, English folded. */
export function ConsentWords({ text, deps, brief = false, children }: ConsentWordsProps) {
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const filled = (words: string): Child[] =>
    withCalls(words.replace('{city}', deps.config.CITY).replace('{hotline}', deps.config.HOTLINE_NUMBER), book);
  const line = ([point, name]: (typeof POINTS)[number]) => (
    <div>
      <dt>{name}</dt>
      <dd>{filled(text[point].zh)}</dd>
    </div>
  );
  return (
    <section class="me-consent">
      <h3>{text.title.zh}</h3>
      <dl>{(brief ? POINTS.slice(0, ALWAYS) : POINTS).map(line)}</dl>
      {brief && (
        <details>
          <summary>谁在管、您能做什么</summary>
          <dl>{POINTS.slice(ALWAYS).map(line)}</dl>
        </details>
      )}
      <details lang="en">
        <summary>In English</summary>
        <p>
          <b>{text.title.en}</b>
        </p>
        <dl>
          {POINTS.map(([point, , name]) => (
            <div>
              <dt>{name}</dt>
              <dd>{filled(text[point].en)}</dd>
            </div>
          ))}
        </dl>
      </details>
      {children}
      <small>第{text.version}版</small>
    </section>
  );
}
