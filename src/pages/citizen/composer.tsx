import { type Spoken, useWords } from '../console/language.tsx';
import type { CitizenLanguage } from './citizen-language.ts';
import { GuideLink } from './guide-link.tsx';
import { PutBack } from './put-back.tsx';

type QuickText = 'paid' | 'human' | 'why' | 'sample';

/**
 * The texts behind the buttons: what is sent stands in the conversation like any other message. "why" has no button any more
 * (card-more.tsx); pages that were opened before still send it, and in a conversation it is no part of his story.
 */
export const quickTexts: Spoken<Readonly<Record<QuickText, string>>> = {
  'zh-CN': {
    paid: '我刚把钱转给对方了',
    human: '我要找真人',
    why: '为什么',
    sample: '【ETC服务中心】您的ETC认证已失效，请点击 etc-renew8.top/k 重新认证，逾期停用。',
  },
  en: {
    paid: 'I have just transferred the money to them',
    human: 'I want to talk to a person',
    why: 'Why?',
    sample: '[ETC Service] Your ETC certificate has expired. Renew it at etc-renew8.top/k today or it will be suspended.',
  },
};

/** Whatever language the page spoke when it was pressed. */
export const ALL_QUICK_TEXTS: ReadonlySet<string> = new Set(Object.values(quickTexts).flatMap((texts) => Object.values(texts)));

/** @returns null for a button that is not ours */
export function quickTextOf(name: unknown, language: CitizenLanguage): string | null {
  const texts = quickTexts[language];
  return typeof name === 'string' && Object.hasOwn(texts, name) ? texts[name as QuickText] : null;
}

const WORDS: Spoken<{
  offline: string;
  isItScam: string;
  paid: string;
  human: string;
  report: string;
  reportBegin: string;
  byTouch: string;
  byMouse: string;
  reportHelp: string;
  brought: string;
  label: string;
  hint: string;
  send: string;
}> = {
  'zh-CN': {
    offline: '没发出去，可能断网了。您写的还在，请再按一次发送。急事直接打110。',
    isItScam: '这是骗子吗',
    paid: '我转钱了',
    human: '找真人',
    report: '举报',
    reportBegin: '我要举报：',
    byTouch: '长按对方发来的话，点“复制”；回到下面的框里长按，点“粘贴”，再按发送。',
    byMouse: '把对方发来的话复制下来，粘贴到下面的框里，再按发送。',
    reportHelp: '写下对方的号码、网址、账号或软件名，他说了什么，再按发送。看到有人正在受骗，马上打110。',
    brought: '您写的话放在下面的框里了，还没有发。按“发送”，一哥就看。',
    label: '可疑短信，或您要问的话',
    hint: '粘贴或直接问',
    send: '发送',
  },
  en: {
    offline: 'Not sent; you may be offline. What you wrote is still here: press Send again. Urgent: call 110.',
    isItScam: 'Scam?',
    paid: 'I paid',
    human: 'A person',
    report: 'Report',
    reportBegin: 'I want to report: ',
    byTouch: 'Press and hold their message, tap Copy; press and hold the box below, tap Paste, then Send.',
    byMouse: 'Copy their message, paste it into the box below, then press Send.',
    reportHelp:
      'Write down their number, link, account or app and what they said, then Send. If somebody is being cheated right now, call 110.',
    brought: 'Your words stand in the box below and are not sent yet. Press Send to have them read.',
    label: 'The suspicious message, or your question',
    hint: 'Paste or ask',
    send: 'Send',
  },
};

interface ComposerProps {
  /** Made once per rendered form, so that the same form cannot send twice. */
  readonly messageId: string;
  readonly typed: string;
  readonly problem: string | null;
  /** What is typed was written on another page. */
  readonly brought: boolean;
}

export function Composer({ messageId, typed, problem, brought }: ComposerProps) {
  const words = useWords(WORDS);
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
      data-offline={words.offline}
    >
      <MessageId value={messageId} />
      <div class="quick">
        <a class="chip" href="#help" data-help="help">
          {words.isItScam}
        </a>
        <button class="chip chip-urgent" type="submit" name="quick" value="paid">
          {words.paid}
        </button>
        <button class="chip" type="submit" name="quick" value="human">
          {words.human}
        </button>
        <a class="chip" href="#report-help" data-help="report-help" data-begin={words.reportBegin}>
          {words.report}
        </a>
      </div>
      <p class="help" id="help">
        <span class="by-touch">{words.byTouch}</span>
        <span class="by-mouse">{words.byMouse}</span>
        <GuideLink />
      </p>
      <p class="help" id="report-help">
        {words.reportHelp}
      </p>
      {brought && (
        <p class="help shown" role="status">
          {words.brought}
        </p>
      )}
      <Problem text={problem} />
      {/* What he brings is newer than what he once left here. */}
      <PutBack of="message" saidIn="#log .turn-own .bubble" ifUnchanged={brought} />
      <div class="write">
        <label class="unseen" for="message">
          {words.label}
        </label>
        <textarea
          id="message"
          name="text"
          rows={1}
          placeholder={words.hint}
          aria-describedby="problem"
          aria-invalid={problem ? 'true' : undefined}
          autocomplete="off"
          enterkeyhint="enter"
        >
          {typed}
        </textarea>
        <button class="send" type="submit">
          {words.send}
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
