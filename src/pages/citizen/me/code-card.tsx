import { CODE_RULES, type PersonalCode } from '../../../citizens/code-rules.ts';
import type { MyCode } from '../../../citizens/my-code.ts';
import { useWords } from '../../console/language.tsx';
import { Clock } from '../clock.tsx';
import { VerdictSign } from '../signs.tsx';
import { CODE_WORDS } from './code-words.ts';
import { NeverProof } from './me-frame.tsx';

/** Word, shape and colour, and at once what it is not. */
export function CodeCard({ code: { colour } }: { code: PersonalCode }) {
  const { name, says } = useWords(CODE_WORDS).colours[colour];
  return (
    <section class={`me-code me-code-${colour}`} aria-labelledby="code-word">
      <VerdictSign colour={colour} />
      <div>
        <h2 id="code-word">{name}</h2>
        <p>{says}</p>
      </div>
      <NeverProof />
    </section>
  );
}

/** What moves it, line by line, and how each gets greener. */
export function CodeLines({ my, now }: { my: MyCode; now: number }) {
  const words = useWords(CODE_WORDS);
  const [sum, bounds] = words.sum(CODE_RULES);
  return (
    <section class="me-card" aria-labelledby="lines-title">
      <h2 id="lines-title">{words.why}</h2>
      <ul class="me-lines">
        {my.code.lines.map(({ what, points, count, until }) => (
          <li>
            <b class="number">{points > 0 ? `+${points}` : points}</b>
            <div>
              <p>{words.lines[what](count, my.exposureAgreed)}</p>
              <p class="quiet">
                {words.greener[what](count, my.mayCheck, CODE_RULES.teaching)}
                {what === 'lessons' && count < CODE_RULES.teaching.most && (
                  <>
                    {' '}
                    <a href="/learn">{words.learn}</a>
                  </>
                )}
                {until !== null && (
                  <>
                    {' '}
                    {words.until[0]}
                    <Clock at={until} now={now} />
                    {words.until[1]}
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p>
        {sum}
        <b class="number">{my.code.points}</b>
        {bounds}
      </p>
      <Formula />
    </section>
  );
}

function Formula() {
  const words = useWords(CODE_WORDS);
  return (
    <details>
      <summary>{words.how}</summary>
      <ul class="me-rules">
        {words.rules(CODE_RULES).map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      <p class="quiet">{words.ours(CODE_RULES.version)}</p>
    </details>
  );
}
