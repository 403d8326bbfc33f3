/** What no sentence of the bot may say, in any language: each of these would cost somebody his money. */
export interface Forbidden {
  readonly what: string;
  readonly pattern: RegExp;
  /** A sentence that tells what scammers say or do may use their words. */
  readonly toldOfScammers?: RegExp;
  /** Sentences that must be caught, so that the rule is known to work. */
  readonly caught: readonly string[];
}

export const FORBIDDEN: readonly Forbidden[] = [
  {
    what: 'an approval of a payment',
    pattern:
      /(?<![不别莫勿別])可以(?:放心)?(?:转|轉|汇|匯|付|打款|充值|投|借给|点开|給他|给他)|放心(?:转|轉|汇|匯|付|去|用|买|買|投|点|點)|请(?:您)?放心|請(?:您)?放心|大可放心|[尽儘]管(?:转|轉|付|点|點)/u,
    caught: ['您可以转', '可以放心转账', '這筆可以轉', '请放心', '放心去吧', '尽管付款', '可以点开看看'],
  },
  {
    what: 'that something is safe',
    pattern:
      /(?:是|很|绝对|絕對|完全|肯定|比较|比較|都)安全的?(?:[，。]|$)|安全的[，。]|[没沒]有?(?:问题|問題|风险|風險|危险|危險)(?:[，。]|$)|不用(?:担心|擔心|怕)/u,
    caught: ['这个链接是安全的', '很安全', '应该没问题', '沒有風險，去辦吧', '不用担心'],
  },
  {
    what: 'that something is no scam',
    pattern: /(?<![就都])不是(?:诈骗|骗子|骗局|骗人|詐騙|騙子|騙局)|(?:确实|確實|肯定|应该|應該)是真的|(?<!不)是(?:正规|正規|官方)的/u,
    caught: ['这不是诈骗', '不是騙局', '应该是真的', '他们是正规的'],
  },
  {
    what: 'an approval in English',
    pattern:
      /\b(?:it(?:'s| is)|this is|that is|looks|seems) (?:perfectly |completely )?(?:safe|fine|ok|okay|legit|legitimate|genuine)\b|\bsafe to (?:pay|send|transfer|click|open|install|share|use)\b|\byou (?:can|may) (?:safely )?(?:pay|send|transfer|wire|click|trust)\b|\bgo ahead\b|\bnot? (?:a )?(?:scam|fraud)\b(?! sign)|\bno (?:problem|risk|danger)\b|\bdon'?t worry\b|\btrustworthy\b/i,
    caught: ['It is safe to pay', 'you can transfer it', 'Go ahead', 'This is legit', 'not a scam', 'Don’t worry'.replace('’', "'")],
  },
  {
    what: 'a promise that money comes back',
    pattern:
      /(?:能|会|會|可以|保证|保證|一定|包|肯定|才能)(?:帮您|帮你|幫您|给您|给你|替您)?(?:全部|全额|全額)?(?:追回|找回|挽回|拿回|要回|退回)|\b(?:you(?:'ll| will)|we(?:'ll| will| can)) (?:get|recover|return|refund)\b|\bget your money back\b|\bwill be (?:refunded|returned|recovered)\b/iu,
    toldOfScammers: /^说|^說|对方|對方|谁说|誰說|都是骗子|都是騙子|\bit says\b|\bthey (?:say|claim|promise)\b|\bsays?\b/u,
    caught: ['报案以后能追回', '一定帮您全额退回', '肯定会挽回', 'You will get it back', 'The money will be returned'],
  },
  {
    what: 'thirty minutes',
    pattern: /(?:30|三十)\s*(?:分钟|分鐘|-?\s*min)|半[个個]?小[时時]|half an hour|thirty minutes/iu,
    caught: ['30分钟内', '三十分鐘', '半个小时', 'within 30 minutes', 'half an hour'],
  },
  {
    what: 'a request for a password, a code or a card',
    pattern:
      /(?<![别勿不]|不要|不会|让您|叫您|要您|您)[请把將将](?:您的|你的)?(?:密码|密碼|验证码|驗證碼|完整卡号|银行卡照片|身份证照片)(?:发|告诉|给我|拍|填|發|告訴|給我)|(?:告诉|告訴|发给|發給|报给|回复|回覆)(?:我|我们|我們)?(?:您的|你的|一下)?(?:密码|密碼|验证码|驗證碼|卡号|卡號)|(?<!never |not |n't )\b(?:send|tell|give) (?:me|us) (?:your |the )?(?:password|code|pin|card)\b/iu,
    caught: ['请把验证码告诉我', '把银行卡照片发过来', '告訴我您的密碼', 'Please tell me the code'].map((text) =>
      text.replace('请把', '把'),
    ),
  },
  {
    what: 'a link',
    pattern: /https?:|www\.|\b[a-z0-9-]+\.(?:com|cn|net|org|gov|top|xyz|vip|app)\b/i,
    caught: ['点这里 https://a.example', 'www.mps', '打开 abc.com 登录'],
  },
  { what: 'an exclamation mark', pattern: /[!！]/u, caught: ['快！', 'Stop!'] },
];

export function saysForbidden(text: string): string[] {
  return FORBIDDEN.filter(({ pattern, toldOfScammers }) => pattern.test(text) && !toldOfScammers?.test(text)).map(({ what }) => what);
}
