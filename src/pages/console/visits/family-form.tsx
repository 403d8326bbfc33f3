import { type Spoken, useWords } from '../language.tsx';
import { VisitField } from './visit-field.tsx';
import type { VisitRemark } from './visit-remark.ts';
import { visitPath } from './visiting.ts';

const ZH = {
  title: '家里人的电话',
  why: '他愿意给才记。家里人来电话，比谁说都管用。',
  name: '姓名',
  relation: '和他是什么关系',
  phone: '电话',
  save: '记下',
  label: '家里人的电话',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Somebody of his family',
    why: 'Only if he agrees. A call from the family helps more than anybody’s words.',
    name: 'Name',
    relation: 'How they are related',
    phone: 'Telephone',
    save: 'Note it',
    label: 'Family contact',
  },
};

export function FamilyForm({ id, stepId, remark: { typed, problems } }: { id: string; stepId: string; remark: VisitRemark }) {
  const words = useWords(WORDS);
  return (
    <details class="visit-part" id="family" open={Object.keys(problems).length > 0}>
      <summary>{words.title}</summary>
      <p class="quiet">{words.why}</p>
      <form method="post" action={`${visitPath(id)}/family`} data-queue={words.label} class="visit-form">
        <input type="hidden" name="stepId" value={stepId} />
        <input type="hidden" name="at" value="" />
        <VisitField id="family-name" name="name" label={words.name} value={typed.name ?? ''} problem={problems.name} needed />
        <VisitField id="family-relation" name="relation" label={words.relation} value={typed.relation ?? ''} problem={problems.relation} />
        <VisitField
          id="family-phone"
          name="phone"
          label={words.phone}
          value={typed.phone ?? ''}
          problem={problems.phone}
          inputmode="tel"
          needed
        />
        <button class="visit-button" type="submit">
          {words.save}
        </button>
      </form>
    </details>
  );
}
