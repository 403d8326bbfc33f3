import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<{ closed: (number: string) => string; look: string }> = {
  'zh-CN': { closed: (number) => `工单 ${number} 已结案。`, look: '按错了？打开这一单，可以重新打开' },
  en: { closed: (number) => `Case ${number} is closed.`, look: 'By mistake? Open the case, it can be reopened' },
};

/** The queue, which says that the case was closed: one tap closes it, and the next page is another one. */
export function closedAddress(number: string): string {
  return `/console?closed=${encodeURIComponent(number)}`;
}

export function closedNumber(query: string | undefined): string | null {
  return /^A\d{6}$/.exec(query ?? '')?.[0] ?? null;
}

/** Has the focus, so that it is read aloud, and the keyboard goes on from there. */
export function JustClosed({ number }: { number: string }) {
  const words = useWords(WORDS);
  return (
    <p id="just-closed" class="just-closed" tabindex={-1} autofocus>
      {words.closed(number)} <a href={`/console/find?number=${number}`}>{words.look}</a>
    </p>
  );
}
