import type { DraftStep } from '../../storage/draft.ts';
import { dayAndTime } from './day-and-time.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly kinds: Readonly<Record<DraftStep['kind'], string>>;
  readonly program: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '经过',
    kinds: {
      begun: '开了草稿',
      changed: '改了文件',
      rebased: '跟上版本',
      proposed: '提交复核',
      returned: '退回',
      withdrawn: '撤回',
      published: '发布',
    },
    program: '程序',
  },
  en: {
    language: 'en',
    title: 'What happened',
    kinds: {
      begun: 'began it',
      changed: 'changed a file',
      rebased: 'moved it to release',
      proposed: 'proposed it',
      returned: 'returned it',
      withdrawn: 'withdrew it',
      published: 'published it',
    },
    program: 'The program',
  },
};
/** What stands beside these is the program's, the rest is what somebody wrote. */
const NAMED: ReadonlySet<DraftStep['kind']> = new Set(['changed', 'rebased', 'published']);

/** The newest first: who did what, and what he said. */
export function StepsPart({ steps }: { steps: readonly DraftStep[] }) {
  const words = useWords(WORDS);
  return (
    <section class="library-part" aria-labelledby="steps">
      <h2 id="steps">{words.title}</h2>
      <ol class="draft-steps" reversed>
        {[...steps].reverse().map(({ kind, officer, remark, at }) => (
          <li>
            <time class="number quiet" datetime={new Date(at).toISOString()}>
              {dayAndTime(at, words.language)}
            </time>{' '}
            <b>{officer ?? words.program}</b> {words.kinds[kind]}
            {remark !== null && NAMED.has(kind) && (
              <>
                {' '}
                <code>{remark}</code>
              </>
            )}
            {remark !== null && !NAMED.has(kind) && (
              <blockquote class="draft-remark" lang="zh-CN">
                {remark}
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
