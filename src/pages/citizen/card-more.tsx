import type { CheckAnswer } from '../../conversation/answer.ts';
import { createVoice } from '../../conversation/wording.ts';
import { adviceFor } from '../../detection/detector.ts';
import type { Library } from '../../library/library.ts';
import type { ScamType } from '../../library/schema.ts';
import type { CardReply } from './read-reply.ts';

/** What the answer to "why?" says besides the reasons, which stand on the card already. */
export interface CardMore {
  readonly heading: string;
  readonly text: string;
}

const HEADINGS = {
  zh: { next: '骗子下一步会怎样？', green: '怎么看出来的？' },
  en: { next: 'What comes next?', green: 'How was this judged?' },
} as const;

/** @returns null: the answer would be the same card once more, or it is that answer */
export function moreOf(
  verdict: CheckAnswer | undefined,
  { colour, english, explains }: CardReply,
  library: Library,
  localize: (text: string) => string,
): CardMore | null {
  if (verdict === undefined || explains) return null;
  const headings = english ? HEADINGS.en : HEADINGS.zh;
  // Which Chinese characters: as the reply is written.
  const voice = createVoice(english ? 'en' : 'zh-TW', localize);
  if (colour === 'green') return { heading: voice.localize(headings.green), text: voice.say('whyGreen') };
  const type = schemeOf(verdict, library);
  return type && { heading: voice.localize(headings.next), text: voice.pick(type.next) };
}

/** null where which one it is would be a guess: then the advice is nobody's own. */
function schemeOf({ type, advice }: CheckAnswer, { types }: Library): ScamType | null {
  const isGuess = (['zh-CN', 'en'] as const).some((language) => adviceFor(null, language).dont === advice.dont);
  return isGuess ? null : (types.find(({ id }) => id === type?.id) ?? null);
}

/** Unfolds where it stands, also without a script. */
export function MoreAbout({ more }: { more: CardMore }) {
  return (
    <details class="more-about">
      <summary>{more.heading}</summary>
      <p>{more.text}</p>
    </details>
  );
}
