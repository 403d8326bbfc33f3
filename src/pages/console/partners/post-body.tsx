import { amountIn } from '../amount-words.ts';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, type Spoken, useWords } from '../language.tsx';
import { LEAD_FORM_WORDS } from '../stop-leads/stop-lead-words.ts';
import { TIER_NAMES } from './partner-words.ts';

/** What the fields of a stop lead are called; others stand by their own names. */
const NAMES: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    number: '编号',
    version: '第几版',
    madeAt: '生成时间',
    victim: '群众',
    name: '姓名',
    idNumber: '证件号',
    phone: '电话',
    reportedFor: '替谁报',
    identityCheck: '身份核对',
    transfers: '转账',
    transferId: '哪一笔',
    amountFen: '金额',
    amount: '金额',
    amountSaid: '说的金额',
    paidAt: '转账时间',
    paidAtSaid: '说的时间',
    channel: '渠道',
    payee: '收款人',
    account: '收款账号',
    bank: '收款银行',
    payer: '付款人',
    story: '经过',
    scam: '骗子的',
    contact: '联系方式',
    link: '网址',
    app: '应用',
    tier: '级别',
    type: '类型',
    warning: '预警',
    source: '来自',
    externalId: '编号',
    at: '什么时候',
    person: '当事人',
    address: '地址',
    town: '乡镇',
    grid: '网格',
    way: '方式',
    fromAccount: '转出账号',
    fromBank: '转出银行',
    voucher: '凭证、单号',
    courier: '谁来拿的',
    place: '交付地点',
    plate: '车牌',
    waybill: '运单号',
  },
  en: {
    number: 'number',
    version: 'version',
    madeAt: 'made at',
    victim: 'victim',
    name: 'name',
    idNumber: 'identity number',
    phone: 'telephone',
    reportedFor: 'reported for',
    identityCheck: 'identity check',
    transfers: 'transfer',
    transferId: 'which one',
    amountFen: 'amount',
    amount: 'amount',
    amountSaid: 'amount as said',
    paidAt: 'paid at',
    paidAtSaid: 'time as said',
    channel: 'channel',
    payee: 'payee',
    account: 'account',
    bank: 'bank',
    payer: 'payer',
    story: 'story',
    scam: 'scam',
    contact: 'contact',
    link: 'link',
    app: 'app',
    tier: 'tier',
    type: 'type',
    warning: 'warning',
    source: 'from',
    externalId: 'number',
    at: 'when',
    person: 'person',
    address: 'address',
    town: 'town',
    grid: 'grid',
    way: 'way',
    fromAccount: 'own account',
    fromBank: 'own bank',
    voucher: 'voucher',
    courier: 'fetched by',
    place: 'place',
    plate: 'plate',
    waybill: 'waybill',
  },
};
/** Nothing that we send is deeper, or longer. */
const DEEPEST = 6;
const MOST_ROWS = 300;
/** For machines, and said by the heading. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['format', 'kind']);

/** Whatever was sent, as names and values one below the other; what is empty is left out. */
export function PostBody({ body, titles, language }: { body: unknown; titles: ReadonlyMap<string, string>; language: DeskLanguage }) {
  const names = useWords(NAMES);
  const ways: Readonly<Record<string, string>> = useWords(LEAD_FORM_WORDS).ways;
  const [tiers, amountOf] = [useWords(TIER_NAMES) as Readonly<Record<string, string>>, useWords(amountIn)];
  /** Sums, times, tiers and types as people read them. */
  const shown = (field: string, value: string | number | boolean): string => {
    if (typeof value === 'number' && (field === 'amount' || field === 'amountFen')) return amountOf(value);
    if (typeof value === 'number' && /^(?:at|madeAt|paidAt)$/.test(field)) return dayAndTime(value, language);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return dayAndTime(Date.parse(value), language);
    if (field === 'way') return ways[String(value)] ?? String(value);
    if (field === 'tier') return tiers[String(value)] ?? String(value);
    if (field === 'type') return titles.get(String(value)) ?? String(value);
    if (field === 'source' && value === 'desk') return language === 'en' ? 'the desk' : '值班台';
    return String(value);
  };
  return (
    <dl class="own-body" lang="zh-CN">
      {rowsOf(body, [], names, shown)
        .slice(0, MOST_ROWS)
        .map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

type Shown = (field: string, value: string | number | boolean) => string;

function rowsOf(
  value: unknown,
  path: readonly string[],
  names: Readonly<Record<string, string>>,
  shown: Shown,
  field = '',
): readonly (readonly [string, string])[] {
  if (value === null || value === undefined || value === '' || path.length > DEEPEST) return [];
  if (Array.isArray(value))
    return value.flatMap((one, at) => rowsOf(one, value.length > 1 ? [...path, String(at + 1)] : path, names, shown, field));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, inner]) =>
      NOT_SHOWN.has(name) && path.length === 0
        ? []
        : rowsOf(inner, [...path, Object.hasOwn(names, name) ? (names[name] ?? name) : name], names, shown, name),
    );
  return [[path.join(' · '), shown(field, value as string | number | boolean)]];
}
