import { DOORSTEP_CHECKS, type DoorstepCheck } from '../../../dissuasion/doorstep-words.ts';
import { type DeskLanguage, type Spoken, useWords } from '../language.tsx';
import { VisitField } from './visit-field.tsx';
import type { VisitRemark } from './visit-remark.ts';
import { RESULT_WORDS, VISIT_PROBLEMS } from './visit-words.ts';
import { stopLossPath, VISITS_PATH, visitPath } from './visiting.ts';

const ZH = {
  checks: '做了哪些',
  result: '结果',
  note: '记一句（可不填）',
  noteHint: '别写银行卡号、密码、验证码。',
  signed: '签字：写您自己的名字',
  signedHint: (display: string) => `您登录的名字：${display}`,
  send: '签字交上去',
  label: '上门结果',
  paid: '已转账 → 止损',
  paidWhy: '钱已经转走、交出去，就按这里，马上填止损单。先让他打110。',
  paidLabel: '已转账',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    checks: 'What you did',
    result: 'Result',
    note: 'A sentence (optional)',
    noteHint: 'No card numbers, passwords or codes.',
    signed: 'Signature: type your own name',
    signedHint: (display) => `Signed in as ${display}`,
    send: 'Sign and hand in',
    label: 'Result of the visit',
    paid: 'Money has gone → stop the loss',
    paidWhy: 'When money was transferred or handed over: press here and fill in the stop lead at once. Let him ring 110 first.',
    paidLabel: 'Money has gone',
  },
};
const LANGUAGE: Spoken<DeskLanguage> = { 'zh-CN': 'zh-CN', en: 'en' };

interface FinishFormProps {
  readonly id: string;
  readonly stepId: string;
  readonly display: string;
  readonly remark: VisitRemark;
}

/** What was done, what came of it, and the name of whoever says so. */
export function FinishForm({ id, stepId, display, remark: { typed, problems } }: FinishFormProps) {
  const words = useWords(WORDS);
  const [results, said] = [useWords(RESULT_WORDS), useWords(VISIT_PROBLEMS)];
  const language = useWords(LANGUAGE) === 'en' ? 'en' : 'zh';
  return (
    <form method="post" action={`${visitPath(id)}/finish`} data-queue={words.label} data-next={`${VISITS_PATH}?sent=1`} class="visit-form">
      <input type="hidden" name="stepId" value={stepId} />
      <input type="hidden" name="at" value="" />
      <fieldset>
        <legend>{words.checks}</legend>
        {(Object.keys(DOORSTEP_CHECKS) as DoorstepCheck[]).map((check) => (
          <label class="visit-choice">
            <input type="checkbox" name={`check-${check}`} value="1" checked={typed[`check-${check}`] !== undefined} />
            <span>{DOORSTEP_CHECKS[check][language]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset aria-describedby={problems.result ? 'result-problem' : undefined}>
        <legend>{words.result}</legend>
        {(['persuaded', 'unpersuaded', 'absent', 'refused'] as const).map((result) => (
          <label class="visit-choice">
            <input
              type="radio"
              name="result"
              value={result}
              checked={typed.result === result}
              required
              aria-describedby={problems.result ? 'result-problem' : undefined}
            />
            <span>{results[result]}</span>
          </label>
        ))}
        {problems.result && (
          <span id="result-problem" class="problem">
            {problems.result}
          </span>
        )}
      </fieldset>
      <VisitField
        id="visit-note"
        name="note"
        label={words.note}
        value={typed.note ?? ''}
        problem={problems.note}
        hint={words.noteHint}
        lines={3}
      />
      <VisitField
        id="visit-signed"
        name="signed"
        label={words.signed}
        value={typed.signed ?? ''}
        problem={problems.signed}
        hint={words.signedHint(display)}
        own={{ name: display, said: said.signed(display) }}
      />
      <button class="visit-button visit-first" type="submit">
        {words.send}
      </button>
    </form>
  );
}

/** One button: recorded, and straight to the stop lead; nothing else is asked for. */
export function PaidForm({ id, stepId }: { id: string; stepId: string }) {
  const words = useWords(WORDS);
  return (
    <form
      method="post"
      action={`${visitPath(id)}/finish`}
      class="visit-paid"
      data-queue={words.paidLabel}
      data-paid=""
      data-next={stopLossPath(id)}
    >
      <input type="hidden" name="stepId" value={stepId} />
      <input type="hidden" name="at" value="" />
      <input type="hidden" name="result" value="paid" />
      <button class="visit-button visit-stop" type="submit">
        {words.paid}
      </button>
      <small>{words.paidWhy}</small>
    </form>
  );
}
