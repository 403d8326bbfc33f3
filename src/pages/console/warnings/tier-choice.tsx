import { DISSUASION_PLAN } from '../../../dissuasion/tiers.ts';
import { firstTasks, TIERS } from '../../../storage/dissuasion/tier-plan.ts';
import { type Spoken, useWords } from '../language.tsx';
import { VISIT_TIERS } from '../visits/visit-words.ts';
import { TASK_WORDS } from './warning-words.ts';

interface Words {
  readonly tier: string;
  readonly begins: string;
  readonly within: (minutes: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': { tier: '级别', begins: '先做：', within: (minutes) => `${minutes}分钟内` },
  en: { tier: 'Tier', begins: 'Begins with: ', within: (minutes) => `within ${minutes} min` },
};

/** Each tier with what it begins with and until when: nobody has to know it by heart. */
export function TierChoice({ chosen, problem }: { chosen: string | undefined; problem: string | undefined }) {
  const words = useWords(WORDS);
  const [tiers, tasks] = [useWords(VISIT_TIERS), useWords(TASK_WORDS)];
  return (
    <fieldset class="tier-choice" aria-describedby={problem ? 'tier-problem' : undefined}>
      <legend>{words.tier}</legend>
      {[...TIERS].reverse().map((tier) => (
        <label>
          <input type="radio" name="tier" value={tier} checked={chosen === tier} />
          <span>
            <b>{tiers[tier]}</b>
            <small>
              {words.begins}
              {firstTasks(DISSUASION_PLAN, tier)
                .map(({ kind, within }) => `${tasks[kind]} ${words.within(within)}`)
                .join(' · ')}
            </small>
          </span>
        </label>
      ))}
      {problem && (
        <span id="tier-problem" class="problem">
          {problem}
        </span>
      )}
    </fieldset>
  );
}
