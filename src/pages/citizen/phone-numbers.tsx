import type { Child } from 'hono/jsx';
import type { Library } from '../../library/library.ts';
import type { Bilingual } from '../../library/schema.ts';
import { PhoneIcon } from './signs.tsx';

/** A number of scam-patterns/numbers.yaml as it is dialled here. */
interface Dialable {
  readonly number: string;
  readonly title: Bilingual;
  /** Where a tap leads: to the telephone, or to a new text message. */
  readonly link: string;
}
export type PhoneBook = ReadonlyMap<string, Dialable>;

export function createPhoneBook(library: Library, hotline: string): PhoneBook {
  const entries = Object.values(library.numbers).map(({ number, title, byText }) => {
    const dialled = number.replace('{hotline}', hotline);
    return [dialled, { number: dialled, title, link: byText ? `sms:${dialled}` : telLink(dialled) }] as const;
  });
  return new Map(entries);
}

export function telLink(number: string): string {
  return `tel:${number.replace(/[^0-9+]/g, '')}`;
}

/** Large, side by side: the number, and who answers. */
export function CallButtons({ numbers, book, english = false }: { numbers: readonly string[]; book: PhoneBook; english?: boolean }) {
  const known = numbers.flatMap((number) => book.get(number) ?? []);
  if (known.length === 0) return null;
  return (
    <ul class="calls">
      {known.map(({ number, title, link }) => (
        <li>
          <a class="call" href={link}>
            <PhoneIcon />
            <span>
              <b class="number">{number}</b>
              <small>{english ? title.en : title.zh}</small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const DIGITS = /(?<![\d-])\d[\d-]{1,13}\d(?![\d-])/g;

/** Our own sentence, with the numbers that we know made to be tapped. */
export function withCalls(text: string, book: PhoneBook): Child[] {
  const parts: Child[] = [];
  let done = 0;
  for (const { 0: number, index } of text.matchAll(DIGITS)) {
    const known = book.get(number);
    if (!known) continue;
    parts.push(
      text.slice(done, index),
      <a class="tel" href={known.link}>
        {number}
      </a>,
    );
    done = index + number.length;
  }
  parts.push(text.slice(done));
  return parts;
}
