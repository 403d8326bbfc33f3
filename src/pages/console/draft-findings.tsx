import type { EditFindings } from '../../librarian/workshop.ts';
import { ColourWord } from './colour-word.tsx';
import { channelIn, TRUTH_NAMES } from './desk-words.ts';
import { plainFaults } from './draft-faults.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

/** What trying a text in the place of a file has shown, or why it could not be tried. */
export type Tried =
  | { readonly kind: 'found'; readonly findings: EditFindings }
  | { readonly kind: 'busy' | 'nowhere' | 'empty' | 'broken' };

interface Words {
  readonly language: DeskLanguage;
  readonly notTried: Readonly<Record<'busy' | 'nowhere' | 'empty' | 'broken', string>>;
  readonly noFaults: string;
  readonly faults: (count: number) => string;
  readonly line: (line: number) => string;
  readonly examples: string;
  readonly exampleCounts: (right: number, of: number) => string;
  readonly exampleColumns: readonly [right: string, wanted: string, holds: string, text: string];
  readonly wanted: readonly [no: string, yes: string];
  readonly holds: readonly [no: string, yes: string];
  readonly right: readonly [no: string, yes: string];
  readonly consults: string;
  readonly looked: (looked: number, found: number) => string;
  readonly consultColumns: readonly [change: string, told: string, truth: string, text: string, place: string];
  readonly changes: Readonly<Record<'new' | 'gone' | 'still', string>>;
  readonly noTruth: string;
  readonly untold: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    notTried: {
      busy: '有更新的内容正在试。',
      nowhere: '这台服务器不能边写边试。存下来，到草稿页面“量一量”。',
      empty: '写一点内容，这里就会说对不对、会认出哪些话。',
      broken: '没试成，写的还在。再按一次“试一试”。',
    },
    noFaults: '写法没有错。',
    faults: (count) => `写法有${count}处要改`,
    line: (line) => `第${line}行`,
    examples: '它自己的例子',
    exampleCounts: (right, of) => `${of}条里${right}条对。`,
    exampleColumns: ['对不对', '应该', '实际', '例子'],
    wanted: ['不该认出', '该认出'],
    holds: ['没认出', '认出了'],
    right: ['✗ 不对', '✓ 对'],
    consults: '最近的咨询',
    looked: (looked, found) => `看了最近${looked}条咨询，其中${found}条现在或以前认得出。文字已遮住。`,
    consultColumns: ['变化', '当时答的', '查实', '内容', '哪里来的'],
    changes: { new: '+ 新认出', gone: '− 不再认出', still: '一直认得' },
    noTruth: '没有查实',
    untold: '没有答',
  },
  en: {
    language: 'en',
    notTried: {
      busy: 'A newer text is being tried.',
      nowhere: 'This server cannot try while you write. Save, then measure on the page of the draft.',
      empty: 'Write something, and here it is said whether it is right and what it would hold on.',
      broken: 'It was not tried; what you wrote is still here. Press “Try it” once more.',
    },
    noFaults: 'It is well formed.',
    faults: (count) => (count === 1 ? '1 thing to mend' : `${count} things to mend`),
    line: (line) => `line ${line}`,
    examples: 'Its own examples',
    exampleCounts: (right, of) => `${right} of ${of} are right.`,
    exampleColumns: ['Right?', 'Should', 'Does', 'Example'],
    wanted: ['must not hold', 'must hold'],
    holds: ['does not hold', 'holds'],
    right: ['✗ wrong', '✓ right'],
    consults: 'The last consults',
    looked: (looked, found) =>
      `${looked === 1 ? '1 consult was' : `${looked} consults were`} looked at; it holds now or held before on ${found}. Texts are masked.`,
    consultColumns: ['Change', 'Told then', 'Truth', 'Text', 'From where'],
    changes: { new: '+ holds now', gone: '− no longer', still: 'as before' },
    noTruth: 'not known',
    untold: 'nothing',
  },
};

interface FindingsProps {
  readonly tried: Tried;
  readonly path: string;
  readonly body: string;
}

/** What stands beside an edit: faults, its own examples, and the last consults on which it makes a difference. */
export function Findings({ tried, path, body }: FindingsProps) {
  const words = useWords(WORDS);
  if (tried.kind !== 'found') return <p class={tried.kind === 'broken' ? 'problem' : 'quiet'}>{words.notTried[tried.kind]}</p>;
  const { findings } = tried;
  return (
    <>
      <Faults faults={findings.faults} path={path} body={body} />
      {findings.examples.length > 0 && <Examples examples={findings.examples} />}
      {findings.faults.length === 0 && (findings.looked > 0 || findings.examples.length > 0) && <Consults findings={findings} />}
    </>
  );
}

function Faults({ faults, path, body }: { faults: EditFindings['faults']; path: string; body: string }) {
  const words = useWords(WORDS);
  const plain = plainFaults(faults, path, body, words.language);
  if (plain.length === 0) return <p>✓ {words.noFaults}</p>;
  return (
    <>
      <h3>✗ {words.faults(plain.length)}</h3>
      <ul class="draft-faults">
        {plain.map(({ line, place, text, raw }) => (
          <li>
            {line !== null && <b>{words.line(line)} </b>}
            {place !== null && <code>{place}</code>} <span lang={raw ? 'zh-CN' : undefined}>{text}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Examples({ examples }: { examples: EditFindings['examples'] }) {
  const words = useWords(WORDS);
  const right = examples.filter(({ wanted, holds }) => wanted === holds).length;
  // What is wrong is what one has to look at.
  const sorted = [...examples].sort((a, b) => Number(a.wanted === a.holds) - Number(b.wanted === b.holds));
  return (
    <>
      <h3>{words.examples}</h3>
      <p>{words.exampleCounts(right, examples.length)}</p>
      <table class="queue audit draft-table">
        <thead>
          <tr>
            {words.exampleColumns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ text, wanted, holds, reason }) => (
            <tr class={wanted === holds ? undefined : 'draft-fails'}>
              <td>{words.right[Number(wanted === holds)]}</td>
              <td data-name={words.exampleColumns[1]}>{words.wanted[Number(wanted)]}</td>
              <td data-name={words.exampleColumns[2]}>{words.holds[Number(holds)]}</td>
              <td class="audit-why" lang="zh-CN">
                {text}
                {reason && <small class="quiet"> {reason}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Consults({ findings: { consults, looked } }: { findings: EditFindings }) {
  const words = useWords(WORDS);
  const truths = useWords(TRUTH_NAMES);
  const channel = useWords(channelIn);
  const changed = (one: EditFindings['consults'][number]): 'new' | 'gone' | 'still' =>
    one.now === one.before ? 'still' : one.now ? 'new' : 'gone';
  const order = ['new', 'gone', 'still'];
  const sorted = [...consults].sort((a, b) => order.indexOf(changed(a)) - order.indexOf(changed(b)));
  return (
    <>
      <h3>{words.consults}</h3>
      <p class="quiet">{words.looked(looked, consults.length)}</p>
      {sorted.length > 0 && (
        <table class="queue audit draft-table">
          <thead>
            <tr>
              {words.consultColumns.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((one) => (
              <tr>
                <td>{changed(one) === 'still' ? words.changes.still : <b>{words.changes[changed(one)]}</b>}</td>
                <td data-name={words.consultColumns[1]}>
                  {one.told === null ? <span class="quiet">{words.untold}</span> : <ColourWord colour={one.told} />}
                </td>
                <td data-name={words.consultColumns[2]}>
                  {one.truth === null ? <span class="quiet">{words.noTruth}</span> : truths[one.truth]}
                </td>
                <td class="audit-why" lang="zh-CN">
                  {one.text}
                </td>
                <td class="number">{channel(one.place)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
