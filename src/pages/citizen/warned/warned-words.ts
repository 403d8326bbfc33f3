import type { ScamType } from '../../../library/schema.ts';
import type { Answer } from '../../../storage/dissuasion/tier-plan.ts';
import type { Spoken } from '../../console/language.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';

/** What stands on the page of somebody who is warned: nothing of him, and nothing that a scammer could show. */
export interface WarnedWords {
  readonly what: string;
  readonly dont: string;
  readonly marks: readonly string[];
  readonly now: readonly string[];
}

const WITHOUT_TYPE: Spoken<WarnedWords> = {
  'zh-CN': {
    what: '有人可能正在骗您的钱',
    dont: '先停下，别转账，别给验证码',
    marks: ['叫您别告诉家人，别挂电话。', '叫您开共享屏幕、下软件、点链接。', '叫您先交钱，或把钱转到别处。'],
    now: ['挂掉电话，关掉共享屏幕。', '跟家人说一声。', '自己拨110核实，别用对方给的号码。'],
  },
  en: {
    what: 'somebody may be after your money',
    dont: 'Stop, pay nothing, give no code',
    marks: [
      'They tell you to keep it from your family and to stay on the phone.',
      'They tell you to share your screen, install an app or open a link.',
      'They want a payment first, or tell you to move your money elsewhere.',
    ],
    now: [
      'Hang up and stop sharing your screen.',
      'Tell your family or a friend.',
      'Dial 110 yourself and ask. Do not use a number they gave you.',
    ],
  },
};

/** The library tells a type's marks in Chinese alone; in English, how it goes on. */
export function warnedWords(type: ScamType | null, language: CitizenLanguage): WarnedWords {
  if (!type) return WITHOUT_TYPE[language];
  const { looksLike, advice, marks, next } = type;
  if (language === 'en') return { what: looksLike.en, dont: advice.dont.en, marks: sentences(next.en), now: advice.now.en };
  return { what: looksLike.zh, dont: advice.dont.zh, marks, now: advice.now.zh };
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence !== '');
}

interface PageWords {
  readonly title: string;
  readonly stop: string;
  readonly maybe: (what: string) => string;
  readonly said: Readonly<Record<Answer, string>>;
  /** After the warning was closed nobody rings him because of it: that is not promised. */
  readonly saidWhenOver: string;
  readonly call: string;
  /** Once the money has gone there is nothing to ask any more. */
  readonly callNow: string;
  readonly marks: string;
  readonly now: string;
  readonly real: string;
  readonly realAnswer: string;
  readonly you: string;
  readonly answers: Readonly<Record<Answer, string>>;
}
export const PAGE_WORDS: Spoken<PageWords> = {
  'zh-CN': {
    title: '先停下，看一眼 · 反诈一哥',
    stop: '先停下',
    maybe: (what) => `您可能正在被骗：${what}。`,
    said: {
      seen: '收到。在弄清楚以前，一分钱也别转。我们还会打电话或上门找您，您可以先自己拨110核实。',
      denied: '收到。骗子常教人这样说，所以我们还会打电话或上门当面问清楚。这之前先别转账。',
      paid: '收到，已报给值班员。现在就自己打110，说“我被骗了，要止付”，别等我们。',
    },
    saidWhenOver: '收到。要是还有人叫您转钱，先停下，自己拨110问是不是真的。',
    call: '打110，问是不是真的',
    callNow: '马上打110，要求止付',
    marks: '骗子常这样',
    now: '现在这样做',
    real: '这页是真的吗？',
    realAnswer: '不用信这页，自己拨110问。真劝阻只叫您停下：不要钱，不要验证码，不叫您下软件、转账、点别的链接。',
    you: '您的情况',
    answers: { paid: '钱已经转走了', seen: '看到了，先不转', denied: '我没被骗' },
  },
  en: {
    title: 'Stop and read this · 反诈一哥',
    stop: 'Stop now',
    maybe: (what) => `You may be in the middle of a scam: ${what}.`,
    said: {
      seen: 'Received. Until it is clear, pay nothing at all. We will still call you or come by. You can dial 110 yourself first and ask.',
      denied:
        'Received. Scammers often teach people to say this, so we will still call you or come and ask in person. Pay nothing until then.',
      paid: 'Received. The officers have been told. Call 110 yourself now and do not wait for us.',
    },
    saidWhenOver: 'Received. If anybody still tells you to pay, stop first, dial 110 yourself and ask whether it is true.',
    call: 'Call 110 and ask whether it is true',
    callNow: 'Call 110 now: stop the payment',
    marks: 'How it goes on',
    now: 'Do this now',
    real: 'Is this page real?',
    realAnswer:
      'You need not trust this page: dial 110 yourself and ask. A real warning only tells you to stop. It never asks for money or a code, and never tells you to install an app, pay or open another link.',
    you: 'Your situation',
    answers: { paid: 'The money has gone', seen: 'I have read it and will not pay', denied: 'I am not being cheated' },
  },
};
