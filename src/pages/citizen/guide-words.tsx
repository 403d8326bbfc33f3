import type { Child } from 'hono/jsx';
import type { Spoken } from '../console/language.tsx';
import { PhoneWord } from './phone-word.tsx';

/** What stands at a step: its title in phrases between which a line may break, and what else to know. */
interface StepWords {
  readonly title: readonly Child[];
  readonly more: Child;
}

/** What stands on the guide. In English with the words of the buttons as a Chinese phone has them. */
export const GUIDE_WORDS: Spoken<{
  readonly title: string;
  readonly description: string;
  readonly skip: string;
  readonly heading: readonly string[];
  readonly lead: string;
  readonly copying: string;
  readonly copy: readonly [StepWords, StepWords, StepWords, StepWords];
  readonly back: string;
  readonly forwarding: string;
  readonly forwardTells: Child;
  readonly forward: readonly [StepWords, StepWords, StepWords];
  readonly stuck: string;
  readonly stuckTells: string;
  readonly paid: string;
  readonly unsure: string;
  readonly family: string;
  readonly spoken: string;
  readonly never: string;
  readonly neverTells: string;
  readonly paper: string;
}> = {
  'zh-CN': {
    title: '怎样把可疑的话发给我 · 反诈一哥',
    description: '看图学四步：按住、复制、粘贴、发送。不会弄，打96110；钱已经转走，先打110。',
    skip: '跳到四步图',
    heading: ['怎样把可疑的话', '发给我'],
    lead: '截图和语音我看不懂，文字我马上能看。照着图做四步，不用打字。手指指着哪里，就按哪里。',
    copying: '短信、聊天：复制再粘贴',
    copy: [
      { title: ['用手指按住', '那条短信或聊天', '不放，约两秒'], more: '按在字上，别碰里面的网址。' },
      { title: ['点“复制”'], more: '有的手机写的是“拷贝”，一样的。' },
      { title: ['回到这里，', '按住输入框，', '点“粘贴”'], more: '也按两秒，“粘贴”就出来了。' },
      { title: ['点“发送”'], more: '我马上告诉您像不像诈骗，怎么办。' },
    ],
    back: '看明白了，回去试试',
    forwarding: '微信：直接转发',
    forwardTells: '微信名单里有“反诈一哥”的，可以这样做。没有的，用上面四步。',
    forward: [
      { title: ['按住那句话不放'], more: '也按两秒。' },
      { title: ['点“转发”'], more: null },
      { title: ['选“反诈一哥”'], more: '再点“发送”。' },
    ],
    stuck: '按不动、不会弄',
    stuckTells: '不怪您，很多人都弄不来。打电话，一样能问。',
    paid: '钱已经转走：先打110',
    unsure: '还没转钱，拿不准',
    family: '也可以把手机拿给身边的家人，请他帮您按。别让电话里的陌生人教您按。',
    spoken: '是电话里说的，没有字可复制？写两句他说了什么，发给我也行。',
    never: '这些不要发',
    neverTells: '我看骗局，从来用不着这些。谁要都别给。',
    paper: '家里有打印机的，可以请家人把这一页打在一张A4纸上，放在电话旁边。',
  },
  en: {
    title: 'How to send me a suspicious message · 反诈一哥',
    description: 'Four steps in pictures: hold, copy, paste, send. If it does not work, call 96110. If money has gone, call 110 first.',
    skip: 'Skip to the four steps',
    heading: ['How to send me', 'a suspicious message'],
    lead: 'I cannot read pictures or voice messages. I can read text at once. Follow the four steps in the pictures; you need not type. Press where the finger points.',
    copying: 'Text messages and chats: copy and paste',
    copy: [
      { title: ['Press the message', 'and hold', 'for about two seconds'], more: 'Press on the words. Do not touch a link in them.' },
      {
        title: [
          <>
            Tap <PhoneWord text="复制" /> (copy)
          </>,
        ],
        more: (
          <>
            On some phones it is called <PhoneWord text="拷贝" />.
          </>
        ),
      },
      {
        title: [
          'Come back here,',
          'hold the box,',
          <>
            tap <PhoneWord text="粘贴" /> (paste)
          </>,
        ],
        more: 'Hold for two seconds here too, until the word comes up.',
      },
      {
        title: [
          <>
            Tap <PhoneWord text="发送" /> (send)
          </>,
        ],
        more: 'On this page in English, the button says Send. I tell you at once whether it looks like a scam, and what to do.',
      },
    ],
    back: 'Go back and try it',
    forwarding: 'WeChat: forward it',
    forwardTells: (
      <>
        This works if you have <PhoneWord text="反诈一哥" /> among your WeChat contacts. If not, use the four steps above.
      </>
    ),
    forward: [
      { title: ['Press the message', 'and hold'], more: 'For two seconds too.' },
      {
        title: [
          <>
            Tap <PhoneWord text="转发" /> (forward)
          </>,
        ],
        more: null,
      },
      {
        title: [
          <>
            Choose <PhoneWord text="反诈一哥" />
          </>,
        ],
        more: (
          <>
            Then tap <PhoneWord text="发送" /> (send).
          </>
        ),
      },
    ],
    stuck: 'It does not work',
    stuckTells: 'It is not your fault: many people find it hard. You can ask by phone just as well.',
    paid: 'Money has gone: call 110 first',
    unsure: 'Nothing paid yet, but not sure',
    family: 'Or hand the phone to a family member who is with you. Never let a stranger on the phone tell you what to press.',
    spoken: 'Did they say it on the phone, with nothing to copy? Write what they said in a sentence or two and send me that.',
    never: 'Never send these',
    neverTells: 'I never need these to spot a scam. Do not give them to anyone who asks.',
    paper: 'If you have a printer at home, ask your family to print this page on one sheet of A4 and keep it beside the phone.',
  },
};
