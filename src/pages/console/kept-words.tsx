import type { FormRemark } from './case-remark.ts';
import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<string> = { 'zh-CN': '您填的还在这里，没有保存：', en: 'What you typed is still here; it was not saved:' };

/** What a form holds for the program alone. */
const HIDDEN: ReadonlySet<string> = new Set([
  'form',
  'formId',
  'owner',
  'to',
  'kind',
  'type',
  'truth',
  'colour',
  'calling',
  'into',
  'as',
  'reported',
  'seen',
]);

/** Whoever was the owner a moment ago keeps what he typed into a form that he has no more. */
export function KeptWords({ form: { typed } }: { form: FormRemark }) {
  const words = useWords(WORDS);
  const text = Object.entries(typed)
    .filter(([name, value]) => !HIDDEN.has(name) && value !== '')
    .map(([, value]) => value)
    .join('\n');
  if (text === '') return null;
  return (
    <div class="kept-words">
      <label for="kept-words">{words}</label>
      <textarea id="kept-words" rows={Math.min(6, text.split('\n').length + 1)} readonly>
        {text}
      </textarea>
    </div>
  );
}
