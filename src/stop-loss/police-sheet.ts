import { writtenAmount } from '../desk/amounts.ts';
import { writtenTime } from '../desk/written-time.ts';
import type { LeadBody, StopWay, TransferBody } from './stop-lead.ts';

/**
 * The lead in the order in which the police take a stop down (MPS notice of 17 October 2016: who lost it, from which account,
 * how much and when, to which account, by which way, which voucher, what happened, how the scammer was met), one record for each
 * transfer. Chinese, whatever the desk speaks. Pure.
 */
export interface SheetPart {
  readonly title: string;
  readonly lines: readonly (readonly [name: string, text: string])[];
}
export interface SheetLead {
  readonly number: string;
  readonly body: LeadBody;
  readonly transfers: readonly { readonly position: number; readonly transfer: TransferBody }[];
  /** How the identity was checked, in words. */
  readonly check: string;
}

export const WAY_NAMES: Readonly<Record<StopWay, string>> = {
  bank: '银行转账',
  alipay: '支付宝',
  wechat: '微信',
  usdt: 'USDT（虚拟货币）',
  cash: '现金当面交付',
  gold: '黄金当面交付',
  courier: '快递、跑腿、网约车取走',
  other: '其他',
};
export const UNKNOWN = '未知';
/** What goes from hand to hand. */
export const HANDED: ReadonlySet<StopWay> = new Set(['cash', 'gold', 'courier']);

export const transferId = (number: string, position: number): string => `${number}-${position}`;

export function policeSheet({ number, body, transfers, check }: SheetLead): readonly SheetPart[] {
  const last = (word: 'fromAccount' | 'fromBank'): string => transfers.find(({ transfer }) => transfer[word] !== '')?.transfer[word] ?? '';
  return [
    {
      title: '受害人',
      lines: filled([
        ['姓名', body.name],
        ['身份证号', body.idNumber],
        ['本人账号', last('fromAccount')],
        ['开户行', last('fromBank')],
        ['联系电话', body.phone],
        ['代谁报', body.forWhom === '' ? '本人' : body.forWhom],
        ['身份核对', check],
      ]),
    },
    ...transfers.map(({ position, transfer }, index) => ({
      title: `第${index + 1}笔 ${transferId(number, position)}`,
      lines: filled(transferLines(transfer)),
    })),
    {
      title: '诈骗经过和联系方式',
      lines: filled([
        ['简要经过', body.story],
        ['对方电话', body.scamPhone],
        ['对方微信、QQ等', body.scamContact],
        ['网址', body.scamLink],
        ['软件（App）', body.scamApp],
      ]),
    },
  ];
}

function transferLines(one: TransferBody): (readonly [string, string])[] {
  return [
    ['转出账号', one.fromAccount],
    ['转出开户行', one.fromBank],
    ['金额', one.amount === null ? said(one.amountSaid) : writtenAmount(one.amount)],
    ['准确时间', one.at === null ? said(one.atSaid) : writtenTime(one.at)],
    ['对方账号', one.account],
    ['对方户名', one.payee],
    ['对方开户行', one.bank],
    ['方式', WAY_NAMES[one.way]],
    ...(HANDED.has(one.way) || `${one.courier}${one.place}${one.plate}${one.waybill}` !== ''
      ? ([
          ['取件人、跑腿、司机', one.courier],
          ['交付地点', one.place],
          ['车牌', one.plate],
          ['运单号', one.waybill],
        ] as const)
      : []),
    ['凭证、流水、订单号', one.voucher],
  ];
}

const said = (text: string): string => (text === '' ? '' : `原话：${text}`);
const filled = (lines: readonly (readonly [string, string])[]) =>
  lines.map(([name, text]) => [name, text === '' ? UNKNOWN : text] as const);
