import type { Answer, CheckAnswer } from '../../conversation/answer.ts';
import { readRating } from '../../conversation/rating.ts';
import { maskText } from '../../desk/masking.ts';
import type { CaseLine } from '../../storage/case-lines.ts';
import { readReply } from '../citizen/read-reply.ts';
import type { CaseView } from './case-view.ts';
import { Clock } from './clock.tsx';
import { ColourWord } from './colour-word.tsx';
import { deliveryIn } from './desk-words.ts';
import { type Spoken, useWords } from './language.tsx';
import { LineAttachments } from './line-attachments.tsx';
import { SignsDrawn } from './reply-signs.tsx';
import { MaskedCard, SeenCard } from './seen-card.tsx';

interface Words {
  readonly authors: Readonly<Record<CaseLine['author'], string>>;
  readonly empty: string;
  readonly wordless: string;
  readonly wrong: string;
  readonly right: string;
  readonly joined: string;
  readonly secondReader: (model: string) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    authors: { citizen: '群众', bot: '一哥（机器）', officer: '值班员' },
    empty: '没有可看的对话：他的数据已按要求删除，或者他还没写过字。',
    wordless: '（没有文字：图片、语音或文件）',
    wrong: '（按了“不准”）',
    right: '（按了“准”）',
    joined: '（刚关注、刚进来）',
    secondReader: (model) => `第二读者 ${model} 帮着看过`,
  },
  en: {
    authors: { citizen: 'Citizen', bot: 'Bot', officer: 'Officer' },
    empty: 'There is no conversation to see: his data was deleted as he asked, or he has not written yet.',
    wordless: '(no words: a picture, a voice message or a file)',
    wrong: '(pressed “wrong”)',
    right: '(pressed “right”)',
    joined: '(has just joined)',
    secondReader: (model) => `with the second reader ${model}`,
  },
};

interface LinesProps {
  readonly caseId: string;
  readonly lines: readonly CaseLine[];
  readonly channel: string;
  readonly view: CaseView;
}

/** What was said, in the words in which the citizen has it; masked for whoever may not read it in full. */
export function ConversationLines({ caseId, lines, channel, view }: LinesProps) {
  const words = useWords(WORDS);
  if (lines.length === 0) return <p class="lines-empty">{words.empty}</p>;
  return (
    <ol class="lines">
      {lines.map((line) => (
        <Line caseId={caseId} line={line} channel={channel} view={view} />
      ))}
    </ol>
  );
}

function Line({ caseId, line, channel, view: { now, open, hotline } }: Omit<LinesProps, 'lines'> & { readonly line: CaseLine }) {
  const words = useWords(WORDS);
  const text = textOf(line, words, open ? null : hotline);
  const { id, author, at, delivery, officer } = line;
  const verdict = verdictOf(line);
  // Elsewhere the platform showed him the text as it is.
  const shape = channel === 'web' && author === 'bot' ? readReply(line.text, verdict) : null;
  return (
    <li id={`line-${id}`} class={`line line-${author}`} data-said={id}>
      <p class="line-head">
        <b>{officer ?? words.authors[author]}</b> <Clock at={at} now={now} />
        {author === 'bot' && <ColourWord colour={verdict?.verdict ?? null} />}
        {line.secondReader !== null && <small class="quiet">{words.secondReader(line.secondReader)}</small>}
      </p>
      {shape && shape.kind !== 'plain' ? (
        open ? (
          <SeenCard text={line.text} verdict={verdict} />
        ) : (
          <MaskedCard text={text ?? ''} colour={shape.kind === 'card' ? shape.colour : 'red'} english={shape.english} />
        )
      ) : text === null ? (
        <p class="line-text">
          <i>{words.wordless}</i>
        </p>
      ) : (
        <p class="line-text" lang={isWords(line) ? 'zh-CN' : undefined}>
          {author === 'citizen' ? text : <SignsDrawn text={text} />}
        </p>
      )}
      <LineAttachments caseId={caseId} of={line.attachments} open={open} />
      {delivery && <Delivery channel={channel} delivery={delivery} />}
    </li>
  );
}

/** What somebody wrote, and not what the desk says of it. */
function isWords({ kind }: CaseLine): boolean {
  return kind !== 'rating' && kind !== 'joined';
}

/** Buttons and arrivals have no words of their own. @param masked the hotline, which is never masked; null: all is open */
function textOf({ kind, text }: CaseLine, words: Words, masked: string | null): string | null {
  if (kind === 'rating') return words[readRating(text).says];
  if (kind === 'joined') return words.joined;
  if (text.trim() === '') return null;
  return masked === null ? text : maskText(text, masked);
}

function Delivery({ channel, delivery: { state, reason } }: { channel: string; delivery: NonNullable<CaseLine['delivery']> }) {
  const { word, failed } = useWords(deliveryIn)(channel, state);
  return (
    <small class={failed ? 'delivery delivery-failed' : 'delivery'}>
      {word}
      {failed && reason !== null && ` (${reason})`}
    </small>
  );
}

/** The one that this very message showed. */
function verdictOf({ id, answer }: CaseLine): CheckAnswer | undefined {
  if (answer === null) return undefined;
  const { messages } = JSON.parse(answer) as Answer;
  return messages.find((message) => message.id === id)?.verdict;
}
