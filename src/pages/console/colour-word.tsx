import { COLOURS } from '../../library/schema.ts';
import { VerdictSign } from '../citizen/signs.tsx';

const WORDS = { red: '红 像诈骗', yellow: '黄 可疑', green: '绿 没看出特征' } as const;

/** The machine's verdict in three characters; nothing where there is none. */
export function ColourWord({ colour }: { colour: string | null }) {
  const known = COLOURS.find((one) => one === colour);
  if (!known) return null;
  return (
    <span class={`verdict verdict-${known}`}>
      <VerdictSign colour={known} />
      {WORDS[known]}
    </span>
  );
}
