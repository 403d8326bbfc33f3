/**
 * Words that approve a payment, or promise that money comes back. No officer's verdict and no prepared reply may hold one: it
 * would be shown to others as proof. Rather one sentence too many is refused; whoever wrote it says it in another way.
 */
const CHINESE: readonly RegExp[] = [
  /(?<![不别莫勿別])可以(?:放心)?(?:转|轉|汇|匯|付|打款|打钱|充值|投|买|買|借给|点开|下载|给他|給他|给钱)/u,
  /放心(?:地)?(?:转|轉|汇|匯|付|打款|去|用|买|買|投|点|點)|请(?:您)?放心|請(?:您)?放心|大可放心|[尽儘]管(?:转|轉|付|点|點)/u,
  /(?:是|很|绝对|絕對|完全|肯定|比较|比較|都|够|足够)安全(?:的(?![账帐]|中心)|$|[^账帐的中员检防]|(?=[^\p{L}\p{N}]))/u,
  /安全的(?:$|[^\p{L}\p{N}])|[没沒]有?(?:问题|問題|风险|風險|危险|危險)(?:$|[^\p{L}\p{N}]|的)|不用(?:担心|擔心|怕)/u,
  /(?<![就都])不是(?:诈骗|骗子|骗局|骗人|詐騙|騙子|騙局)|(?:确实|確實|肯定|应该|應該)是真的|(?<!不)是(?:正规|正規|官方)的|(?:付款|转账|收款|账户|交易)(?:是真实|真实可信|可信)/u,
];
const ENGLISH: readonly RegExp[] = [
  /\b(?:it(?:'s| is)|this is|that is|looks|seems) (?:perfectly |completely )?(?:safe|fine|ok|okay|legit|legitimate|genuine)\b/i,
  /\bsafe to (?:pay|send|transfer|click|open|install|share|use)\b/i,
  /\byou (?:can|may) (?:safely )?(?:pay|send|transfer|wire|click|trust)\b|\bgo ahead\b|\bnot? (?:a )?(?:scam|fraud)\b(?! sign)/i,
  /\bno (?:problem|risk|danger)\b|\bdon'?t worry\b|\btrustworthy\b/i,
];
const PROMISE =
  /(?:能|会|會|可以|保证|保證|一定|包|肯定|才能)(?:帮您|帮你|幫您|给您|给你|替您)?(?:全部|全额|全額)?(?:追回|找回|挽回|拿回|要回|退回)|\b(?:you(?:'ll| will)|we(?:'ll| will| can)) (?:get|recover|return|refund)\b|\bget your money back\b|\bwill be (?:refunded|returned|recovered)\b/iu;
/** Who warns of the promise must name it. */
const TOLD_OF_SCAMMERS = /对方|對方|谁说|誰說|都是骗子|都是騙子/u;

/** Of these an officer's own sentence is refused as well; "别怕" and "没问题" he may say. */
const OF_PAYMENTS: readonly RegExp[] = [
  CHINESE[0] as RegExp,
  /放心(?:地)?(?:转|轉|汇|匯|付|打款)|[尽儘]管(?:转|轉|付)|(?:付款|转账|收款|账户|交易)(?:是真实|真实可信|可信|(?:是|很)安全)/u,
  ENGLISH[1] as RegExp,
  /\byou (?:can|may) (?:safely )?(?:pay|send|transfer|wire)\b/i,
];

/** Words in an officer's own sentence that approve a payment, as they stand there; null where none do. */
export function paymentApprovalIn(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const written = [plain, plain.replace(/\s+/gu, '')];
  for (const pattern of OF_PAYMENTS) for (const one of written) if (pattern.test(one)) return pattern.exec(one)?.[0] ?? null;
  return null;
}

/** The words that approve, as they stand there; null where none do. Blanks and wide letters hide nothing. */
export function approvalIn(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/’/g, "'");
  const joined = plain.replace(/\s+/gu, '');
  for (const [written, patterns] of [
    [text, CHINESE],
    [joined, CHINESE],
    [plain, ENGLISH],
  ] as const)
    for (const pattern of patterns) {
      const found = pattern.exec(written)?.[0];
      if (found) return found;
    }
  const promising = plain.split(/[。；;\n]/u).find((sentence) => PROMISE.test(sentence) && !TOLD_OF_SCAMMERS.test(sentence));
  return PROMISE.exec(promising ?? '')?.[0] ?? null;
}
