import type { Answer } from '../../conversation/answer.ts';
import type { CaseLine } from '../../storage/desk-cases.ts';
import { Clock } from '../citizen/clock.tsx';
import type { CaseView } from './case-view.ts';
import { ColourWord } from './colour-word.tsx';
import { deliveryWord } from './desk-words.ts';

const AUTHORS = { citizen: '群众', bot: '一哥（机器）', officer: '值班员' } as const;

/** What was said, in the words in which the citizen has it. */
export function ConversationLines({ lines, channel, view }: { lines: readonly CaseLine[]; channel: string; view: CaseView }) {
  if (lines.length === 0) return <p class="lines-empty">没有可看的对话：他的数据已按要求删除，或者他还没写过字。</p>;
  return (
    <ol class="lines">
      {lines.map((line) => (
        <Line line={line} channel={channel} now={view.now} />
      ))}
    </ol>
  );
}

function Line({ line, channel, now }: { line: CaseLine; channel: string; now: number }) {
  const { id, author, at, delivery, officer } = line;
  return (
    <li id={`line-${id}`} class={`line line-${author}`}>
      <p class="line-head">
        <b>{officer ?? AUTHORS[author]}</b> <Clock at={at} now={now} />
        {author === 'bot' && <ColourWord colour={colourOf(line)} />}
      </p>
      <p class="line-text">{textOf(line) ?? <i>（没有文字：图片、语音或文件）</i>}</p>
      {delivery && <Delivery channel={channel} delivery={delivery} />}
    </li>
  );
}

/** Buttons and arrivals have no words of their own. */
function textOf({ kind, text }: CaseLine): string | null {
  if (kind === 'rating') return text.startsWith('wrong') ? '（按了“不准”）' : '（按了“准”）';
  if (kind === 'joined') return '（刚关注、刚进来）';
  return text.trim() === '' ? null : text;
}

function Delivery({ channel, delivery: { state, reason } }: { channel: string; delivery: NonNullable<CaseLine['delivery']> }) {
  const { word, failed } = deliveryWord(channel, state);
  return (
    <small class={failed ? 'delivery delivery-failed' : 'delivery'}>
      {word}
      {failed && reason !== null && `（${reason}）`}
    </small>
  );
}

/** The one that this very message showed. */
function colourOf({ id, answer }: CaseLine): string | null {
  if (answer === null) return null;
  const { messages } = JSON.parse(answer) as Answer;
  return messages.find((message) => message.id === id)?.verdict?.verdict ?? null;
}
