import type { Library } from '../library/library.ts';
import type { TypeId } from '../library/schema.ts';
import type { Analysis, BlockFindings } from './analysis.ts';
import type { Language } from './language.ts';
import { originalSpan } from './normalize.ts';
import type { PatternHit } from './patterns.ts';
import { type Block, clauseEnd } from './sentences.ts';
import type { SignalHit } from './signals.ts';
import type { Reason } from './verdict.ts';

const MOST_REASONS = 4;
const LONGEST_QUOTE = 40;
/** Shorter sentences are greetings and signs. */
const SHORTEST_QUOTE = 4;
const SEVERITY_ORDER = ['critical', 'high', 'medium'] as const;
/** What convinces people first: the ask, then the threat or the lure, then who he claims to be. */
const ROLE_ORDER = ['ask', 'threat', 'lure', 'pressure', 'identity', 'context'] as const;
const SUSPICIOUS_LINKS = new Set([
  'link-lookalike',
  'link-brand',
  'link-ip',
  'link-punycode',
  'link-apk',
  'link-port',
  'link-throwaway',
  'link-shortener',
]);

/** At least one; each quotes the citizen's own characters, and no two the same ones. */
export function collectReasons(
  analysis: Analysis,
  block: BlockFindings,
  patterns: readonly PatternHit[],
  type: TypeId,
  library: Library,
): Reason[] {
  const language = analysis.language;
  const best = [...patterns].sort((a, b) => order(a, type) - order(b, type))[0];
  const reasons: Reason[] = best ? [patternReason(analysis, best, block, language)] : [];
  const evidence = best ? best.evidence : [];
  const hits = [...evidence, ...byRole(block.hits.filter((hit) => !evidence.includes(hit)))];
  const shown = new Set<string>();
  for (const hit of byRole(hits)) {
    if (reasons.length === MOST_REASONS) break;
    if (!hit.signal.why || shown.has(hit.signal.id)) continue;
    const reason = signalReason(analysis, hit, language);
    if (reason.quote === '' || reasons.some((other) => overlaps(other, reason))) continue;
    shown.add(hit.signal.id);
    reasons.push(reason);
  }
  if (reasons.every(({ quote }) => quote === '')) reasons.push(classifierReason(analysis, block, type, library));
  return reasons;
}

function order({ pattern }: PatternHit, type: TypeId): number {
  return SEVERITY_ORDER.indexOf(pattern.severity) + (pattern.type === type ? 0 : SEVERITY_ORDER.length);
}

function byRole(hits: readonly SignalHit[]): SignalHit[] {
  const place = (hit: SignalHit): number =>
    SUSPICIOUS_LINKS.has(hit.signal.id) ? -1 : ROLE_ORDER.indexOf(hit.signal.role as (typeof ROLE_ORDER)[number]);
  return hits
    .filter((hit) => place(hit) >= -1 && hit.signal.role !== 'stage' && hit.signal.role !== 'state' && hit.signal.role !== 'exempt')
    .sort((a, b) => place(a) - place(b));
}

function overlaps(a: Reason, b: Reason): boolean {
  return a.start < b.end && b.start < a.end;
}

function signalReason(analysis: Analysis, hit: SignalHit, language: Language): Reason {
  const kind = SUSPICIOUS_LINKS.has(hit.signal.id) ? 'link' : 'signal';
  return {
    kind,
    id: hit.signal.id,
    ...quoted(analysis, hit.start, hit.end),
    why: language === 'en' ? (hit.signal.why?.en ?? '') : (hit.signal.why?.zh ?? ''),
  };
}

function patternReason(analysis: Analysis, { pattern, evidence }: PatternHit, block: Block, language: Language): Reason {
  const main = byRole(evidence).find((hit) => quoted(analysis, hit.start, hit.end).quote !== '') ?? quotablePiece(analysis, block);
  const why = pattern.why ?? { zh: `符合“${pattern.title}”的套路`, en: 'it follows a known scam script' };
  return {
    kind: 'pattern',
    id: pattern.id,
    ...quoted(analysis, main.start, main.end),
    why: language === 'en' ? why.en : why.zh,
  };
}

/** The wording as a whole is what gave it away: its first sentence that counts is quoted. */
function classifierReason(analysis: Analysis, block: BlockFindings, type: TypeId, library: Library): Reason {
  const looksLike = library.types.find(({ id }) => id === type)?.looksLike;
  const sentence = quotablePiece(analysis, block);
  const why =
    analysis.language === 'en'
      ? `the wording resembles: ${looksLike?.en ?? 'known scams'}`
      : `整段话的说法很像：${looksLike?.zh ?? '常见骗局'}`;
  return { kind: 'classifier', id: type, ...quoted(analysis, sentence.start, sentence.end), why };
}

/** The first sentence, or clause, of the block that we may repeat. */
function quotablePiece(analysis: Analysis, block: Block): Block {
  const quotable = ({ start, end }: Block): boolean => quoted(analysis, start, end).quote !== '';
  const sentences = analysis.sentences.filter(({ start, end }) => start >= block.start && end - start >= SHORTEST_QUOTE);
  const whole = sentences.find(quotable);
  if (whole) return whole;
  const clauses = sentences.flatMap((sentence) => clausesOf(analysis.normalized.text, sentence));
  return clauses.find(quotable) ?? sentences[0] ?? block;
}

function clausesOf(text: string, { start, end }: Block): Block[] {
  const clauses: Block[] = [];
  for (let at = start; at < end; at = clauseEnd(text, at) + 1) {
    const clause = { start: at, end: Math.min(end, clauseEnd(text, at)) };
    if (clause.end - clause.start >= SHORTEST_QUOTE) clauses.push(clause);
  }
  return clauses;
}

/** Nothing in the text itself gave it away; what he tells or asks is reason enough to check first. */
export function toldReason(analysis: Analysis): Reason {
  const told =
    analysis.hits.find((hit) => hit.signal.role === 'stage' && quoted(analysis, hit.start, hit.end).quote !== '') ??
    quotablePiece(analysis, { start: 0, end: analysis.normalized.text.length });
  const why = analysis.language === 'en' ? 'what you describe needs checking first' : '您讲的这件事要先核实';
  return { kind: 'classifier', id: 'told', ...quoted(analysis, told.start, told.end), why };
}

const NEVER_QUOTED =
  /安全(?![账賬帐帳]|专户|專戶)|放心|没事|沒事|[没沒]问题|[没沒]問題|可以[转轉汇匯付]|(?<!是)不是(?:诈骗|詐騙|骗|騙)|[绿綠]色|忽略|[无無][视視]|规则|規則|指令|safe(?!account)|ignore|disregard|instruction|not?a?scam|legit|verified|green/i;

/** Characters of which NFKC changes no letter, and the signs among them: what nearly all messages are written in. */
const PLAIN = /^[\u0020-\u007e\u3001\u3002\u300a-\u3011\u4e00-\u9fff\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]*$/;
const PLAIN_SIGNS = /[^0-9A-Za-z\u4e00-\u9fff]+/g;

/**
 * An order to the bot or an approval in the citizen's text is never repeated by us; "安全账户" is evidence, "很安全" is
 * not. Spaces, marks and look-alike widths do not carry one past the list.
 */
export function mayBeQuoted(text: string): boolean {
  return !NEVER_QUOTED.test(PLAIN.test(text) ? text.replace(PLAIN_SIGNS, '') : text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, ''));
}

/** A phrase may end inside "20万"; the quote does not. */
function wholeNumber({ entities }: Analysis, end: number): number {
  return Math.max(
    end,
    ...entities.all.filter((entity) => entity.start < end && entity.end > end && entity.kind !== 'link').map((entity) => entity.end),
  );
}

function quoted(analysis: Analysis, start: number, end: number): Pick<Reason, 'quote' | 'start' | 'end'> {
  const span = originalSpan(analysis.normalized, start, wholeNumber(analysis, end));
  const lead = span.quote.length - span.quote.trimStart().length;
  const words = span.quote.trim().slice(0, LONGEST_QUOTE);
  const quote = mayBeQuoted(words) ? words : '';
  return { quote, start: span.start + lead, end: span.start + lead + quote.length };
}
