import type { WarningStep } from '../../../storage/dissuasion/read-warnings.ts';
import type { StepResult } from '../../../storage/dissuasion/tier-plan.ts';
import { Clock } from '../clock.tsx';
import { type Spoken, useWords } from '../language.tsx';
import { VISIT_TIERS } from '../visits/visit-words.ts';
import { STEP_RESULTS, STEP_WORDS } from './warning-words.ts';

interface Words {
  readonly came: string;
  readonly desk: string;
  readonly program: string;
  readonly himself: string;
  readonly along: (who: string) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    came: '预警到了，来自',
    desk: '值班台',
    program: '机器',
    himself: '他本人',
    along: (who) => `同去：${who}`,
  },
  en: {
    came: 'The warning came from ',
    desk: 'the desk',
    program: 'the program',
    himself: 'himself',
    along: (who) => `with ${who}`,
  },
};

/** Of the first step nobody knows from which tier; what raises says which one it is then. */
const RAISING: readonly StepResult[] = ['overdue', 'unreached', 'unpersuaded', 'paid'];

interface StepListProps {
  readonly steps: readonly WarningStep[];
  readonly createdAt: number;
  readonly source: string;
  readonly now: number;
}

/** Who did what, when, and what came of it; the newest first. */
export function StepList({ steps, createdAt, source, now }: StepListProps) {
  const words = useWords(WORDS);
  const [kinds, results, tiers] = [useWords(STEP_WORDS), useWords(STEP_RESULTS), useWords(VISIT_TIERS)];
  return (
    <ol class="warning-steps">
      {[...steps].reverse().map((step, at, all) => {
        const before = all[at + 1];
        const raised = before ? step.tier !== before.tier : RAISING.includes(step.result);
        return (
          <li>
            <Clock at={step.at} now={now} />
            <div>
              <p>
                <b>{kinds[step.kind]}</b> {results[step.result]}
                {raised && <span class="w-mark">→ {tiers[step.tier]}</span>}
              </p>
              <small class="quiet">
                {step.officer ?? (step.kind === 'answer' ? words.himself : words.program)}
                {step.companion && ` · ${words.along(step.companion)}`}
              </small>
              {step.note && (
                <p class="warning-note" lang="zh-CN">
                  {step.note}
                </p>
              )}
            </div>
          </li>
        );
      })}
      <li>
        <Clock at={createdAt} now={now} />
        <p>
          {words.came}
          {source === 'desk' ? words.desk : <span lang="zh-CN">{source}</span>}
        </p>
      </li>
    </ol>
  );
}
