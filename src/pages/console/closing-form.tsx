import { typedAmount } from '../../desk/amounts.ts';
import type { CaseStanding } from '../../storage/case-work.ts';
import { type CaseRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { TRUTH_NAMES, TRUTHS } from './desk-words.ts';
import { useWords } from './language.tsx';

export const CLOSING_FORM = 'close';
/** In the page. */
export const CLOSING_ID = 'close-form';

const WORDS = {
  'zh-CN': {
    close: '结案',
    now: '结案：',
    more: '类型和金额',
    type: '真实类型',
    anyType: '不填',
    lost: '损失（元）',
    saved: '拦下（元）',
    example: '如 2万',
    reported: '已报110',
  },
  en: {
    close: 'Close the case',
    now: 'Close as:',
    more: 'Type and amounts',
    type: 'True type',
    anyType: 'not given',
    lost: 'Lost (yuan)',
    saved: 'Saved (yuan)',
    example: 'e.g. 20000',
    reported: 'Reported to 110',
  },
};

interface ClosingFormProps {
  readonly caseId: string;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  /** What was said of it before it was opened again. */
  readonly before: Pick<CaseStanding, 'trueType' | 'lost' | 'saved' | 'reported'> | null;
}

/** One tap: what it was. Beside it, for whoever knows more: type, amounts, report. */
export function ClosingForm({ caseId, view, remark, before }: ClosingFormProps) {
  const words = useWords(WORDS);
  const truths = useWords(TRUTH_NAMES);
  const { typed, problems } = remarkOf(remark, CLOSING_FORM);
  const again = Object.keys(problems).length > 0;
  const amountOf = (fen: number | null | undefined): string => (fen === null || fen === undefined ? '' : typedAmount(fen));
  const type = again ? typed.type : (before?.trueType ?? '');
  const reported = again ? typed.reported === '1' : before?.reported === true;
  return (
    <form id={CLOSING_ID} class="closing" method="post" action={`/console/cases/${caseId}/close`} aria-label={words.close}>
      {/* The first button of a form is pressed by Enter in any of its fields; this one does nothing. */}
      <button type="submit" disabled hidden />
      <details class="work-fold" name="case-work" open={again || undefined}>
        <summary class="act">{words.more}</summary>
        <div class="work-panel">
          <label class="work-field" for="close-type">
            <span>{words.type}</span>
            <select id="close-type" name="type" aria-describedby="close-type-problem">
              <option value="">{words.anyType}</option>
              {view.types.map(({ id, title }) => (
                <option value={id} selected={id === type}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <Problem of="type" problems={problems} />
          {(['lost', 'saved'] as const).map((name) => (
            <>
              <label class="work-field" for={`close-${name}`}>
                <span>{words[name]}</span>
                <input
                  id={`close-${name}`}
                  name={name}
                  class="amount number"
                  value={again ? (typed[name] ?? '') : amountOf(before?.[name])}
                  placeholder={words.example}
                  autocomplete="off"
                  aria-invalid={problems[name] ? 'true' : undefined}
                  aria-describedby={`close-${name}-problem`}
                />
              </label>
              <Problem of={name} problems={problems} />
            </>
          ))}
          <label class="work-check">
            <input type="checkbox" name="reported" value="1" checked={reported} /> {words.reported}
          </label>
        </div>
      </details>
      <span class="closing-word">{words.now}</span>
      {TRUTHS.map((truth, index) => (
        <button
          id={index === 0 ? 'close-truth' : undefined}
          class="act"
          type="submit"
          name="truth"
          value={truth}
          aria-describedby={problems.truth ? 'close-truth-problem' : undefined}
        >
          {truths[truth]}
        </button>
      ))}
      <Problem of="truth" problems={problems} />
    </form>
  );
}

/** Beside its field; nothing while nothing is wrong. */
function Problem({ of, problems }: { of: string; problems: Readonly<Record<string, string>> }) {
  return (
    <p id={`close-${of}-problem`} class="problem" role="alert">
      {problems[of] ?? ''}
    </p>
  );
}
