import { COLOURS, type Colour } from '../../library/schema.ts';
import { VerdictSign } from '../citizen/signs.tsx';
import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<Readonly<Record<Colour, string>>> = {
  'zh-CN': { red: '红 像诈骗', yellow: '黄 可疑', green: '绿 没看出特征' },
  en: { red: 'red: like a scam', yellow: 'yellow: suspicious', green: 'green: no sign seen' },
};

/** The machine's verdict in three characters; nothing where there is none. */
export function ColourWord({ colour }: { colour: string | null }) {
  const words = useWords(WORDS);
  const known = COLOURS.find((one) => one === colour);
  if (!known) return null;
  return (
    <span class={`verdict verdict-${known}`}>
      <VerdictSign colour={known} />
      {words[known]}
    </span>
  );
}
