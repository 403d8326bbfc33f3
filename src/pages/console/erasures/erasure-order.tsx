import { ERASURE_GROUNDS } from '../../../storage/privacy/privacy-tables.ts';
import { Field } from '../field.tsx';
import { useWords } from '../language.tsx';
import { ERASURE_WORDS, GROUND_WORDS } from './erasure-words.ts';
import { ERASURES_PATH, erasurePath } from './erasures-page.tsx';
import type { OrderView } from './read-order.ts';

/** On what ground, that he was told, and who orders it. */
export function OrderForm({ view: { id, typed = {}, problems = {} } }: { view: OrderView }) {
  const words = useWords(ERASURE_WORDS);
  const grounds = useWords(GROUND_WORDS);
  // The form is below what is read out: whoever is refused is led to what is wrong.
  const [first] = (['ground', 'remark', 'told', 'code'] as const).filter((name) => problems[name] !== undefined);
  return (
    <form class="gate-form reason-form" method="post" action={erasurePath(id)} aria-labelledby="order-title">
      <h2 id="order-title">{words.orderTitle}</h2>
      <fieldset class="choices" aria-describedby={problems.ground ? 'ground-problem' : undefined}>
        <legend>{words.ground}</legend>
        {ERASURE_GROUNDS.map((ground, at) => (
          <label>
            <input
              type="radio"
              name="ground"
              value={ground}
              checked={typed.ground === ground}
              required
              autofocus={(first === 'ground' && at === 0) || undefined}
            />{' '}
            <span>{grounds[ground]}</span>
          </label>
        ))}
        <Problem of="ground" text={problems.ground} />
      </fieldset>
      <Field
        name="remark"
        label={words.remark}
        hint={words.remarkHint}
        problem={problems.remark ?? null}
        value={typed.remark ?? ''}
        autocomplete="off"
        optional
        autofocus={first === 'remark'}
      />
      <div class="choices">
        <label>
          <input
            type="checkbox"
            name="told"
            value="yes"
            checked={typed.told === 'yes'}
            required
            autofocus={first === 'told' || undefined}
            aria-invalid={problems.told ? 'true' : undefined}
            aria-describedby={problems.told ? 'told-problem' : undefined}
          />{' '}
          <span>{words.told}</span>
        </label>
        <Problem of="told" text={problems.told} />
      </div>
      <Field
        name="code"
        label={words.code}
        hint={words.codeHint}
        problem={problems.code ?? null}
        autocomplete="one-time-code"
        code
        autofocus={first === 'code'}
      />
      <button class="go erasure-go" type="submit">
        {words.erase}
      </button>
      <p>
        <a href={ERASURES_PATH}>{words.back}</a>
      </p>
    </form>
  );
}

function Problem({ of, text }: { of: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <span id={`${of}-problem`} class="problem" role="alert">
      {text}
    </span>
  );
}
