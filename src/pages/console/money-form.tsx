import { MONEY_KINDS, type MoneyWord } from '../../desk/money-facts.ts';
import { useWords } from './language.tsx';
import { MONEY_FORM_WORDS } from './money-words.ts';
import { ShortField } from './short-field.tsx';

interface MoneyFieldsProps {
  /** In front of the ids: several forms may stand on one page. */
  readonly prefix: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

/** The fields of one transfer or hand-over, in the order in which one asks for them. */
export function MoneyFields({ prefix, typed, problems }: MoneyFieldsProps) {
  const words = useWords(MONEY_FORM_WORDS);
  const field = (name: MoneyWord) => (
    <ShortField id={`${prefix}-${name}`} name={name} label={words.fields[name]} value={typed[name]} problem={problems[name]} />
  );
  return (
    <div class="money-fields">
      <div class="short-field">
        <label for={`${prefix}-kind`}>{words.kind}</label>
        <select id={`${prefix}-kind`} name="kind">
          {MONEY_KINDS.map((kind) => (
            <option value={kind} selected={typed.kind === kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <ShortField
        id={`${prefix}-amount`}
        name="amount"
        label={words.amount}
        hint={words.amountHint}
        value={typed.amount}
        problem={problems.amount}
      />
      <ShortField id={`${prefix}-at`} name="at" label={words.at} hint={words.atHint} value={typed.at} problem={problems.at} />
      {field('channel')}
      <fieldset>
        <legend>{words.them}</legend>
        {field('payee')}
        {field('account')}
        {field('bank')}
        {field('voucher')}
      </fieldset>
      <fieldset class="handed">
        <legend>{words.handed}</legend>
        {field('courier')}
        {field('place')}
        {field('plate')}
        {field('waybill')}
      </fieldset>
      <fieldset>
        <legend>{words.us}</legend>
        {field('fromAccount')}
        {field('fromBank')}
        {field('payer')}
        {field('payerId')}
      </fieldset>
    </div>
  );
}
