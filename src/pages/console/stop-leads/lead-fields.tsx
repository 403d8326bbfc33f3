import { mayBeMistyped } from '../../../stop-loss/card-prefixes.ts';
import { blocksOf, fieldOf, type LeadWord, STOP_WAYS, type TransferWord } from '../../../stop-loss/stop-lead.ts';
import { type Spoken, useWords } from '../language.tsx';
import { ShortField } from '../short-field.tsx';
import { StoryField } from '../story-field.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';

const WORDS: Spoken<{ mistyped: string; more: string; handed: string }> = {
  'zh-CN': { mistyped: '校验位对不上，请他再念一遍；对不上也照交。', more: '＋ 还有一笔', handed: '交接（现金、黄金、快递）' },
  en: {
    mistyped: 'The check digit does not fit; have him read it out again. It can be handed over all the same.',
    more: '+ Another transfer',
    handed: 'Hand-over (cash, gold, courier)',
  },
};

/** A lead as it is typed while listening: the transfers first, in the order of the police. */
export function LeadFields({ typed }: { typed: Readonly<Record<string, string>> }) {
  const words = useWords(WORDS);
  const lead = useWords(LEAD_FORM_WORDS);
  const plain = (name: LeadWord) => <ShortField id={name} name={name} label={lead.fields[name]} value={typed[name]} />;
  return (
    <div class="stop-fields">
      {Array.from({ length: blocksOf(typed) }, (_, index) => (
        <TransferBlock block={index + 1} typed={typed} />
      ))}
      <button class="act" type="submit" name="do" value="add">
        {words.more}
      </button>
      <fieldset class="money-fields">
        <legend>{lead.victim}</legend>
        {(['name', 'idNumber', 'phone', 'forWhom'] as const).map(plain)}
      </fieldset>
      <fieldset class="money-fields">
        <legend>{lead.scam}</legend>
        {(['scamPhone', 'scamContact', 'scamLink', 'scamApp'] as const).map(plain)}
        <StoryField class="stop-story" label={lead.fields.story} value={typed.story} rows={3} most={2000} />
      </fieldset>
    </div>
  );
}

function TransferBlock({ block, typed }: { block: number; typed: Readonly<Record<string, string>> }) {
  const words = useWords(WORDS);
  const lead = useWords(LEAD_FORM_WORDS);
  const field = (name: TransferWord | 'amount' | 'at', hint?: string) => (
    <ShortField
      id={fieldOf(block, name)}
      name={fieldOf(block, name)}
      label={lead.fields[name]}
      value={typed[fieldOf(block, name)]}
      {...(hint !== undefined && { hint })}
    />
  );
  return (
    <fieldset class="money-fields">
      <legend>{lead.transfer(block)}</legend>
      <input type="hidden" name={fieldOf(block, 'position')} value={typed[fieldOf(block, 'position')] ?? ''} />
      {field('amount', lead.amountHint)}
      {field('at', lead.atHint)}
      <div class="short-field">
        <label for={fieldOf(block, 'way')}>{lead.fields.way}</label>
        <select id={fieldOf(block, 'way')} name={fieldOf(block, 'way')}>
          {STOP_WAYS.map((way) => (
            <option value={way} selected={typed[fieldOf(block, 'way')] === way}>
              {lead.ways[way]}
            </option>
          ))}
        </select>
      </div>
      {field('account')}
      {mayBeMistyped(typed[fieldOf(block, 'account')] ?? '') && <p class="stop-mistyped">{words.mistyped}</p>}
      {field('payee')}
      <BankField id={fieldOf(block, 'bank')} label={lead.fields.bank} value={typed[fieldOf(block, 'bank')]} />
      {field('fromAccount')}
      <BankField id={fieldOf(block, 'fromBank')} label={lead.fields.fromBank} value={typed[fieldOf(block, 'fromBank')]} />
      {field('voucher')}
      <details class="stop-handed" open={(['courier', 'place', 'plate', 'waybill'] as const).some((name) => typed[fieldOf(block, name)])}>
        <summary>{words.handed}</summary>
        <div class="money-fields">{(['courier', 'place', 'plate', 'waybill'] as const).map((name) => field(name))}</div>
      </details>
    </fieldset>
  );
}

/** What stands in it is a bank's Chinese name, whatever language the desk speaks: the police read it. */
function BankField({ id, label, value }: { id: string; label: string; value: string | undefined }) {
  return (
    <div class="short-field">
      <label for={id}>{label}</label>
      <input id={id} name={id} value={value ?? ''} placeholder=" " autocomplete="off" spellcheck={false} lang="zh-CN" />
    </div>
  );
}
