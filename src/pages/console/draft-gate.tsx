import type { GateLine } from '../../librarian/gate.ts';
import { type Spoken, useWords } from './language.tsx';

interface Words {
  readonly title: string;
  readonly columns: readonly [what: string, result: string, found: string, wanted: string];
  readonly results: Readonly<Record<GateLine['result'], string>>;
  readonly counts: (failed: number, skipped: number) => string;
  readonly values: (text: string) => string;
}
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^lint$/, '文件写法'],
  [/^examples and clean corpus$/, '例子，和正当的训练文字'],
  [/^rates on the gate$/, '关卡上的比率'],
  [/^size$/, '大小'],
  [/^texts that every release must know$/, '每一版都必须认得的话'],
  [/^signature$/, '签名'],
  [/^verdict of (\d+) characters, p50$/, '判一条$1字消息的时间'],
  [/: obfuscated scam not green$/, '：伪装过的诈骗没放过'],
  [/: scam in accept$/, '：诈骗判得对'],
  [/: scam not green$/, '：诈骗没放过'],
  [/: legit red$/, '：正当的判成红'],
  [/: green-only legit green$/, '：平常话判绿'],
  [/: marketing in accept$/, '：推销判得对'],
  [/: type of scams$/, '：诈骗类型判得对'],
  [/: all in accept$/, '：全部判得对'],
  [/: advice colour$/, '：咨询的颜色对'],
  [/: colour of all judged$/, '：全部颜色对'],
  [/: intent$/, '：意图对'],
  [/: type$/, '：类型对'],
  [/: escalate recall$/, '：该叫人的叫了'],
  [/: escalate false$/, '：不该叫人却叫了'],
];
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/^well formed$/, '写法都对'],
  [/^known$/, '都认得'],
  [/^not known: /, '不认得：'],
  [/^a key of this server$/, '这台服务器的钥匙'],
  [/^this server has no signing key and cannot publish$/, '没有签名的钥匙，不能发布'],
  [/^not well formed$/, '写法有错'],
  [/^all hold$/, '都成立'],
  [/^(\d+) faults?$/, '$1处不成立'],
  [/^not looked at$/, '没有看'],
  [/^not measured$/, '没有量'],
  [/^not worse than the release$/, '不比正在用的版本差'],
  [/ × the release$/, ' 倍于正在用的版本'],
  [/, the release (.+)$/, '，正在用的版本 $1'],
  [/^the release has no such figure$/, '正在用的版本没有这个数'],
  [/^the database does not keep the release$/, '数据库里没有那一版'],
];
const inChinese =
  (pairs: readonly (readonly [RegExp, string])[]) =>
  (text: string): string =>
    pairs.reduce((said, [pattern, words]) => said.replace(pattern, words), text);

/** What a rate of the gate is called at the desk. */
export const gateNames: Spoken<(what: string) => string> = { 'zh-CN': inChinese(NAMES), en: (what) => what };

const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '关卡',
    columns: ['看什么', '结果', '量到', '要求'],
    results: { ok: '过', FAIL: '没过', skipped: '没法比，跳过' },
    counts: (failed, skipped) => `${failed === 0 ? '全部过了' : `${failed}项没过`}${skipped > 0 ? `；${skipped}项没法比，跳过` : ''}。`,
    values: inChinese(VALUES),
  },
  en: {
    title: 'Gate',
    columns: ['What', 'Result', 'Found', 'Wanted'],
    results: { ok: 'holds', FAIL: 'fails', skipped: 'skipped' },
    counts: (failed, skipped) =>
      `${failed === 0 ? 'Everything holds' : failed === 1 ? '1 line fails' : `${failed} lines fail`}${skipped > 0 ? `; ${skipped} skipped` : ''}.`,
    values: (text) => text,
  },
};
const ORDER: readonly GateLine['result'][] = ['FAIL', 'skipped', 'ok'];

/** What must hold before publishing; what does not hold stands first. */
export function GateTable({ lines }: { lines: readonly GateLine[] }) {
  const words = useWords(WORDS);
  const names = useWords(gateNames);
  if (lines.length === 0) return null;
  const count = (wanted: GateLine['result']): number => lines.filter(({ result }) => result === wanted).length;
  const sorted = [...lines].sort((a, b) => ORDER.indexOf(a.result) - ORDER.indexOf(b.result));
  return (
    <section aria-labelledby="gate">
      <h3 id="gate">{words.title}</h3>
      <p>{words.counts(count('FAIL'), count('skipped'))}</p>
      <table class="queue audit draft-table">
        <thead>
          <tr>
            {words.columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ what, result, found, wanted }) => (
            <tr class={result === 'FAIL' ? 'draft-fails' : undefined}>
              <th scope="row">{names(what)}</th>
              <td>
                {result === 'FAIL' ? '✗ ' : result === 'ok' ? '✓ ' : '– '}
                {words.results[result]}
              </td>
              <td data-name={words.columns[2]}>{words.values(found)}</td>
              <td data-name={words.columns[3]}>{words.values(wanted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
