import { GuideLink } from './guide-link.tsx';

/** The texts behind the buttons: what is sent stands in the conversation like any other message. */
export const QUICK_TEXTS = {
  paid: '我刚把钱转给对方了',
  human: '我要找真人',
  why: '为什么',
  sample: '【ETC服务中心】您的ETC认证已失效，请点击 etc-renew8.top/k 重新认证，逾期停用。',
} as const;
export type QuickText = keyof typeof QUICK_TEXTS;

export function isQuickText(name: string): name is QuickText {
  return Object.hasOwn(QUICK_TEXTS, name);
}

interface ComposerProps {
  /** Made once per rendered form, so that the same form cannot send twice. */
  readonly messageId: string;
  readonly typed: string;
  readonly problem: string | null;
}

export function Composer({ messageId, typed, problem }: ComposerProps) {
  return (
    <form
      id="composer"
      class="composer"
      method="post"
      action="/message"
      novalidate
      hx-post="/message"
      hx-target="#log"
      hx-swap="beforeend"
      hx-sync="this:drop"
      hx-indicator="#typing"
      data-offline="没发出去，可能断网了。您写的还在，请再按一次发送。急事直接打110。"
    >
      <MessageId value={messageId} />
      <div class="quick">
        <a class="chip" href="#help" data-help="help">
          这是骗子吗
        </a>
        <button class="chip chip-urgent" type="submit" name="quick" value="paid">
          我转钱了
        </button>
        <button class="chip" type="submit" name="quick" value="human">
          找真人
        </button>
        <a class="chip" href="#report-help" data-help="report-help" data-begin="我要举报：">
          举报
        </a>
      </div>
      <p class="help" id="help">
        <span class="by-touch">长按对方发来的话，点“复制”；回到下面的框里长按，点“粘贴”，再按发送。</span>
        <span class="by-mouse">把对方发来的话复制下来，粘贴到下面的框里，再按发送。</span>
        <GuideLink />
      </p>
      <p class="help" id="report-help">
        写下对方的号码、网址、账号或软件名，他说了什么，再按发送。看到有人正在受骗，马上打110。
      </p>
      <Problem text={problem} />
      <div class="write">
        <label class="unseen" for="message">
          可疑短信，或您要问的话
        </label>
        <textarea
          id="message"
          name="text"
          rows={1}
          placeholder="粘贴短信，或直接问"
          aria-describedby="problem"
          aria-invalid={problem ? 'true' : undefined}
          autocomplete="off"
          enterkeyhint="enter"
        >
          {typed}
        </textarea>
        <button class="send" type="submit">
          发送
        </button>
      </div>
    </form>
  );
}

export function MessageId({ value, outOfBand = false }: { value: string; outOfBand?: boolean }) {
  return <input type="hidden" id="message-id" name="id" value={value} {...(outOfBand ? { 'hx-swap-oob': 'true' } : {})} />;
}

/** Stands beside the field; always there, so that screen readers hear it change. */
export function Problem({ text, outOfBand = false }: { text: string | null; outOfBand?: boolean }) {
  return (
    <p id="problem" class="problem" role="alert" {...(outOfBand ? { 'hx-swap-oob': 'true' } : {})}>
      {text}
    </p>
  );
}
