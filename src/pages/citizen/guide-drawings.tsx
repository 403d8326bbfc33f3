import { type Spoken, useWords } from '../console/language.tsx';
import { AppHead, ChatMessage, Drawing, Face, Finger, Menu, OurHead, Seconds, Sign, TextMessage } from './drawing-parts.tsx';

type DrawingName = 'holdMessage' | 'pressCopy' | 'holdAndPaste' | 'pressSend' | 'holdChat' | 'pressForward' | 'chooseUs';
const NAMES: Spoken<Readonly<Record<DrawingName, string>>> = {
  'zh-CN': {
    holdMessage: '图：手指按住一条短信不放，按两秒',
    pressCopy: '图：短信下面出来一排字，手指点“复制”',
    holdAndPaste: '图：在反诈一哥这一页，按住输入框，上面出来“粘贴”，手指点“粘贴”',
    pressSend: '图：短信的话已经在输入框里，手指点右边的“发送”',
    holdChat: '图：手指按住微信里的一句话不放，按两秒',
    pressForward: '图：那句话下面出来一排字，手指点“转发”',
    chooseUs: '图：名单里有反诈一哥、女儿、老李，手指点“反诈一哥”',
  },
  en: {
    holdMessage: 'Picture: a finger stays on a text message for two seconds',
    pressCopy: 'Picture: below the message a row of words has come up; the finger taps the word for copy',
    holdAndPaste: 'Picture: on this page the box is held, the word for paste comes up above it, and the finger taps it',
    pressSend: 'Picture: the words of the message are in the box; the finger taps the word for send, to its right',
    holdChat: 'Picture: a finger stays on a line of a WeChat chat for two seconds',
    pressForward: 'Picture: below the line a row of words has come up; the finger taps the word for forward',
    chooseUs: 'Picture: a list of contacts; the finger taps 反诈一哥',
  },
};

/**
 * The pictures of the guide, one for each step. What has to be pressed is blue, and the finger is on it; the hand covers
 * no word that counts.
 */

export function HoldMessage() {
  return (
    <Drawing name={useWords(NAMES).holdMessage}>
      <AppHead name="短信" />
      <TextMessage y={58} />
      <Seconds />
      <Finger x={165} y={110} turn={-8} holds />
    </Drawing>
  );
}

export function PressCopy() {
  return (
    <Drawing name={useWords(NAMES).pressCopy}>
      <TextMessage y={12} chosen />
      <Menu words={['复制', '转发', '删除']} pressed={0} />
      <Finger x={60} y={144} turn={-32} />
    </Drawing>
  );
}

export function HoldAndPaste() {
  return (
    <Drawing name={useWords(NAMES).holdAndPaste}>
      <OurHead />
      <rect class="field field-held" x="14" y="138" width="146" height="52" rx="10" />
      <text x="26" y="171">
        先按住这里
      </text>
      <rect class="off" x="168" y="138" width="58" height="52" rx="10" />
      <text class="off-word" x="197" y="171" text-anchor="middle">
        发送
      </text>
      <path class="press" d="M98 62h76a10 10 0 0 1 10 10v42a10 10 0 0 1-10 10h-54l-12 11-12-11h2a10 10 0 0 1-10-10V72a10 10 0 0 1 10-10z" />
      <text class="press-word" x="136" y="91" text-anchor="middle">
        粘贴
      </text>
      <Finger x={157} y={108} />
    </Drawing>
  );
}

export function PressSend() {
  return (
    <Drawing name={useWords(NAMES).pressSend}>
      <OurHead />
      <rect class="field" x="14" y="66" width="138" height="78" rx="10" />
      <text x="26" y="98">
        您的ETC
      </text>
      <text x="26" y="128">
        已停用…
      </text>
      <rect class="press" x="160" y="82" width="66" height="62" rx="10" />
      <text class="press-word" x="193" y="111" text-anchor="middle">
        发送
      </text>
      <Finger x={180} y={128} turn={10} />
    </Drawing>
  );
}

export function HoldChat() {
  return (
    <Drawing name={useWords(NAMES).holdChat}>
      <AppHead name="微信" />
      <ChatMessage y={58} />
      <Seconds />
      <Finger x={165} y={110} turn={-8} holds />
    </Drawing>
  );
}

export function PressForward() {
  return (
    <Drawing name={useWords(NAMES).pressForward}>
      <ChatMessage y={12} chosen />
      <Menu words={['复制', '转发', '收藏']} pressed={1} />
      <Finger x={128} y={144} turn={-32} />
    </Drawing>
  );
}

export function ChooseUs() {
  return (
    <Drawing name={useWords(NAMES).chooseUs}>
      <rect class="press" x="10" y="12" width="220" height="60" rx="12" />
      <Sign x={20} y={26} />
      <text class="press-word" x="70" y="50">
        反诈一哥
      </text>
      <Contact y={86} name="女儿" />
      <Contact y={146} name="老李" />
      <Finger x={158} y={58} />
    </Drawing>
  );
}

function Contact({ y, name }: { y: number; name: string }) {
  return (
    <>
      <Face x={18} y={y} />
      <text x="70" y={y + 27}>
        {name}
      </text>
    </>
  );
}
