import { type Spoken, useWords } from './language.tsx';
import { useScriptsWaiting } from './waiting-here.ts';

const WORDS: Spoken<(count: number) => string> = {
  'zh-CN': (count) => `${count}个新话术待看`,
  en: (count) => (count === 1 ? '1 new script to be looked at' : `${count} new scripts to be looked at`),
};

/** How many new scripts wait, beside the name of where they are; nothing when none does. */
export function ScriptCount() {
  const count = useScriptsWaiting();
  const words = useWords(WORDS)(count);
  return (
    count > 0 && (
      <>
        {' '}
        <span class="desk-count number" title={words}>
          <span aria-hidden="true">{count}</span>
          <span class="unseen">{words}</span>
        </span>
      </>
    )
  );
}
