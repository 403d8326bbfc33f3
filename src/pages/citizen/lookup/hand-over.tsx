import type { ToldInWords } from '../../../lookups/told-in-words.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { AsWritten } from '../as-written.tsx';
import { CallPolice } from '../urgent-card.tsx';

const WORDS: Spoken<{
  heading: string;
  gone: string;
  before: string;
  behind: string;
  tells: string;
  ask: string;
  asName: string;
  english: boolean;
}> = {
  'zh-CN': {
    heading: '这是一句话，到首页问一哥',
    gone: '钱已经转了，或者正有人催您转，先打110，别的等一等再说。',
    before: '“',
    behind: '”',
    tells:
      '这里只查一个电话、网址、账号或应用名。整句的话、整段的短信，一哥看了告诉您像不像诈骗。点下面，您的话会放进首页的框里，按“发送”才发出去。',
    ask: '带着这段话去问一哥',
    asName: '当成应用的名字查过：没有人举报过，不等于安全。',
    english: false,
  },
  en: {
    heading: 'This is a sentence: ask on the start page',
    gone: 'If money has gone, or somebody presses you to pay right now: first call 110. All else can wait.',
    before: '“',
    behind: '”',
    tells:
      'Only one number, link, account or app is looked up here. Sentences and messages are read on the start page: tap below, and your words stand in the box there. They are sent when you press Send.',
    ask: 'Take these words to the start page',
    asName: 'Looked up as the name of an app: not reported so far; that proves nothing.',
    english: true,
  },
};
/** UTF-16 units of what was typed that are shown again. */
const SHOWN = 80;

interface HandOverProps {
  readonly typed: string;
  readonly told: ToldInWords;
  /** It was looked up as a name as well, and nobody has reported it. */
  readonly lookedUp: boolean;
}

/** What can only be judged in the conversation goes there as it was typed. By a form: words stand in no address. */
export function HandOver({ typed, told, lookedUp }: HandOverProps) {
  const words = useWords(WORDS);
  return (
    <section class="lookup-result lookup-words" aria-live="polite" aria-labelledby="lookup-words">
      {told.urgent && (
        <div>
          <p class="lookup-dont">{words.gone}</p>
          <CallPolice english={words.english} />
        </div>
      )}
      <h2 id="lookup-words">{words.heading}</h2>
      <p class="lookup-what">
        {words.before}
        <AsWritten text={shortened(typed.trim())} />
        {words.behind}
      </p>
      <p>{words.tells}</p>
      <form method="post" action="/">
        <input type="hidden" name="text" value={typed} />
        <button class="lookup-ask" type="submit">
          {words.ask}
        </button>
      </form>
      {lookedUp && <p class="lookup-machine">{words.asName}</p>}
    </section>
  );
}

/** Never in the middle of a character. */
function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
