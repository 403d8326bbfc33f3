import { moneyFromText } from '../desk/money-from-text.ts';
import { findEntities } from '../detection/entities.ts';
import type { LinkFacts } from '../library/schema.ts';
import { type LeadBody, LONGEST_STORY } from './stop-lead.ts';

interface Said {
  readonly text: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}
export type ToldStory = Pick<LeadBody, 'story' | 'scamPhone'>;
export const NO_STORY: ToldStory = { story: '', scamPhone: '' };

/** What does not belong to what happened. */
export interface NotTold {
  /** Texts behind buttons. */
  readonly buttons: ReadonlySet<string>;
  /** Digits of numbers that are nobody's scam: our hotline, his own. */
  readonly numbers: readonly string[];
}

/** A day of silence begins another matter, as in the conversation. */
const A_DAY = 86_400_000;
/** Shorter ones greet, thank or ask. Characters. */
const SHORTEST = 10;
/** A bank's hotline, far more often than whoever rang. */
const SERVICE = /^400/;
const PASSWORD = /(密码|口令|password)([^\w\n]{0,6})\w{4,20}/gi;

/**
 * What happened in his own words, and from which telephones he was rung: a proposal that he reads before he hands it in. Codes and
 * passwords are taken out: nobody is to have them. Pure.
 * @param lines the citizen's, oldest first
 */
export function toldStory(lines: readonly Said[], links: LinkFacts, not: NotTold): ToldStory {
  const begin = lines.findLastIndex(({ at }, index) => at - (lines[index - 1]?.at ?? at) >= A_DAY);
  const matter = lines.slice(Math.max(0, begin));
  const told = matter.map(({ text }) => text.trim()).filter((text) => text.length >= SHORTEST && !not.buttons.has(text));
  const phones = moneyFromText(matter, links).phones.filter(
    (phone) => !SERVICE.test(phone) && !not.numbers.some((number) => number !== '' && phone.endsWith(number)),
  );
  return {
    story: [...new Set(told)]
      .map((text) => withoutCodes(text, links))
      .join('\n')
      .slice(0, LONGEST_STORY)
      .toWellFormed(),
    scamPhone: phones.slice(0, 5).join('、'),
  };
}

function withoutCodes(text: string, links: LinkFacts): string {
  const codes = findEntities(text.toLowerCase().length === text.length ? text.toLowerCase() : text, links).all.filter(
    ({ kind }) => kind === 'code',
  );
  const hidden = codes.reduce(
    (whole, { start, end }) => `${whole.slice(0, start)}${whole.slice(start, end).replace(/\d/g, '*')}${whole.slice(end)}`,
    text,
  );
  return hidden.replace(PASSWORD, '$1$2****');
}
