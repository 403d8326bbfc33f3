import { countAmounts } from '../../../storage/stop-loss/count-amounts.ts';
import type { StopAnswer } from '../../../storage/stop-loss/read-answers.ts';
import { amountIn } from '../amount-words.ts';
import { Clock } from '../clock.tsx';
import { useWords } from '../language.tsx';
import { ShortField } from '../short-field.tsx';
import { LEAD_PAGE_WORDS } from './lead-page-words.ts';
import { type LeadPageProps, Seen } from './lead-parts.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';
import { STOP_LEADS_PATH } from './stop-leads-page.tsx';

/** What the police have said of each transfer, and a form for what they say by telephone or on paper. */
export function AnswersPart(props: LeadPageProps) {
  const { view } = props;
  const { lead, mine, gone } = view;
  const words = useWords(LEAD_PAGE_WORDS);
  const amountOf = useWords(amountIn);
  if (lead.sentVersion === null) return null;
  const sums = countAmounts(lead.answers);
  return (
    <section class="stop-answers">
      <h2>{words.answers}</h2>
      {view.sheet.transfers.map(({ position, transfer }, index) => (
        <AnswerOf
          {...props}
          position={position}
          block={index + 1}
          amount={transfer.amount}
          answer={lead.answers.find((one) => one.position === position)}
          mayWrite={mine && !gone && lead.state !== 'closed'}
        />
      ))}
      {lead.answers.length > 0 && (
        <>
          <h3>{words.sums}</h3>
          <dl class="stop-sums">
            {(
              [
                [words.stopped, sums.stopped],
                [words.own, sums.ownShare],
                [words.others, sums.othersShare],
                [words.returned, sums.returned],
              ] as const
            ).map(([name, fen]) => (
              <div>
                <dt>{name}</dt>
                <dd class="number">{amountOf(fen)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

interface AnswerProps extends LeadPageProps {
  readonly position: number;
  readonly block: number;
  readonly amount: number | null;
  readonly answer: StopAnswer | undefined;
  readonly mayWrite: boolean;
}

function AnswerOf(props: AnswerProps) {
  const { view, remark, now, position, block, amount, answer, mayWrite } = props;
  const words = useWords(LEAD_PAGE_WORDS);
  const form = useWords(LEAD_FORM_WORDS);
  const amountOf = useWords(amountIn);
  const failed = remark?.form === 'answer' && remark.typed.position === String(position);
  const typed = failed ? remark.typed : {};
  const said = answer
    ? [
        answer.refused ? words.refused : '',
        ...(
          [
            [words.stopped, answer.stopped],
            [words.own, answer.ownShare],
            [words.others, answer.othersShare],
            [words.returned, answer.returned],
          ] as const
        ).map(([name, fen]) => (fen === null ? '' : `${name} ${amountOf(fen)}`)),
      ].filter((text) => text !== '')
    : [];
  const field = (name: string, label: string, hint?: string) => (
    <ShortField id={`answer-${position}-${name}`} name={name} label={label} value={typed[name]} {...(hint !== undefined && { hint })} />
  );
  return (
    <div class="stop-answer-of">
      <h3>
        {form.transfer(block)} · {amount === null ? form.unknown : amountOf(amount)}
      </h3>
      {answer ? (
        <p class="number">
          {said.join(' · ')} · {answer.officer ?? 'API'} · <Clock at={answer.answeredAt} now={now} />
          {view.mine && answer.reason !== '' && <span lang="zh-CN"> · {answer.reason}</span>}
        </p>
      ) : (
        <p class="quiet">{words.noAnswer}</p>
      )}
      {mayWrite && (
        <details open={failed || undefined}>
          <summary>{words.noteAnswer}</summary>
          <form class="money-fields" method="post" action={`${STOP_LEADS_PATH}/${view.lead.id}/answer`}>
            <Seen {...props} />
            <input type="hidden" name="position" value={String(position)} />
            {field('stopped', words.stopped, form.amountHint)}
            {field('own', words.own, form.amountHint)}
            {field('others', words.others, form.amountHint)}
            {field('returned', words.returned, form.amountHint)}
            {field('stopRef', words.stopRef)}
            {field('reason', words.reason)}
            <label class="stop-tick">
              <input type="checkbox" name="refused" value="1" checked={typed.refused === '1'} /> {words.refused}
            </label>
            <button class="act act-first" type="submit">
              {words.noteAnswer}
            </button>
          </form>
        </details>
      )}
    </div>
  );
}
