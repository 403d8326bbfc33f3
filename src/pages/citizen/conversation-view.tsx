import type { Library } from '../../library/library.ts';
import { type Spoken, useWords } from '../console/language.tsx';
import { moreOf } from './card-more.tsx';
import { Clock } from './clock.tsx';
import { Highlighted, marksIn } from './highlight.tsx';
import type { CitizenTurn, Exchange, ReplyTurn, Standing } from './load-conversation.ts';
import type { PageDeps } from './page-deps.ts';
import { createPhoneBook, type PhoneBook, withCalls } from './phone-numbers.tsx';
import type { CardReply } from './read-reply.ts';
import { CallPolice, UrgentCard } from './urgent-card.tsx';
import { VerdictCard } from './verdict-card.tsx';

/** Longer texts of the citizen are folded: what matters is the answer. UTF-16 units. */
const LONG_TEXT = 200;
const SHOWN_OF_LONG = 96;
const MOST_LINES = 8;
const SHOWN_LINES = 4;

const WORDS: Spoken<
  { you: string; bot: string; officerSays: string; officer: string; whole: (units: number) => string } & Record<'owned' | 'ended', string>
> = {
  'zh-CN': {
    you: '您说',
    bot: '一哥回答',
    officerSays: '值班员说',
    officer: '值班员',
    whole: (units) => `全文 ${units} 字`,
    owned: '值班员已经接手，会在这里回您。急事直接打110。',
    ended: '这一单在这里结束了。还有事，接着发给我；急事打110。',
  },
  en: {
    you: 'You said',
    bot: 'The answer',
    officerSays: 'The officer says',
    officer: 'Officer',
    whole: (units) => `All ${units} characters`,
    owned: 'An officer has taken over and will answer you here. Urgent: call 110.',
    ended: 'This case has ended here. If there is more, just write to me. Urgent: call 110.',
  },
};

/** What a conversation is shown with. */
export interface View {
  readonly book: PhoneBook;
  readonly library: Library;
  readonly now: number;
  readonly toTraditional: (text: string) => string;
}

export function createView({ detector, config, now, surroundings }: PageDeps): View {
  const { toTraditional } = surroundings();
  const { library } = detector;
  return { book: createPhoneBook(library, config.HOTLINE_NUMBER), library, now: now(), toTraditional };
}

export function ExchangeView({ exchange, view, latest = false }: { exchange: Exchange; view: View; latest?: boolean }) {
  const { citizen, replies } = exchange;
  return (
    <div class="exchange" {...(latest ? { id: 'latest' } : {})}>
      {citizen && <CitizenBubble turn={citizen} replies={replies} now={view.now} />}
      {replies.map((turn) => (
        <ReplyView turn={turn} view={view} />
      ))}
    </div>
  );
}

function CitizenBubble({ turn, replies, now }: { turn: CitizenTurn; replies: readonly ReplyTurn[]; now: number }) {
  const { text, at } = turn;
  const words = useWords(WORDS);
  const judged = replies.find(({ shape }) => shape.kind === 'card');
  const marks = marksIn(text, judged?.verdict?.reasons ?? []);
  const cut = cutAt(text);
  return (
    <article class={`turn turn-own marks-${judged?.shape.kind === 'card' ? judged.shape.colour : 'none'}`} aria-label={words.you}>
      {cut === text.length ? (
        <p class="bubble">
          <Highlighted text={text} marks={marks} />
        </p>
      ) : (
        <details class="bubble long">
          <summary>
            <span class="clip">
              <Highlighted text={text} marks={marks} until={cut} />…
            </span>
            <span class="more">{words.whole(text.length)}</span>
          </summary>
          <Highlighted text={text} marks={marks} />
        </details>
      )}
      <Clock at={at} now={now} />
    </article>
  );
}

/** Never in the middle of a character. */
function cutAt(text: string): number {
  if (text.length <= LONG_TEXT && text.split('\n').length <= MOST_LINES) return text.length;
  const lines = text.split('\n').slice(0, SHOWN_LINES).join('\n').length;
  const cut = Math.min(SHOWN_OF_LONG, lines);
  return /[\uD800-\uDBFF]/.test(text.charAt(cut - 1)) ? cut - 1 : cut;
}

export function ReplyView({ turn, view }: { turn: ReplyTurn; view: View }) {
  const officer = turn.author === 'officer';
  const words = useWords(WORDS);
  return (
    <article
      class={`turn ${officer ? 'turn-officer' : 'turn-bot'}`}
      id={`m-${turn.id}`}
      aria-label={officer ? words.officerSays : words.bot}
    >
      {officer && <b class="who">{words.officer}</b>}
      <ReplyBody turn={turn} view={view} />
      {officer && <Clock at={turn.at} now={view.now} />}
    </article>
  );
}

function ReplyBody({ turn, view }: { turn: ReplyTurn; view: View }) {
  const { shape, verdict } = turn;
  const { book } = view;
  if (shape.kind === 'card') {
    const localize = localizeFor(shape, view);
    return <VerdictCard turn={turn} shape={shape} book={book} more={moreOf(verdict, shape, view.library, localize)} localize={localize} />;
  }
  if (shape.kind === 'urgent') return <UrgentCard turn={turn} shape={shape} book={book} />;
  const urgent = (verdict?.intent === 'emergency' || verdict?.intent === 'stop-loss') && turn.text.includes('110');
  return (
    <div class="bubble">
      {shape.lines.map((line) => (
        <p>{withCalls(line, book)}</p>
      ))}
      {urgent && <CallPolice english={!/\p{Script=Han}/u.test(turn.text)} />}
      {shape.label && <small class="label">{shape.label}</small>}
    </div>
  );
}

/** The structured verdict is simplified Chinese; a reply in traditional characters gets it in those. */
function localizeFor({ label }: CardReply, { toTraditional }: View): (text: string) => string {
  return label?.startsWith('機器') ? toTraditional : (text) => text;
}

/** That an officer has it and has not answered yet, or that his case has ended: else he waits for somebody who has gone. */
export function StandingNotice({ standing }: { standing: Standing }) {
  const words = useWords(WORDS);
  if (standing === null) return null;
  return (
    <p class="owned" role="status">
      {words[standing]}
    </p>
  );
}
