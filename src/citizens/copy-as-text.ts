import { HotlineTime } from '../hotline-time.ts';
import type { CitizenCopy, CopiedWarning, OwnCopy } from '../storage/privacy/citizen-copy.ts';
import { COPY_WORDS } from './copy-words.ts';

const TIME = new HotlineTime('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

/** A scam type's everyday name in both languages. */
type Titled = (type: string) => { readonly zh: string; readonly en: string } | undefined;
type Decided = NonNullable<OwnCopy['messages'][number]['decided']>;

interface Reader {
  readonly speaks: CitizenCopy['speaks'];
  readonly titled: Titled;
  /** @param at milliseconds since 1970 UTC */
  readonly time: (at: number) => string;
}

/** How each part of a copy reads, line by line: in the file that an officer gives, and on the citizen's own page. */
export function copyLines({ speaks, titled, time }: Reader) {
  const words = COPY_WORDS[speaks];
  const colourOf = (colour: string): string => words.colours[colour] ?? colour;
  const titleOf = (type: string): string => titled(type)?.[speaks === 'en' ? 'en' : 'zh'] ?? type;
  const timeOrNull = (at: number | null): string | null => (at === null ? null : time(at));
  const yuan = (fen: number | null): string => (fen === null ? words.unknown : words.yuan((fen / 100).toFixed(2)));
  return {
    yuan,
    ofVerdict: ({ colour, type, release, reasons }: Decided): readonly string[] => [
      words.judged(colourOf(colour), type ? titleOf(type) : null, release ?? ''),
      ...reasons.map(words.reason),
    ],
    ofCase: ({ number, at, closedAt, lostFen, savedFen, judgements, receipts }: OwnCopy['cases'][number]): readonly string[] => [
      words.oneCase(number, time(at), timeOrNull(closedAt)),
      words.money(yuan(lostFen), yuan(savedFen)),
      ...judgements.map((one) => words.decided(time(one.at), colourOf(one.colour), one.reason)),
      ...receipts.map((one) => words.receipt(time(one.at), one.number)),
    ],
    ofWarning: ({ at, closedAt }: CopiedWarning): string => words.warning(time(at), timeOrNull(closedAt)),
  };
}

/** The copy for whoever reads it himself: plain words in the language that he chose on our page, times of Shanghai. */
export function copyAsText(copy: CitizenCopy, titled: Titled): string {
  const words = COPY_WORDS[copy.speaks];
  const time = (at: number): string => TIME.format(at);
  const { ofVerdict, ofCase, ofWarning } = copyLines({ speaks: copy.speaks, titled, time });
  const lines = [
    words.title,
    words.exported(time(copy.exportedAt)),
    words.since(time(copy.knownSince), copy.channel),
    ...(copy.telephone === null ? [] : [words.telephone(copy.telephone)]),
    ...copy.noticesShown.map(({ version, at }) => words.notice(version, time(at))),
    '',
    words.chats,
  ];
  for (const { author, at, text, decided } of copy.messages)
    lines.push(`${time(at)} ${words.who[author] ?? author}${words.colon}${text}`, ...(decided ? ofVerdict(decided) : []));
  lines.push('', words.cases);
  if (copy.cases.length === 0) lines.push(words.none);
  lines.push(...copy.cases.flatMap(ofCase));
  lines.push('', words.stopLeads);
  if (copy.stopLeads.length === 0) lines.push(words.none);
  for (const { number, at, told, transfers } of copy.stopLeads)
    lines.push(words.stopLead(number, time(at), told === null ? null : JSON.stringify({ told, transfers })));
  lines.push('', words.warnings);
  if (copy.warnings.length === 0) lines.push(words.none);
  lines.push(...copy.warnings.map(ofWarning));
  lines.push('', words.end, '');
  return lines.join('\n');
}
