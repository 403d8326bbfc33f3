import { VOID_REASONS } from '../../../storage/dissuasion/tier-plan.ts';
import { capital } from '../../citizen/capital.ts';
import { PutBack } from '../../citizen/put-back.tsx';
import { type Spoken, useWords } from '../language.tsx';
import { SUPERVISING } from '../roles.ts';
import { warningPath } from './warning-paths.ts';
import type { WarningView } from './warning-view.ts';
import { STEP_RESULTS } from './warning-words.ts';

interface Words {
  readonly title: string;
  readonly when: string;
  readonly reason: string;
  readonly note: string;
  readonly act: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '没有人可劝：终止',
    when: '只在见不到这个人的时候用。要做的和回访都取消，不计入数字。',
    reason: '原因',
    note: '怎么知道的',
    act: '终止这一条',
  },
  en: {
    title: 'Nobody to warn: end it',
    when: 'Only where he cannot be met at all. What is owed and the call-backs are dropped, and it counts in no figure.',
    reason: 'Reason',
    note: 'How you know',
    act: 'End it',
  },
};

/** For a supervisor, where the only other way out would be a meeting that never was. */
export function Voiding({ view }: { view: WarningView }) {
  const words = useWords(WORDS);
  const results = useWords(STEP_RESULTS);
  const { warning, officer, remark } = view;
  const isOwed = warning.status === 'open' || warning.tasks.length > 0;
  if (!isOwed || !SUPERVISING.includes(officer.role)) return null;
  const refused = remark.kind === 'void';
  const reasons = VOID_REASONS.filter((reason) => reason !== 'duplicate' || warning.others.length > 0);
  return (
    <details class="other-step" open={refused}>
      <summary>{words.title}</summary>
      <form class="step-form" method="post" action={`${warningPath(warning.id)}/void`}>
        <input type="hidden" name="stepId" value={view.formId()} />
        <p class="quiet">{words.when}</p>
        <label for="void-note">{words.note}</label>
        <textarea id="void-note" name="note" rows={2} maxlength={500} required>
          {refused ? (remark.note ?? '') : ''}
        </textarea>
        <PutBack of="void-note" />
        <fieldset class="void-reasons">
          <legend>{words.reason}</legend>
          {reasons.map((reason) => (
            <label>
              <input type="radio" name="reason" value={reason} checked={refused && remark.reason === reason} required />{' '}
              {capital(results[reason])}
            </label>
          ))}
        </fieldset>
        <button class="act" type="submit">
          {words.act}
        </button>
      </form>
    </details>
  );
}
