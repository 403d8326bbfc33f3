import { CALL_STAGES, type CallStage } from '../../desk/call-stages.ts';
import { CALL_WORDS } from './call-words.ts';
import { ColourWord } from './colour-word.tsx';
import { type Spoken, useWords } from './language.tsx';
import type { TypeVerdict } from './type-advice.ts';

const WORDS: Spoken<{ title: string; type: string; machine: string }> = {
  'zh-CN': { title: '接下来', type: '像', machine: '机器看' },
  en: { title: 'What to do', type: 'Looks like: ', machine: 'The machine says' },
};

/** What to do at each stage; the style sheet shows the one that is chosen, all of them where nothing is. */
export function StepsByStage() {
  const words = useWords(WORDS);
  const { stages } = useWords(CALL_WORDS);
  return (
    <section class="next-steps" aria-live="polite">
      <h2>{words.title}</h2>
      {CALL_STAGES.map((stage) => (
        <div class={`steps-at steps-${stage}`}>
          <h3>{stages[stage]}</h3>
          <Steps stage={stage} />
        </div>
      ))}
    </section>
  );
}

export function Steps({ stage }: { stage: CallStage }) {
  const { steps } = useWords(CALL_WORDS);
  return (
    <ol class="call-steps">
      {steps[stage].map((step) => (
        <li>{step}</li>
      ))}
    </ol>
  );
}

/** What the machine makes of it, in the words of the scam's type. */
export function TypeAdvice({ verdict: { verdict, title, dont, now } }: { verdict: TypeVerdict }) {
  const words = useWords(WORDS);
  return (
    <div class="type-advice">
      <p>
        {words.machine} <ColourWord colour={verdict} /> {title && `${words.type}${title}`}
      </p>
      <p>
        <b>{dont}</b>
      </p>
      <ul class="call-steps">
        {now.map((step) => (
          <li>{step}</li>
        ))}
      </ul>
    </div>
  );
}
