import type { Library } from '../library/library.ts';
import type { Signal, SignalRole, TypeId } from '../library/schema.ts';
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
export const SUSPICIOUS_LINKS: ReadonlySet<string> = new Set([
  'link-lookalike',
  'link-brand',
  'link-ip',
  'link-punycode',
  'link-apk',
  'link-port',
  'link-throwaway',
  'link-shortener',
  'link-hidden',
  'link-odd-host',
]);
/** What convinces people first: a suspicious link, then the ask, then the threat or the lure, then who he claims to be. */
const LINK_PLACE = 0;
const ROLE_PLACES: Readonly<Partial<Record<SignalRole, number>>> = { ask: 1, threat: 2, lure: 3, pressure: 4, identity: 5, context: 6 };
const PLACES = 7;

/** At least one; each quotes the citizen's own characters, and no two the same ones. */
export function collectReasons(
  analysis: Analysis,
  block: BlockFindings,
  patterns: readonly PatternHit[],
  type: TypeId,
  library: Library,
): Reason[] {
  const language = analysis.language;
  const best = firstBy(patterns, type);
  const reasons: Reason[] = best ? [patternReason(analysis, best, block, language)] : [];
  const evidence = best ? best.evidence : [];
  const shown = new Set<string>();
  // What is evidence comes a second time among the others, when it is shown already or never will be.
  for (const hit of byRole([...evidence, ...block.hits])) {
    if (reasons.length === MOST_REASONS) break;
    if (!hit.signal.why || shown.has(hit.signal.id) || isOfHimself(analysis, hit)) continue;
    const span = wordsAt(analysis, hit.start, hit.end);
    // To look whether the words may be repeated takes longest, so it comes last.
    if (span.quote === '' || reasons.some((other) => overlaps(other, span)) || !mayBeQuoted(span.quote)) continue;
    shown.add(hit.signal.id);
    reasons.push(signalReason(hit, span, language));
  }
  if (reasons.every(({ quote }) => quote === '')) reasons.push(classifierReason(analysis, block, type, library));
  return reasons;
}

/** "我是护士，他说…" of who tells us his own story is his own trade, and not what somebody claims to be. */
function isOfHimself({ normalized, intents }: Analysis, { signal, start }: SignalHit): boolean {
  return signal.role === 'identity' && intents.forward < TOLD_BELOW && OF_HIMSELF.test(normalized.text.slice(start, start + LONGEST_SELF));
}
const TOLD_BELOW = 0.5;
const OF_HIMSELF = /^(?:我是|我在|本人|i am |i'm )/;
const LONGEST_SELF = 5;

/** The most severe one, of the given type before others. */
function firstBy(patterns: readonly PatternHit[], type: TypeId): PatternHit | undefined {
  let first = patterns[0];
  for (const pattern of patterns) if (first && order(pattern, type) < order(first, type)) first = pattern;
  return first;
}

function order({ pattern }: PatternHit, type: TypeId): number {
  return SEVERITY_ORDER.indexOf(pattern.severity) + (pattern.type === type ? 0 : SEVERITY_ORDER.length);
}

/** In their order within each place. What the citizen tells of himself and what exempts is no reason. */
function byRole(hits: readonly SignalHit[]): SignalHit[] {
  const places: number[] = [];
  for (const { signal } of hits) places.push(placeOf(signal));
  const ordered: SignalHit[] = [];
  for (let place = 0; place < PLACES; place++)
    for (let i = 0; i < hits.length; i++) if (places[i] === place) ordered.push(hits[i] as SignalHit);
  return ordered;
}

function placeOf({ id, role }: Signal): number {
  const place = ROLE_PLACES[role];
  return place === undefined ? PLACES : SUSPICIOUS_LINKS.has(id) ? LINK_PLACE : place;
}

function overlaps(a: Block, b: Block): boolean {
  return a.start < b.end && b.start < a.end;
}

function signalReason({ signal }: SignalHit, { quote, start, end }: Quoted, language: Language): Reason {
  const why = language === 'en' ? signal.why?.en : signal.why?.zh;
  return { kind: SUSPICIOUS_LINKS.has(signal.id) ? 'link' : 'signal', id: signal.id, quote, start, end, why: why ?? '' };
}

function patternReason(analysis: Analysis, { pattern, evidence }: PatternHit, block: Block, language: Language): Reason {
  const why = pattern.why ?? { zh: `符合“${pattern.title}”的套路`, en: 'it follows a known scam script' };
  const { quote, start, end } = firstQuoted(analysis, byRole(evidence)) ?? quotedPiece(analysis, block);
  return { kind: 'pattern', id: pattern.id, quote, start, end, why: language === 'en' ? why.en : why.zh };
}

/** The wording as a whole is what gave it away: its first sentence that counts is quoted. */
function classifierReason(analysis: Analysis, block: BlockFindings, type: TypeId, library: Library): Reason {
  const looksLike = library.types.find(({ id }) => id === type)?.looksLike;
  const why =
    analysis.language === 'en'
      ? `the wording resembles: ${looksLike?.en ?? 'known scams'}`
      : `整段话的说法很像：${looksLike?.zh ?? '常见骗局'}`;
  return { kind: 'classifier', id: type, ...quotedPiece(analysis, block), why };
}

/** Of the first sentence, or clause, of the block that we may repeat. */
function quotedPiece(analysis: Analysis, block: Block): Quoted {
  const sentences = analysis.sentences.filter(({ start, end }) => start >= block.start && end - start >= SHORTEST_QUOTE);
  const { start, end } = sentences[0] ?? block;
  return (
    firstQuoted(analysis, sentences) ??
    firstQuoted(
      analysis,
      sentences.flatMap((sentence) => clausesOf(analysis.normalized.text, sentence)),
    ) ??
    quoted(analysis, start, end)
  );
}

function firstQuoted(analysis: Analysis, places: readonly Block[]): Quoted | undefined {
  for (const { start, end } of places) {
    const found = quoted(analysis, start, end);
    if (found.quote !== '') return found;
  }
  return undefined;
}

function clausesOf(text: string, { start, end }: Block): Block[] {
  const clauses: Block[] = [];
  for (let at = start; at < end; at = clauseEnd(text, at) + 1) {
    const clause = { start: at, end: Math.min(end, clauseEnd(text, at)) };
    if (clause.end - clause.start >= SHORTEST_QUOTE) clauses.push(clause);
  }
  return clauses;
}

/** What is told of an address and not a word beside it, of which nothing is known. */
export const BARE_LINK = {
  id: 'bare-link',
  zh: '光看一个网址，看不出是真是假',
  en: 'an address alone does not show whether it is honest',
} as const;

export function bareLinkReason(analysis: Analysis, block: Block): Reason {
  const why = analysis.language === 'en' ? BARE_LINK.en : BARE_LINK.zh;
  return { kind: 'classifier', id: BARE_LINK.id, ...quotedPiece(analysis, block), why };
}

/** Nothing in the text itself gave it away; what he tells or asks is reason enough to check first. */
export function toldReason(analysis: Analysis): Reason {
  const told = analysis.hits.filter((hit) => hit.signal.role === 'stage');
  const whole = { start: 0, end: analysis.normalized.text.length };
  const why = analysis.language === 'en' ? 'what you describe needs checking first' : '您讲的这件事要先核实';
  return { kind: 'classifier', id: 'told', ...(firstQuoted(analysis, told) ?? quotedPiece(analysis, whole)), why };
}

/** What is in a language or a code that the library has no word of. */
export function unreadReason(analysis: Analysis): Reason {
  const whole = { start: 0, end: analysis.normalized.text.length };
  const why =
    analysis.language === 'en' ? 'I cannot read this language; send it in Chinese or English' : '这种文字我看不懂，请翻成中文再发给我';
  return { kind: 'classifier', id: 'unread', ...quotedPiece(analysis, whole), why };
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
  let whole = end;
  for (const entity of entities.all) if (entity.start < end && entity.kind !== 'link' && entity.end > whole) whole = entity.end;
  return whole;
}

type Quoted = Pick<Reason, 'quote' | 'start' | 'end'>;

/** The citizen's own characters there, whether or not we may repeat them. */
function wordsAt(analysis: Analysis, start: number, end: number): Quoted {
  const span = originalSpan(analysis.normalized, start, wholeNumber(analysis, end));
  const lead = span.quote.length - span.quote.trimStart().length;
  const quote = span.quote.trim().slice(0, LONGEST_QUOTE);
  return { quote, start: span.start + lead, end: span.start + lead + quote.length };
}

/** The same; empty where we may not. */
function quoted(analysis: Analysis, start: number, end: number): Quoted {
  const span = wordsAt(analysis, start, end);
  return mayBeQuoted(span.quote) ? span : { quote: '', start: span.start, end: span.start };
}
