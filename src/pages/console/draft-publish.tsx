import { draftPath } from './draft-paths.ts';
import type { DraftView } from './draft-view.ts';
import { type Spoken, useWords } from './language.tsx';
import { LIBRARY_CALL_BACKS_PATH, releasePath } from './library-addresses.ts';
import { LIBRARY_PATH } from './library-frame.tsx';

interface Words {
  readonly publish: string;
  readonly sure: string;
  readonly consequence: (version: string, people: number) => string;
  readonly alone: string;
  readonly another: string;
  readonly measureFirst: string;
  readonly moved: (version: string) => string;
  readonly notKept: string;
  readonly done: (version: string) => string;
  readonly before: (version: string, atWork: string) => string;
  readonly release: string;
  readonly rollBack: string;
  readonly callBacks: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    publish: '发布',
    sure: '确定发布',
    consequence: (version, people) =>
      `五秒内，所有服务器改用 ${version} 判断新消息；已经答过的不变。${people > 0 ? `有${people}个人会列进要回电的名单。` : ''}会记进审计。`,
    alone: '这一版是您自己提交的。这里允许一个人提交并发布；这一次会单独记进审计。',
    another: '这一版是您提交的，要由另一位同事看过再发布。',
    measureFirst: '先量过、关卡都过了，才能发布。',
    moved: (version) => `现在用的已经是 ${version}。先退回，跟上新版本、再量一次，才能发布。`,
    notKept: '量过了，但没有签名存下来，所以这里不能发布：服务器没有签名的钥匙（LIBRARY_SIGNING_KEY）。请告诉管理员，或在命令行发布。',
    done: (version) => `已发布 ${version}。五秒内，所有服务器都用上。`,
    before: (version, atWork) => `发布过 ${version}；现在用的是 ${atWork}。`,
    release: '看这一版',
    rollBack: '到“版本”页，不对就退回上一版',
    callBacks: '看要回电的人',
  },
  en: {
    publish: 'Publish',
    sure: 'Publish: yes',
    consequence: (version, people) =>
      `Within five seconds all servers judge new messages with ${version}; answers already given stay. ${people > 0 ? `${people === 1 ? '1 person is' : `${people} people are`} listed to be called back. ` : ''}It is audited.`,
    alone: 'You proposed this one yourself. Here one person may propose and publish; this time is written down in the audit log.',
    another: 'You proposed this one: another librarian has to read it and publish it.',
    measureFirst: 'It can be published once it was measured and everything holds.',
    moved: (version) => `${version} is at work by now. Return it first; it must follow that release and be measured again.`,
    notKept:
      'It was measured, but not signed and kept, so it cannot be published here: the server has no key to sign with (LIBRARY_SIGNING_KEY). Tell an administrator, or publish on the command line.',
    done: (version) => `${version} is published. Within five seconds all servers have it.`,
    before: (version, atWork) => `It became ${version}; ${atWork} is at work now.`,
    release: 'Look at this release',
    rollBack: 'To Releases, where it can be rolled back',
    callBacks: 'People to call back',
  },
};

/** Below what was measured: the button for whoever may publish it, or why not. */
export function Publish({ view }: { view: DraftView }) {
  const words = useWords(WORDS);
  const { draft, measured, atWork, officer, writes, onePerson } = view;
  if (draft.state !== 'proposed' || !writes) return null;
  const { build, current, kept, report } = measured;
  const passed = current && build?.state === 'passed';
  const own = draft.proposedBy === officer.id;
  const moved = atWork.version !== null && atWork.version !== draft.base;
  if (moved) return <p class="notice">{words.moved(atWork.version ?? '')}</p>;
  if (!passed) return <p class="notice">{words.measureFirst}</p>;
  if (!kept || build.version === null) return <p class="notice">{words.notKept}</p>;
  if (own && !onePerson) return <p class="notice">{words.another}</p>;
  return (
    <details class="confirm draft-publish" name="confirm">
      <summary class="act act-first">{words.publish}</summary>
      <form method="post" action={draftPath(draft.id, 'publish')}>
        <input type="hidden" name="edits" value={String(draft.edits)} />
        <input type="hidden" name="build" value={build.id} />
        <input type="hidden" name="seen" value={String(atWork.seq)} />
        {own && <p class="notice">{words.alone}</p>}
        <p>{words.consequence(build.version, report?.radius?.callBacks.length ?? 0)}</p>
        <button class="act act-first" type="submit">
          {words.sure}
        </button>
      </form>
    </details>
  );
}

/** Above everything: what came of it, and the ways on. */
export function Published({ view: { draft, atWork } }: { view: DraftView }) {
  const words = useWords(WORDS);
  const version = draft.publishedAs;
  if (version === null) return null;
  return (
    <div id="published" class="notice" role="status">
      <p>
        <b>{atWork.version === version ? words.done(version) : words.before(version, atWork.version ?? '')}</b>
      </p>
      <p class="draft-links">
        <a href={releasePath(version)}>{words.release}</a>
        <a href={LIBRARY_PATH}>{words.rollBack}</a>
        <a href={LIBRARY_CALL_BACKS_PATH}>{words.callBacks}</a>
      </p>
    </div>
  );
}
