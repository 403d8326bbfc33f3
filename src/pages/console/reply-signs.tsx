import { SYMBOL } from '../../conversation/compose.ts';
import { COLOURS, type Colour } from '../../library/schema.ts';
import { VerdictSign } from '../citizen/signs.tsx';

const SIGN = new RegExp(`(${Object.values(SYMBOL).join('|')})`, 'u');
const colourOf = (part: string): Colour | undefined => COLOURS.find((colour) => SYMBOL[colour] === part);

/** A reply with its signs drawn: a computer without letters for 🔴 shows an empty box. Copied, it is the text that was sent. */
export function SignsDrawn({ text }: { text: string }) {
  return (
    <>
      {text.split(SIGN).map((part) => {
        const colour = colourOf(part);
        return colour ? (
          <span class="drawn-sign">
            <VerdictSign colour={colour} />
            <span class="unseen">{part}</span>
          </span>
        ) : (
          part
        );
      })}
    </>
  );
}
