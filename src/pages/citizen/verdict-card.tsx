import type { CheckAnswer } from '../../conversation/answer.ts';
import { SYMBOL } from '../../conversation/compose.ts';
import { COLOURS } from '../../library/schema.ts';
import { type CardMore, MoreAbout } from './card-more.tsx';
import { CardTools } from './card-tools.tsx';
import type { ReplyTurn } from './load-conversation.ts';
import { CallButtons, type PhoneBook, withCalls } from './phone-numbers.tsx';
import type { CardReply } from './read-reply.ts';
import { VerdictSign } from './signs.tsx';

const WORDS = {
  zh: {
    red: '像诈骗',
    yellow: '可疑，先核实',
    green: '没看出诈骗特征',
    colour: { red: '红', yellow: '黄', green: '绿' },
    type: '套路：',
    dont: '最要紧',
    why: '为什么',
    next: '骗子接下来会',
    now: '现在怎么办',
  },
  en: {
    red: 'Likely a scam',
    yellow: 'Suspicious',
    green: 'No scam signs',
    colour: { red: 'Red', yellow: 'Yellow', green: 'Green' },
    type: 'Pattern: ',
    dont: 'Above all',
    why: 'Why',
    next: 'What comes next',
    now: 'What to do',
  },
} as const;
const SYMBOLED = /^(\d+\. )?(🔴|🟡|🟢)/u;
const USUAL_NUMBERS = ['96110', '110'] as const;

interface VerdictCardProps {
  readonly turn: ReplyTurn;
  readonly shape: CardReply;
  readonly book: PhoneBook;
  readonly more: CardMore | null;
  /** Into the characters of the reply. */
  readonly localize: (text: string) => string;
}

export function VerdictCard({ turn, shape, book, more, localize }: VerdictCardProps) {
  const { colour, english, type, message, notes, next, label } = shape;
  const words = english ? WORDS.en : WORDS.zh;
  const { verdict } = turn;
  return (
    <section class={`card card-${colour}`} lang={english ? 'en' : 'zh-CN'}>
      <header class="card-head">
        <VerdictSign colour={colour} />
        <div>
          <h2>
            <span class="colour-word">{words.colour[colour]}</span>
            {localize(words[colour])}
          </h2>
          {type && (
            <p class="scheme">
              {localize(words.type)}
              {type}
            </p>
          )}
        </div>
      </header>
      <p class="dont">
        {colour === 'red' && <span class="dont-label">{localize(words.dont)}</span>}
        {withCalls(message, book)}
      </p>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <Note text={note} book={book} />
          ))}
        </ul>
      )}
      {verdict && colour !== 'green' && <Reasons verdict={verdict} heading={localize(words.why)} localize={localize} />}
      {next && (
        <>
          <h3>{localize(words.next)}</h3>
          <p>{withCalls(next, book)}</p>
        </>
      )}
      {more && <MoreAbout more={more} />}
      {verdict && shape.hasNow && (
        <>
          <h3>{localize(words.now)}</h3>
          <ul class="now">
            {verdict.advice.now.map((step) => (
              <li>{withCalls(localize(step), book)}</li>
            ))}
          </ul>
        </>
      )}
      <CallButtons numbers={verdict?.advice.numbers ?? USUAL_NUMBERS} book={book} english={english} />
      <CardTools turn={turn} english={english} mayContradict={verdict !== undefined} label={label} />
    </section>
  );
}

/** Where several texts are answered together, each line carries its own colour. */
function Note({ text, book }: { text: string; book: PhoneBook }) {
  const [lead = '', , symbol] = SYMBOLED.exec(text) ?? [];
  const colour = COLOURS.find((one) => SYMBOL[one] === symbol);
  return (
    <li>
      {colour && <VerdictSign colour={colour} />}
      <span>{withCalls(text.slice(lead.length), book)}</span>
    </li>
  );
}

/** Numbered like the marks in the citizen's own message. */
function Reasons({ verdict, heading, localize }: { verdict: CheckAnswer; heading: string; localize: (text: string) => string }) {
  if (verdict.reasons.length === 0) return null;
  return (
    <>
      <h3>{heading}</h3>
      <ol class="reasons">
        {verdict.reasons.map(({ quote, why }) => {
          const quoted = quote || null;
          return (
            <li>
              {quoted && <q>{quoted}</q>}
              <span>{localize(why)}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
