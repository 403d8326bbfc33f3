import type { TalkGuide } from '../../../dissuasion/talk-guide.ts';
import { type Spoken, useWords } from '../language.tsx';

const ZH = { ask: '问他', avoid: '别这样说', convince: '让他自己看' };
const WORDS: Spoken<typeof ZH> = { 'zh-CN': ZH, en: { ask: 'Ask', avoid: 'Avoid', convince: 'Let him see for himself' } };

export function TalkGuideBox({ guide }: { guide: TalkGuide }) {
  const words = useWords(WORDS);
  return (
    <div class="talk-guide">
      {(['ask', 'avoid', 'convince'] as const).map((part) => (
        <section class={`talk-${part}`}>
          <h3>{words[part]}</h3>
          <ul>
            {guide[part].map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
