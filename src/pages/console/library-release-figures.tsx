import type { ReleaseMetrics } from '../../library/ledger.ts';
import { gateNames } from './draft-gate.tsx';
import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<{ title: string; columns: readonly [what: string, rate: string, count: string] }> = {
  'zh-CN': { title: '关卡上的成绩', columns: ['看什么', '比率', '几条里几条'] },
  en: { title: 'What it reached on the gate', columns: ['What', 'Rate', 'Of how many'] },
};

/** Each rate on each file of the gate, as the ledger has it. */
export function ReleaseFigures({ metrics }: { metrics: ReleaseMetrics }) {
  const words = useWords(WORDS);
  const names = useWords(gateNames);
  return (
    <section class="library-part" aria-labelledby="figures">
      <h2 id="figures">{words.title}</h2>
      <table class="queue audit draft-table">
        <thead>
          <tr>
            {words.columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(metrics).flatMap(([file, rates]) =>
            Object.entries(rates).map(([name, [hits, of]]) => (
              <tr>
                <th scope="row">{names(`${file}: ${name}`)}</th>
                <td class="number">{of === 0 ? '–' : `${((hits / of) * 100).toFixed(1)} %`}</td>
                <td class="number">
                  {hits} / {of}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
