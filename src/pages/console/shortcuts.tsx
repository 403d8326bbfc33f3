import { type Spoken, useWords } from './language.tsx';

interface Words {
  readonly press: string;
  readonly opens: string;
  readonly title: string;
  readonly close: string;
  readonly keys: readonly (readonly [string, string])[];
}

const WORDS: Spoken<Words> = {
  'zh-CN': {
    press: '按',
    opens: '看快捷键',
    title: '快捷键',
    close: '关上',
    keys: [
      ['j / k', '下一单 / 上一单'],
      ['Enter', '打开这一单'],
      ['c', '接手'],
      ['r', '写回复'],
      ['n', '写备注'],
      ['t', '转给同事'],
      ['e', '结案'],
      ['/', '按工单号找'],
      ['g q', '回队列'],
      ['Ctrl + Enter', '发出正在写的'],
      ['Esc', '离开输入框；写的还在'],
      ['?', '这张表'],
    ],
  },
  en: {
    press: 'Press',
    opens: 'for the keys',
    title: 'Keys',
    close: 'Close',
    keys: [
      ['j / k', 'Next / previous case'],
      ['Enter', 'Open the case'],
      ['c', 'Claim'],
      ['r', 'Write a reply'],
      ['n', 'Write a note'],
      ['t', 'Transfer'],
      ['e', 'Close the case'],
      ['/', 'Find by case number'],
      ['g q', 'Back to the queue'],
      ['Ctrl + Enter', 'Send what you are writing'],
      ['Esc', 'Leave the field; what you wrote stays'],
      ['?', 'This list'],
    ],
  },
};

/** Opened by `?`; without JavaScript there are no keys, and so no list of them. */
export function Shortcuts() {
  const words = useWords(WORDS);
  return (
    <>
      <p class="keys-hint needs-script">
        {words.press} <kbd>?</kbd> {words.opens}
      </p>
      <dialog id="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">{words.title}</h2>
        <dl>
          {words.keys.map(([key, does]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button class="act" type="submit">
            {words.close}
          </button>
        </form>
      </dialog>
    </>
  );
}
