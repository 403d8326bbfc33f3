import { diffLines, foldDiff } from './draft-diff.ts';
import { type Spoken, useWords } from './language.tsx';

const AROUND = 3;

interface Words {
  readonly kinds: Readonly<Record<'added' | 'removed', string>>;
  readonly skipped: (count: number) => string;
  readonly same: string;
  readonly columns: readonly [before: string, after: string, what: string, text: string];
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    kinds: { added: '新增', removed: '删去' },
    skipped: (count) => `……${count}行没有变`,
    same: '一行都没有变。',
    columns: ['原来的行号', '现在的行号', '变化', '内容'],
  },
  en: {
    kinds: { added: 'added', removed: 'removed' },
    skipped: (count) => (count === 1 ? '… 1 line unchanged' : `… ${count} lines unchanged`),
    same: 'No line has changed.',
    columns: ['Line before', 'Line after', 'Change', 'Text'],
  },
};
const SIGNS = { added: '+', removed: '−', same: '' } as const;

interface DiffViewProps {
  /** What is compared, for whoever hears the page. */
  readonly caption: string;
  /** null: there was no such file. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Two texts line by line; what changed is told by a sign and by colour. */
export function DiffView({ caption, before, after }: DiffViewProps) {
  const words = useWords(WORDS);
  const lines = foldDiff(diffLines(before ?? '', after ?? ''), AROUND);
  if (lines.every(({ kind }) => kind === 'same' || kind === 'skipped')) return <p class="quiet">{words.same}</p>;
  return (
    <table class="diff">
      <caption class="unseen">{caption}</caption>
      <thead class="unseen">
        <tr>
          {words.columns.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) =>
          line.kind === 'skipped' ? (
            <tr class="diff-skipped">
              <td colspan={4}>{words.skipped(line.count)}</td>
            </tr>
          ) : (
            <tr class={line.kind === 'same' ? undefined : `diff-${line.kind}`}>
              <td class="diff-number">{line.before}</td>
              <td class="diff-number">{line.after}</td>
              <td class="diff-sign">
                {line.kind !== 'same' && (
                  <>
                    <span aria-hidden="true">{SIGNS[line.kind]}</span>
                    <span class="unseen">{words.kinds[line.kind]}</span>
                  </>
                )}
              </td>
              <td class="diff-text" lang="zh-CN">
                {line.text}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
