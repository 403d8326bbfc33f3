const KEYS = [
  ['j / k', '下一单 / 上一单'],
  ['Enter', '打开这一单'],
  ['c', '接手'],
  ['r', '写回复'],
  ['n', '写备注'],
  ['Ctrl + Enter', '发出正在写的'],
  ['Esc', '离开输入框；写的还在'],
  ['?', '这张表'],
] as const;

/** Opened by `?`; without JavaScript there are no keys, and so no list of them. */
export function Shortcuts() {
  return (
    <>
      <p class="keys-hint needs-script">
        按 <kbd>?</kbd> 看快捷键
      </p>
      <dialog id="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">快捷键</h2>
        <dl>
          {KEYS.map(([key, does]) => (
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
            关上
          </button>
        </form>
      </dialog>
    </>
  );
}
