import { FORMULA, FORMULAS, type Part } from '../../../work-index/formula.ts';
import { PART_WORDS, shareText } from '../../citizen/public-index/part-words.ts';
import { type DeskLanguage, useWords } from '../language.tsx';
import { INDEX_WORDS } from './index-words.ts';

const LANGUAGES = { 'zh-CN': 'zh-CN', en: 'en' } as const;

/** The formula as it is at work, out of the file that counts. */
export function IndexFormula({ version }: { version: number | null }) {
  const words = useWords(INDEX_WORDS);
  const parts = useWords(PART_WORDS);
  const language = useWords(LANGUAGES);
  const formula = FORMULAS.get(version ?? FORMULA.version) ?? FORMULA;
  return (
    <section class="numbers-part index-formula" aria-labelledby="index-formula">
      <h2 id="index-formula">{words.formula(formula.version)}</h2>
      <ol class="index-rules">
        {words.rules.map((rule) => (
          <li>{rule}</li>
        ))}
      </ol>
      <div class="index-scroll">
        <table class="figures stacked">
          <thead>
            <tr>
              {[words.part, words.weight, words.worst, words.best, words.steady].map((word) => (
                <th scope="col">{word}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {formula.parts.map((part) => (
              <tr>
                <th scope="row">
                  {parts[part.id].name}
                  <small>{parts[part.id].share}</small>
                </th>
                <td data-head={words.weight}>{part.weight}%</td>
                <td data-head={words.worst}>{shareText(part.id, part.worst, language)}</td>
                <td data-head={words.best}>{shareText(part.id, part.best, language)}</td>
                <td data-head={words.steady}>{steadyText(part, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** In people or yuan, as what it is counted of. */
function steadyText({ of, steady }: Part, language: DeskLanguage): string {
  const isMoney = of === 'paidAway' || of === 'stopped';
  return `${(isMoney ? steady / 100 : steady).toLocaleString('en-US')}${isMoney ? (language === 'en' ? ' yuan' : '元') : ''}`;
}
