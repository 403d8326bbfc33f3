import type { BuildReport } from '../../librarian/workshop.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly columns: readonly [where: string, what: string, text: string];
  readonly more: (count: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '不成立的例子',
    columns: ['文件', '怎么不对', '例子'],
    more: (count) => `还有${count}条没有列出。`,
  },
  en: {
    language: 'en',
    title: 'Examples that do not hold',
    columns: ['File', 'What is wrong', 'Example'],
    more: (count) => `${count} more are not listed.`,
  },
};

/** How the checks say it, and how it is said in Chinese. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  'must hit': '该认出，却没认出',
  'must not hit': '不该认出，却认出了',
  'must hold on': '该认出，却没认出',
  'must not hold on': '不该认出，却认出了',
  'judged green': '判成了绿',
  'an honest text is judged red': '正当的话判成了红',
};
const PROBLEM = /^([a-z][a-z -]*): (.*)$/s;

/** What of the library's own examples a draft breaks. */
export function ReportedFaults({ report: { faults, faultCount } }: { report: BuildReport }) {
  const words = useWords(WORDS);
  if (faults.length === 0) return null;
  const say = (problem: string): string => (words.language === 'en' ? problem : (IN_CHINESE[problem] ?? problem));
  return (
    <section aria-labelledby="faults">
      <h3 id="faults">{words.title}</h3>
      <table class="queue audit draft-table">
        <thead>
          <tr>
            {words.columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {faults.map(({ where, problem }) => {
            const [, what = '', text = problem] = PROBLEM.exec(problem) ?? [];
            return (
              <tr>
                <td>
                  <code>{where}</code>
                </td>
                <td>{say(what)}</td>
                <td class="audit-why" lang="zh-CN">
                  {text}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {faultCount > faults.length && <p class="quiet">{words.more(faultCount - faults.length)}</p>}
    </section>
  );
}
