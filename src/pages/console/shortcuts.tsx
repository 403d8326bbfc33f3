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
      ['b', '找常用语'],
      ['v', '人工研判'],
      ['m', '记一笔钱'],
      ['o', '出回执'],
      ['p', '正在和他通话，再按一次结束'],
      ['u', '到“退回队列”'],
      ['g q', '回队列；g c 接电话，g b 回电，g h 交班，g n 数字'],
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
      ['b', 'Find a ready reply'],
      ['v', 'Officer’s verdict'],
      ['m', 'Note a payment'],
      ['o', 'Make a receipt'],
      ['p', 'On the phone with them; again: no more'],
      ['u', 'To “Back to the queue”'],
      ['g q', 'The queue; g c take a call, g b call-backs, g h hand-over, g n numbers'],
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
