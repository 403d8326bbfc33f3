import { HotlineTime } from '../hotline-time.ts';
import type { CitizenCopy } from '../storage/privacy/citizen-copy.ts';
import { COPY_WORDS } from './copy-words.ts';

const TIME = new HotlineTime('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

/** A scam type's everyday name in both languages. */
type Titled = (type: string) => { readonly zh: string; readonly en: string } | undefined;

/** The copy for whoever reads it himself: plain words in the language that he chose on our page, times of Shanghai. */
export function copyAsText(copy: CitizenCopy, titled: Titled): string {
  const words = COPY_WORDS[copy.speaks];
  const colourOf = (colour: string): string => words.colours[colour] ?? colour;
  const titleOf = (type: string): string => titled(type)?.[copy.speaks === 'en' ? 'en' : 'zh'] ?? type;
  const time = (at: number | null): string => (at === null ? '' : TIME.format(at));
  const timeOrNull = (at: number | null): string | null => (at === null ? null : time(at));
  const yuan = (fen: number | null): string => (fen === null ? words.unknown : words.yuan((fen / 100).toFixed(2)));
  const lines = [
    words.title,
    words.exported(time(copy.exportedAt)),
    words.since(time(copy.knownSince), copy.channel),
    ...(copy.telephone === null ? [] : [words.telephone(copy.telephone)]),
    ...copy.noticesShown.map(({ version, at }) => words.notice(version, time(at))),
    '',
    words.chats,
  ];
  for (const { author, at, text, decided } of copy.messages) {
    lines.push(`${time(at)} ${words.who[author] ?? author}${words.colon}${text}`);
    if (decided) lines.push(words.judged(colourOf(decided.colour), decided.type ? titleOf(decided.type) : null, decided.release ?? ''));
    for (const reason of decided?.reasons ?? []) lines.push(words.reason(reason));
  }
  lines.push('', words.cases);
  if (copy.cases.length === 0) lines.push(words.none);
  for (const one of copy.cases) {
    lines.push(words.oneCase(one.number, time(one.at), timeOrNull(one.closedAt)), words.money(yuan(one.lostFen), yuan(one.savedFen)));
    for (const { at, colour, reason } of one.judgements) lines.push(words.decided(time(at), colourOf(colour), reason));
    for (const { number, at } of one.receipts) lines.push(words.receipt(time(at), number));
  }
  lines.push('', words.stopLeads);
  if (copy.stopLeads.length === 0) lines.push(words.none);
  for (const { number, at, told, transfers } of copy.stopLeads)
    lines.push(words.stopLead(number, time(at), told === null ? null : JSON.stringify({ told, transfers })));
  lines.push('', words.warnings);
  if (copy.warnings.length === 0) lines.push(words.none);
  for (const { at, closedAt } of copy.warnings) lines.push(words.warning(time(at), timeOrNull(closedAt)));
  lines.push('', words.end, '');
  return lines.join('\n');
}
