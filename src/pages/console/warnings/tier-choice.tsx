import { DISSUASION_PLAN } from '../../../dissuasion/tiers.ts';
import { firstTasks, type PlannedTask, TIERS, type Tier } from '../../../storage/dissuasion/tier-plan.ts';
import { type Spoken, useWords } from '../language.tsx';
import { VISIT_TIERS } from '../visits/visit-words.ts';
import { TASK_WORDS } from './warning-words.ts';

interface Words {
  readonly tier: string;
  /** A file writes the tier, a form chooses it. */
  readonly choose: string;
  readonly begins: string;
  readonly later: string;
  readonly within: (minutes: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    tier: '级别',
    choose: '请选一个级别',
    begins: '先做：',
    later: '不行再：',
    within: (minutes) => (minutes < 120 ? `${minutes}分钟内` : minutes < 2880 ? `${minutes / 60}小时内` : `${minutes / 1440}天内`),
  },
  en: {
    tier: 'Tier',
    choose: 'Choose a tier',
    begins: 'Begins with: ',
    later: 'Then: ',
    within: (minutes) =>
      minutes < 120 ? `within ${minutes} min` : minutes < 2880 ? `within ${minutes / 60} h` : `within ${minutes / 1440} days`,
  },
};

/** What follows when the first has ended without success. */
const laterTasks = (tier: Tier): readonly PlannedTask[] =>
  DISSUASION_PLAN.tiers[tier].tasks.slice(firstTasks(DISSUASION_PLAN, tier).length);

/** Each tier with what it begins with and until when: nobody has to know it by heart. */
export function TierChoice({ chosen, missing }: { chosen: string | undefined; missing: boolean }) {
  const words = useWords(WORDS);
  const [tiers, tasks] = [useWords(VISIT_TIERS), useWords(TASK_WORDS)];
  const said = (steps: readonly PlannedTask[]): string =>
    steps.map(({ kind, within }) => `${tasks[kind]} ${words.within(within)}`).join(' · ');
  return (
    <fieldset class="tier-choice" aria-describedby={missing ? 'tier-problem' : undefined}>
      <legend>{words.tier}</legend>
      {[...TIERS].reverse().map((tier) => (
        <label>
          <input type="radio" name="tier" value={tier} checked={chosen === tier} />
          <span>
            <b>{tiers[tier]}</b>
            <small>
              {words.begins}
              {said(firstTasks(DISSUASION_PLAN, tier))}
            </small>
            {laterTasks(tier).length > 0 && (
              <small>
                {words.later}
                {said(laterTasks(tier))}
              </small>
            )}
          </span>
        </label>
      ))}
      {missing && (
        <span id="tier-problem" class="problem">
          {words.choose}
        </span>
      )}
    </fieldset>
  );
}
