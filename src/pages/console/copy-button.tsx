import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<Readonly<Record<'copied' | 'failed', string>>> = {
  'zh-CN': { copied: '已复制', failed: '已选中，按 Ctrl+C' },
  en: { copied: 'Copied', failed: 'Selected, press Ctrl+C' },
};

interface Props {
  /** The id of what is copied. */
  readonly of: string;
  readonly label: string;
  /** desk.js, which copies; without it the text is chosen by hand. */
  readonly script: string;
}

/** Beside what is shown once, on a page that has no script of its own. */
export function CopyButton({ of, label, script }: Props) {
  const words = useWords(WORDS);
  return (
    <>
      <button class="act needs-script" type="button" data-copy={of} data-done={words.copied} data-failed={words.failed}>
        {label}
      </button>
      <script src={script} defer />
    </>
  );
}
