import type { Child } from 'hono/jsx';
import type { DatedStep } from '../../../storage/merchants/trade-reading.ts';
import { TRADE_WORDS } from '../../citizen/trade/trade-words.ts';
import { useWords } from '../language.tsx';
import { timeText } from '../print-value.tsx';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';

export const TRADE_DESK_PATH = '/console/trade';

/** What a form that failed shows again. */
export interface DeskRemark {
  readonly problem: string;
  readonly said: string;
}

export function TradeFacts({ rows }: { rows: readonly (readonly [string, Child])[] }) {
  return (
    <dl class="trade-desk-facts">
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Every step with its time, and by whom. */
export function TradeSteps({ steps }: { steps: readonly DatedStep[] }) {
  const words = useWords(TRADE_DESK_WORDS);
  const { acts } = useWords(TRADE_WORDS);
  return (
    <section class="sheet-part">
      <h2>{words.steps}</h2>
      <ol class="trade-desk-steps">
        {steps.map(({ at, act, officer, note }) => (
          <li>
            <span class="number">{timeText(at)}</span>
            <span>
              {acts[act]}
              {officer !== null && ` · ${officer}`}
              {note !== null && <q class="trade-desk-said">{note}</q>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface DecideProps {
  readonly action: string;
  /** A new one for every page. */
  readonly form: string;
  readonly how: string;
  readonly label: string;
  readonly remark: DeskRemark | null;
  /** The names and words of its buttons; none of them is the expected one. */
  readonly answers: readonly (readonly [string, string])[];
}

/** A reason and the buttons that decide. */
export function Decide({ action, form, how, label, remark, answers }: DecideProps) {
  return (
    <form class="trade-desk-decide" method="post" action={action}>
      <p class="quiet">{how}</p>
      <input type="hidden" name="form" value={form} />
      <label for={`note-${form}`}>{label}</label>
      <textarea
        id={`note-${form}`}
        name="note"
        rows={2}
        maxlength={500}
        aria-invalid={remark ? 'true' : undefined}
        aria-describedby={remark ? `problem-${form}` : undefined}
      >
        {remark?.said ?? ''}
      </textarea>
      {remark && (
        <span id={`problem-${form}`} class="problem">
          {remark.problem}
        </span>
      )}
      <div class="trade-desk-answers">
        {answers.map(([value, word]) => (
          <button class="act" name="answer" value={value} type="submit">
            {word}
          </button>
        ))}
      </div>
    </form>
  );
}
