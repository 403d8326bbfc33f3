import { CALL_STAGES } from '../../desk/call-stages.ts';
import { openingWords } from '../../desk/opening-words.ts';
import { CALL_WORDS } from './call-words.ts';
import type { FormRemark } from './case-remark.ts';
import { type Spoken, useWords } from './language.tsx';
import { MoneyFields } from './money-form.tsx';
import { StepsByStage } from './next-steps.tsx';
import { ShortField } from './short-field.tsx';
import { StoryField } from './story-field.tsx';

/** UTF-16 units. */
export const LONGEST_STORY = 4000;

interface Words {
  readonly title: string;
  readonly opening: string;
  readonly stage: string;
  readonly keys: string;
  readonly number: string;
  readonly numberHint: string;
  readonly story: string;
  readonly storyHint: string;
  readonly forWhom: string;
  readonly forWhomHint: string;
  readonly town: string;
  readonly money: string;
  readonly save: string;
  readonly saveHint: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '接电话',
    opening: '先说',
    stage: '到哪一步了',
    keys: '按数字键选',
    number: '来电号码',
    numberHint: '不显示就空着',
    story: '他说什么',
    storyHint: '边听边记，骗子的原话最有用',
    forWhom: '替谁问',
    forWhomHint: '自己问就空着',
    town: '镇街、社区',
    money: '钱：第一笔',
    save: '记成工单，由我办',
    saveHint: '下一页接着记，可以再加几笔。',
  },
  en: {
    title: 'Take a call',
    opening: 'Say first',
    stage: 'How far has it gone',
    keys: 'a digit chooses',
    number: 'Caller’s number',
    numberHint: 'empty when it is hidden',
    story: 'What he tells',
    storyHint: 'While you listen; the scammer’s own words help most',
    forWhom: 'For whom',
    forWhomHint: 'empty when for himself',
    town: 'Town, community',
    money: 'Money: the first payment',
    save: 'Make it a case of mine',
    saveHint: 'The next page takes more, and more payments.',
  },
};

interface CallIntakeProps {
  readonly hotline: string;
  readonly city: string;
  readonly display: string;
  readonly formId: string;
  readonly remark: FormRemark;
}

/** One page for typing while listening: from top to bottom in the order in which one asks. */
export function CallIntake({ hotline, city, display, formId, remark: { typed, problems } }: CallIntakeProps) {
  const words = useWords(WORDS);
  const { stages } = useWords(CALL_WORDS);
  return (
    <form class="call-intake" method="post" action="/console/calls/new">
      <input type="hidden" name="formId" value={formId} />
      <div class="call-main">
        <h1>{words.title}</h1>
        <p class="opening">
          <b>{words.opening}</b> <q lang="zh-CN">{openingWords(hotline, city, display)}</q>
        </p>
        <fieldset class="call-stages" aria-describedby={problems.stage ? 'stage-problem' : undefined}>
          <legend>
            {words.stage} <small class="needs-script">{words.keys}</small>
          </legend>
          {CALL_STAGES.map((stage, index) => (
            <label>
              <input
                type="radio"
                name="stage"
                value={stage}
                data-key={(index + 1) % 10}
                checked={typed.stage === stage}
                autofocus={(index === 0 && Object.keys(problems).length === 0) || undefined}
              />
              <kbd>{(index + 1) % 10}</kbd> {stages[stage]}
            </label>
          ))}
          {problems.stage && (
            <span id="stage-problem" class="problem">
              {problems.stage}
            </span>
          )}
        </fieldset>
        <div class="call-who">
          <ShortField
            id="number"
            name="number"
            label={words.number}
            hint={words.numberHint}
            value={typed.number}
            problem={problems.number}
          />
          <ShortField
            id="forWhom"
            name="forWhom"
            label={words.forWhom}
            hint={words.forWhomHint}
            value={typed.forWhom}
            problem={problems.forWhom}
          />
          <ShortField id="town" name="town" label={words.town} value={typed.town} problem={problems.town} />
        </div>
        <StoryField
          label={words.story}
          value={typed.story}
          rows={5}
          hint={words.storyHint}
          problem={problems.story}
          advice={{ from: '/console/calls/advice', into: '#advice' }}
        />
        <h2>{words.money}</h2>
        <MoneyFields prefix="money" typed={typed} problems={problems} />
        <p class="call-save">
          <button class="act act-first" type="submit">
            {words.save}
          </button>
          <small class="quiet">{words.saveHint}</small>
        </p>
      </div>
      <aside class="call-aside">
        <StepsByStage />
        <div id="advice" aria-live="polite" />
      </aside>
    </form>
  );
}
