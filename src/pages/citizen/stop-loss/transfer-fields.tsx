import { mayBeMistyped } from '../../../stop-loss/card-prefixes.ts';
import { fieldOf, STOP_WAYS, type StopWay, type TransferWord } from '../../../stop-loss/stop-lead.ts';

type Typed = Readonly<Record<string, string>>;

const WAYS: Readonly<Record<StopWay, string>> = {
  bank: '银行卡转账',
  alipay: '支付宝',
  wechat: '微信',
  usdt: '虚拟币（USDT）',
  cash: '当面交现金',
  gold: '当面交黄金',
  courier: '快递、跑腿、网约车拿走',
  other: '其他',
};
const NAMES: Readonly<Record<TransferWord, string>> = {
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
};

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly typed: Typed;
  readonly hint?: string;
  readonly numeric?: boolean;
}

export function Line({ id, label, typed, hint, numeric = false }: LineProps) {
  return (
    <p class="stop-line">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={id}
        value={typed[id] ?? ''}
        placeholder={hint}
        inputmode={numeric ? 'decimal' : undefined}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxlength={200}
      />
    </p>
  );
}

/** One transfer, or one hand-over; what matters most stands open, the rest opens with a tap. */
export function TransferFields({ block, several, typed }: { block: number; several: boolean; typed: Typed }) {
  const line = (word: TransferWord, numeric = false) => (
    <Line id={fieldOf(block, word)} label={NAMES[word]} typed={typed} numeric={numeric} />
  );
  const filled = (words: readonly TransferWord[]): boolean => words.some((word) => (typed[fieldOf(block, word)] ?? '') !== '');
  const account = typed[fieldOf(block, 'account')] ?? '';
  return (
    <fieldset class="stop-transfer">
      <legend>{several ? `第 ${block} 笔` : '这笔钱'}</legend>
      <div class="stop-pair">
        <Line id={fieldOf(block, 'amount')} label="多少钱" typed={typed} hint="如 20000、2万" />
        <Line id={fieldOf(block, 'at')} label="几点转的" typed={typed} hint="如 9:31、10分钟前" />
      </div>
      <p class="stop-line">
        <label for={fieldOf(block, 'way')}>怎么给的</label>
        <select id={fieldOf(block, 'way')} name={fieldOf(block, 'way')}>
          {STOP_WAYS.map((way) => (
            <option value={way} selected={typed[fieldOf(block, 'way')] === way}>
              {WAYS[way]}
            </option>
          ))}
        </select>
      </p>
      {line('account')}
      {mayBeMistyped(account) && <p class="stop-hint">这个卡号可能抄错了一位，方便就再对一遍；对不上也照样能交。</p>}
      {line('payee')}
      <details open={filled(['bank', 'fromAccount', 'fromBank', 'voucher']) || undefined}>
        <summary>银行、您的账号、单号（知道就填）</summary>
        {line('bank')}
        {line('fromAccount')}
        {line('fromBank')}
        {line('voucher')}
      </details>
      <details open={filled(['courier', 'place', 'plate', 'waybill']) || undefined}>
        <summary>现金、黄金、快递被拿走的</summary>
        {line('courier')}
        {line('place')}
        {line('plate')}
        {line('waybill')}
      </details>
    </fieldset>
  );
}
