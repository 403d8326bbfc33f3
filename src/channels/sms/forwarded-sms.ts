import { FORWARD_MARKS, INLINE_HEADS, NUMBER_THEN_TIME, QUOTED, splitBracket, TRAILING_LINE } from './forward-frames.ts';
import { hasOtherFrame, labelOf, numberIn } from './forward-labels.ts';
import { readTemplate } from './forwarder-template.ts';

export interface ForwardedSms {
  readonly text: string;
  /** The number that sent the SMS, digits with or without `+`; null when the text is the citizen's own, or nobody can tell. */
  readonly sender: string | null;
}

/** Beyond it nobody forwards an SMS; what is longer stays as it is. UTF-16 units. */
const LONGEST = 20_000;
/** Labels before a text: sender, time, card, recipient. */
const MOST_HEAD_LINES = 6;

/**
 * Takes off what a telephone puts around an SMS that is passed on, and finds in it who sent it. Conservative: a frame
 * counts only when it gives a number and nothing else stands around it; the citizen's own words, e-mail, parcel slips and
 * chats stay untouched, letter by letter.
 */
export function readForwarded(text: string): ForwardedSms {
  const untouched: ForwardedSms = { text, sender: null };
  if (text.length > LONGEST || hasOtherFrame(text)) return untouched;
  const trimmed = text.trim();
  for (const read of [fromTemplate, fromHeadLines, fromFootLines, fromInline, fromQuote, fromTrail]) {
    const found = read(trimmed);
    if (found) return found;
  }
  return untouched;
}

type Read = ForwardedSms | null;

function forwarded(text: string | undefined, sender: string | null | undefined): Read {
  const inner = text?.trim() ?? '';
  return inner === '' || !sender ? null : { text: inner, sender };
}

/** SmsForwarder's own form, on the citizen's telephone. */
function fromTemplate(text: string): Read {
  const parts = readTemplate(text);
  return parts && forwarded(parts.text, numberIn(parts.sender));
}

/** `发件人：95533`, `时间：…`, then `内容：…` or the bare text. */
function fromHeadLines(text: string): Read {
  const lines = linesWithoutMark(text);
  let sender: string | null = null;
  for (const [index, line] of lines.slice(0, MOST_HEAD_LINES).entries()) {
    const label = labelOf(line);
    if (label?.kind === 'content') return forwarded([label.value, ...lines.slice(index + 1)].join('\n'), sender);
    if (label?.kind === 'sender' && sender === null) {
      sender = numberIn(label.value);
      if (sender === null) return null;
    } else if (label?.kind !== 'aside' && line.trim() !== '') {
      return forwarded(lines.slice(index).join('\n'), sender);
    }
  }
  return null;
}

/** `内容：…` first, the sender below. */
function fromFootLines(text: string): Read {
  const lines = linesWithoutMark(text);
  const first = labelOf(lines[0] ?? '');
  if (first?.kind !== 'content') return null;
  let sender: string | null = null;
  let end = lines.length;
  while (end > 1) {
    const label = labelOf(lines[end - 1] ?? '');
    if (label?.kind !== 'sender' && label?.kind !== 'aside') break;
    if (label.kind === 'sender') sender ??= numberIn(label.value);
    end -= 1;
  }
  return forwarded([first.value, ...lines.slice(1, end)].join('\n'), sender);
}

/** `来自【10690000】的短信：…`, `发件人：95533 内容：…`, `SMS from +852…: …`. */
function fromInline(text: string): Read {
  for (const head of [...INLINE_HEADS, NUMBER_THEN_TIME]) {
    const groups = head.exec(text)?.groups;
    if (groups) return forwarded(groups.text, numberIn(groups.number ?? ''));
  }
  return null;
}

/** `转发："…" 来自 10690000`. */
function fromQuote(text: string): Read {
  const groups = QUOTED.exec(text)?.groups;
  return groups ? forwarded(groups.text, numberIn(groups.number ?? '')) : null;
}

/** The sender below the text, or in brackets behind it. */
function fromTrail(text: string): Read {
  const lines = linesWithoutMark(text);
  const below = TRAILING_LINE.exec(lines.at(-1) ?? '')?.groups;
  if (below && lines.length > 1) return forwarded(lines.slice(0, -1).join('\n'), numberIn(below.number ?? ''));
  const behind = splitBracket(text);
  return behind && forwarded(behind.before, numberIn(behind.number));
}

/** `【转发短信】` or `Fwd:` on a line of its own says nothing besides. */
function linesWithoutMark(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const marked = lines.length > 1 && FORWARD_MARKS.test((lines[0] ?? '').trim());
  return marked ? lines.slice(lines[1]?.trim() === '' ? 2 : 1) : lines;
}
