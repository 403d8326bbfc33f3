import type { BuildReport } from '../../librarian/workshop.ts';
import type { DraftBuild } from '../../storage/draft.ts';
import { dayAndTime } from './day-and-time.ts';
import { GateTable } from './draft-gate.tsx';
import { draftPath } from './draft-paths.ts';
import { Publish } from './draft-publish.tsx';
import { Radius } from './draft-radius.tsx';
import { ReportedFaults } from './draft-reported-faults.tsx';
import type { DraftView } from './draft-view.ts';
import { DRAFT_WORDS } from './draft-words.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly never: string;
  readonly nothing: string;
  readonly old: string;
  readonly wanted: string;
  readonly nobody: string;
  readonly running: (done: number, of: number) => string;
  readonly progress: string;
  readonly reload: string;
  readonly passed: (version: string | null, at: string) => string;
  readonly failed: (at: string) => string;
  readonly broken: string;
  readonly measure: string;
  readonly again: string;
  readonly content: string;
  readonly noContent: string;
  readonly columns: readonly [kind: string, id: string, what: string, fields: string];
  readonly what: Readonly<Record<BuildReport['content'][number]['what'], string>>;
  readonly bumps: Readonly<Record<BuildReport['bump'], string>>;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '量一量',
    never: '还没有量过。量一量会把它和正在用的版本一起编好、训练、过关卡，再用近30天的咨询比一遍。',
    nothing: '先改一个文件，再量。',
    old: '这是改动以前量的，现在的草稿要再量一次。',
    wanted: '排上队了，马上开始。',
    nobody: '这台服务器自己不量，由别的服务器来做。',
    running: (done, of) => (of > 0 ? `正在量：第${done}步，共${of}步` : '正在量'),
    progress: '量到哪里了',
    reload: '看看量到哪里了',
    passed: (version, at) => `${at}量过，关卡都过了${version ? `；发布后叫 ${version}` : ''}。`,
    failed: (at) => `${at}量过，没有过关，不能发布。看下面哪一项不行，改好再量。`,
    broken: '编不出来',
    measure: '量一量',
    again: '再量一次',
    content: '改了什么内容',
    noContent: '套路、信号、类型都没有变。',
    columns: ['哪一种', '编号', '变化', '哪些地方'],
    what: { new: '新写的', changed: '改过', removed: '去掉了' },
    bumps: {
      major: '版本号动第一位：有东西去掉了，或者意思变了',
      minor: '版本号动第二位：有新内容',
      patch: '版本号动第三位：只是小改',
    },
  },
  en: {
    language: 'en',
    title: 'Measure',
    never:
      'Not measured yet. Measuring compiles it with the release at work, trains, tries the gate and compares the consults of the last 30 days.',
    nothing: 'Change a file first, then measure.',
    old: 'This was measured before the last change; the draft as it is now must be measured again.',
    wanted: 'It waits its turn and begins in a moment.',
    nobody: 'This server does not measure; another one does it.',
    running: (done, of) => (of > 0 ? `Measuring: step ${done} of ${of}` : 'Measuring'),
    progress: 'How far measuring has come',
    reload: 'Look how far it has come',
    passed: (version, at) => `Measured ${at}: everything holds${version ? `; it will be called ${version}` : ''}.`,
    failed: (at) => `Measured ${at}: it does not hold and cannot be published. See below what fails, mend it and measure again.`,
    broken: 'It does not compile',
    measure: 'Measure',
    again: 'Measure again',
    content: 'What changes',
    noContent: 'No pattern, signal or type changes.',
    columns: ['Kind', 'Id', 'Change', 'Where'],
    what: { new: 'new', changed: 'changed', removed: 'taken away' },
    bumps: {
      major: 'First digit of the version: something goes, or means something else',
      minor: 'Second digit of the version: something is new',
      patch: 'Third digit of the version: small changes',
    },
  },
};

/** Compiled, trained, measured: how far it is, what came of it, and the button that publishes. Exchanged by itself while it runs. */
export function MeasuredPart({ view }: { view: DraftView }) {
  const words = useWords(WORDS);
  const { draft, measured } = view;
  const { build, report, current } = measured;
  const underWay = build !== null && isUnderWay(build);
  return (
    <section
      id="measured"
      class="library-part draft-measured"
      aria-labelledby="measured-title"
      data-poll={underWay ? draftPath(draft.id, 'build') : undefined}
    >
      <h2 id="measured-title">{words.title}</h2>
      <Standing view={view} />
      {report?.broken && (
        <section aria-labelledby="broken">
          <h3 id="broken">{words.broken}</h3>
          <pre class="draft-broken" lang="zh-CN">
            {report.broken}
          </pre>
        </section>
      )}
      {report && !report.broken && (
        <>
          <GateTable lines={report.gate} />
          <ReportedFaults report={report} />
          <Content report={report} />
          {report.radius && <Radius radius={report.radius} types={view.types} />}
        </>
      )}
      {report && !current && <p class="notice">{words.old}</p>}
      {!underWay && <Publish view={view} />}
    </section>
  );
}

export function isUnderWay({ state }: Pick<DraftBuild, 'state'>): boolean {
  return state === 'wanted' || state === 'running';
}

function Standing({ view: { draft, files, measured, writes, measures, rebase } }: { view: DraftView }) {
  const words = useWords(WORDS);
  const { build, current } = measured;
  const changeable = draft.state === 'open' || draft.state === 'proposed';
  if (build && isUnderWay(build))
    return (
      <div role="status">
        <p>{build.state === 'wanted' ? words.wanted : words.running(build.done, build.of)}</p>
        {build.state === 'wanted' && !measures && <p class="quiet">{words.nobody}</p>}
        <progress aria-label={words.progress} max={Math.max(build.of, 1)} value={build.of > 0 ? build.done : undefined} />
        <p class="no-script">
          <a href={draftPath(draft.id)}>{words.reload}</a>
        </p>
      </div>
    );
  const at = build?.endedAt ? dayAndTime(build.endedAt, words.language) : '';
  return (
    <>
      <div role="status">
        {build === null && <p class="quiet">{files.length === 0 ? words.nothing : words.never}</p>}
        {build?.state === 'passed' && <p class={current ? 'notice' : 'quiet'}>{words.passed(build.version, at)}</p>}
        {build?.state === 'failed' && <p class={current ? 'refusal' : 'quiet'}>{words.failed(at)}</p>}
      </div>
      {writes && changeable && files.length > 0 && !rebase && (
        <form method="post" action={draftPath(draft.id, 'build')}>
          <input type="hidden" name="edits" value={String(draft.edits)} />
          <button class={build && current ? 'act' : 'act act-first'} type="submit">
            {build === null ? words.measure : words.again}
          </button>
        </form>
      )}
    </>
  );
}

function Content({ report: { content, bump } }: { report: BuildReport }) {
  const words = useWords(WORDS);
  const { kinds } = useWords(DRAFT_WORDS);
  return (
    <section aria-labelledby="content">
      <h3 id="content">{words.content}</h3>
      <p class="quiet">{words.bumps[bump]}</p>
      {content.length === 0 ? (
        <p class="quiet">{words.noContent}</p>
      ) : (
        <table class="queue audit draft-table">
          <thead>
            <tr>
              {words.columns.map((name) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.map(({ kind, id, what, fields }) => (
              <tr>
                <td>{kinds[kind]}</td>
                <th scope="row">
                  <code>{id}</code>
                </th>
                <td>{words.what[what]}</td>
                <td class="audit-why">{fields.length > 0 && <code>{fields.join(', ')}</code>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
