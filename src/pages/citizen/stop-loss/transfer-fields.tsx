import { mayBeMistyped } from '../../../stop-loss/card-prefixes.ts';
import { fieldOf, readTransfer, STOP_WAYS, type StopWay, type TransferWord } from '../../../stop-loss/stop-lead.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { useLanguageOf } from '../as-written.tsx';

type Typed = Readonly<Record<string, string>>;

interface TransferWords {
  readonly ways: Readonly<Record<StopWay, string>>;
  readonly names: Readonly<Record<TransferWord, string>>;
  readonly one: string;
  readonly nth: (block: number) => string;
  readonly amount: string;
  readonly amountHint: string;
  readonly at: string;
  readonly atHint: string;
  readonly way: string;
  readonly mistyped: string;
  readonly amountUnread: string;
  readonly timeUnread: string;
  readonly bankPart: string;
  readonly handedPart: string;
}
export const TRANSFER_FIELD_WORDS: Spoken<TransferWords> = {
  'zh-CN': {
    ways: {
      bank: '银行卡转账',
      alipay: '支付宝',
      wechat: '微信',
      usdt: '虚拟币（USDT）',
      cash: '当面交现金',
      gold: '当面交黄金',
      courier: '快递、跑腿、网约车拿走',
      other: '其他',
    },
    names: {
      account: '对方账号或卡号',
      payee: '对方名字（户名）',
      bank: '对方开户银行',
      fromAccount: '您的账号或卡号',
      fromBank: '您的开户银行',
      voucher: '单号（流水、订单）',
      courier: '谁来拿的（样子、平台）',
      place: '在哪里交的',
      plate: '车牌',
      waybill: '快递单号',
    },
    one: '这笔钱',
    nth: (block) => `第 ${block} 笔`,
    amount: '多少钱',
    amountHint: '如 20000、2万',
    at: '几点转的',
    atHint: '如 9:31、10分钟前',
    way: '怎么给的',
    mistyped: '这个卡号可能抄错了一位，方便就再对一遍；对不上也照样能交。',
    amountUnread: '没看懂金额，写数字就行，如 20000。写不出也照样能交，原话留给值班员。',
    timeUnread: '没看懂时间，写几点几分就行，如 9:31、昨天15:00。记不清也照样能交，原话留给值班员。',
    bankPart: '银行、您的账号、单号（知道就填）',
    handedPart: '现金、黄金、快递被拿走的',
  },
  en: {
    ways: {
      bank: 'bank transfer',
      alipay: 'Alipay',
      wechat: 'WeChat',
      usdt: 'crypto (USDT)',
      cash: 'cash, handed over',
      gold: 'gold, handed over',
      courier: 'taken away by a courier or driver',
      other: 'other',
    },
    names: {
      account: 'Their account or card number',
      payee: 'Their name (account holder)',
      bank: 'Their bank',
      fromAccount: 'Your account or card number',
      fromBank: 'Your bank',
      voucher: 'Reference of the transfer or order',
      courier: 'Who took it (looks, platform)',
      place: 'Where you handed it over',
      plate: 'Number plate',
      waybill: 'Waybill',
    },
    one: 'This payment',
    nth: (block) => `Transfer ${block}`,
    amount: 'How much (yuan)',
    amountHint: '20000',
    at: 'When',
    atHint: '9:31 or 10 minutes ago',
    way: 'How it was paid',
    mistyped: 'This card number may have a wrong digit. Check it if you can; it can be handed in as it is.',
    amountUnread: 'We cannot read this amount: digits will do, such as 20000. You may hand it in as it is; the officer sees your words.',
    timeUnread: 'We cannot read this time: write 9:31 or yesterday 15:00. You may hand it in as it is; the officer sees your words.',
    bankPart: 'Banks, your account, reference (if you know)',
    handedPart: 'Cash, gold or a parcel that was taken',
  },
};

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly typed: Typed;
  readonly hint?: string;
  readonly numeric?: boolean;
  /** What was not understood of it. */
  readonly note?: string | null;
  readonly focused?: boolean;
}

export function Line({ id, label, typed, hint, numeric = false, note = null, focused = false }: LineProps) {
  return (
    <p class="stop-line">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        value={typed[id] ?? ''}
        lang={useLanguageOf(typed[id] ?? '')}
        placeholder={hint}
        inputmode={numeric ? 'tel' : undefined}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxlength={200}
        aria-invalid={focused ? 'true' : undefined}
        autofocus={focused}
        aria-describedby={note === null ? undefined : `${id}-note`}
      />
      {note !== null && (
        <span class="stop-note" id={`${id}-note`}>
          {note}
        </span>
      )}
    </p>
  );
}

/** One transfer, or one hand-over; what matters most stands open, the rest opens with a tap. */
export function TransferFields({ block, several, typed, now }: { block: number; several: boolean; typed: Typed; now: number }) {
  const words = useWords(TRANSFER_FIELD_WORDS);
  const line = (word: TransferWord, numeric = false) => (
    <Line id={fieldOf(block, word)} label={words.names[word]} typed={typed} numeric={numeric} />
  );
  const filled = (some: readonly TransferWord[]): boolean => some.some((word) => (typed[fieldOf(block, word)] ?? '') !== '');
  const { amountSaid, atSaid } = readTransfer(typed, block, now).transfer;
  const account = typed[fieldOf(block, 'account')] ?? '';
  return (
    <fieldset class="stop-transfer">
      <legend>{several ? words.nth(block) : words.one}</legend>
      <div class="stop-pair">
        <Line
          id={fieldOf(block, 'amount')}
          label={words.amount}
          typed={typed}
          hint={words.amountHint}
          note={amountSaid === '' ? null : words.amountUnread}
        />
        <Line id={fieldOf(block, 'at')} label={words.at} typed={typed} hint={words.atHint} note={atSaid === '' ? null : words.timeUnread} />
      </div>
      <p class="stop-line">
        <label for={fieldOf(block, 'way')}>{words.way}</label>
        <select id={fieldOf(block, 'way')} name={fieldOf(block, 'way')}>
          {STOP_WAYS.map((way) => (
            <option value={way} selected={typed[fieldOf(block, 'way')] === way}>
              {words.ways[way]}
            </option>
          ))}
        </select>
      </p>
      {line('account')}
      {mayBeMistyped(account) && <p class="stop-hint">{words.mistyped}</p>}
      {line('payee')}
      <details open={filled(['bank', 'fromAccount', 'fromBank', 'voucher']) || undefined}>
        <summary>{words.bankPart}</summary>
        {line('bank')}
        {line('fromAccount')}
        {line('fromBank')}
        {line('voucher')}
      </details>
      <details open={filled(['courier', 'place', 'plate', 'waybill']) || undefined}>
        <summary>{words.handedPart}</summary>
        {line('courier')}
        {line('place')}
        {line('plate')}
        {line('waybill')}
      </details>
    </fieldset>
  );
}
