import type { CheckAnswer } from '../../conversation/answer.ts';
import { safeQuote } from '../../conversation/compose.ts';
import { CardTools } from './card-tools.tsx';
import type { ReplyTurn } from './load-conversation.ts';
import { CallButtons, type PhoneBook, withCalls } from './phone-numbers.tsx';
import type { CardReply } from './read-reply.ts';
import { VerdictSign } from './signs.tsx';

const WORDS = {
  zh: {
    red: '像诈骗',
    yellow: '可疑',
    green: '没看出诈骗特征',
    colour: { red: '红', yellow: '黄', green: '绿' },
    type: '套路：',
    dont: '现在别做',
    why: '为什么',
    now: '现在怎么办',
  },
  en: {
    red: 'Likely a scam',
    yellow: 'Suspicious',
    green: 'No scam signs',
    colour: { red: 'Red', yellow: 'Yellow', green: 'Green' },
    type: 'Pattern: ',
    dont: 'Do not',
    why: 'Why',
    now: 'What to do',
  },
} as const;
const USUAL_NUMBERS = ['96110', '110'] as const;

export function VerdictCard({ turn, shape, book }: { turn: ReplyTurn; shape: CardReply; book: PhoneBook }) {
  const { colour, english, type, message, notes, label } = shape;
  const words = english ? WORDS.en : WORDS.zh;
  const { verdict } = turn;
  return (
    <section class={`card card-${colour}`} lang={english ? 'en' : 'zh-CN'}>
      <header class="card-head">
        <VerdictSign colour={colour} />
        <div>
          <h2>
            <span class="colour-word">{words.colour[colour]}</span>
            {words[colour]}
          </h2>
          {type && (
            <p class="scheme">
              {words.type}
              {type}
            </p>
          )}
        </div>
      </header>
      <p class="dont">
        {colour === 'red' && <span class="dont-label">{words.dont}</span>}
        {withCalls(message, book)}
      </p>
      {notes.map((note) => (
        <p class="note">{withCalls(note, book)}</p>
      ))}
      {verdict && colour !== 'green' && <Reasons verdict={verdict} heading={words.why} />}
      {verdict && shape.hasNow && (
        <>
          <h3>{words.now}</h3>
          <ul class="now">
            {verdict.advice.now.map((step) => (
              <li>{withCalls(step, book)}</li>
            ))}
          </ul>
        </>
      )}
      <CallButtons numbers={verdict?.advice.numbers ?? USUAL_NUMBERS} book={book} />
      <CardTools turn={turn} english={english} mayAskWhy={verdict !== undefined} label={label} />
    </section>
  );
}

/** Numbered like the marks in the citizen's own message. */
function Reasons({ verdict, heading }: { verdict: CheckAnswer; heading: string }) {
  if (verdict.reasons.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ol class="reasons">
        {verdict.reasons.map(({ quote, why }) => {
          const quoted = safeQuote(quote);
          return (
            <li>
              {quoted && <q>{quoted}</q>}
              <span>{why}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
