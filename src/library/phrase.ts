import { AppError } from '../errors.ts';
import type { EntityKind } from './library.ts';

/**
 * The phrase language of signals. A phrase is a row of steps, joined by gaps:
 *
 *     先|请|要 ~6 转账|汇款|垫付        one of the first, then at most 6 characters, then one of the second
 *     垫|付 ~3 <amount> ~4 返|得        <…> stands for a found amount, link, phone, contact, number or code;
 *     再做 ~2 <number>单|<number>笔      words may touch it
 *     transfer* ~20 today              Latin words match whole words; a trailing * allows an ending
 *
 * A gap never crosses the end of a sentence. Matching is linear in the text: no regular expression, no backtracking.
 */
interface PhraseStep {
  /** Alternatives as they stand in the normalised text; an entity alternative is `<kind>`. */
  readonly alternatives: readonly string[];
  /** Most characters allowed between the step before and this one; 0 for the first step. */
  readonly gap: number;
}
export type Phrase = readonly PhraseStep[];

const MAX_GAP = 80;
const SPECIAL = /[~<>]/;
const ENTITY = /^([^<>]*)<([a-z]+)>([^<>]*)$/;
const ENTITY_NAMES: ReadonlySet<string> = new Set<EntityKind>(['amount', 'link', 'phone', 'contact', 'number', 'code', 'apk', 'account']);

/** @throws AppError `library.phrase` when the phrase cannot be read. */
export function parsePhrase(source: string): Phrase {
  const parts = source.trim().split(/(?<!\s)\s+~(\d+)\s+/);
  const steps: PhraseStep[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const gap = i === 0 ? 0 : Number(parts[i - 1]);
    if (gap > MAX_GAP) throw new AppError('library.phrase', `gap ~${gap} in "${source}" is longer than ${MAX_GAP}`);
    const alternatives = (parts[i] ?? '').split('|').map((word) => word.trim());
    for (const word of alternatives) checkAlternative(word, source);
    steps.push({ alternatives, gap });
  }
  return steps;
}

function checkAlternative(word: string, source: string): void {
  if (word === '') throw new AppError('library.phrase', `empty alternative in "${source}"`);
  if (!SPECIAL.test(word)) return;
  if (/~\d/.test(word)) throw new AppError('library.phrase', `a gap needs spaces on both sides in "${source}"`);
  const placeholder = splitPlaceholder(word);
  if (placeholder ? !ENTITY_NAMES.has(placeholder.kind) : /[<>]/.test(word))
    throw new AppError('library.phrase', `unknown placeholder ${word} in "${source}"`);
}

/** `再<number>单` → its words before and behind and the kind of entity between; null for a plain word. */
export function splitPlaceholder(word: string): { readonly before: string; readonly kind: string; readonly behind: string } | null {
  if (!word.includes('<')) return null;
  const [, before = '', kind, behind = ''] = ENTITY.exec(word) ?? [];
  return kind === undefined ? null : { before, kind, behind };
}

/** The inverse of `parsePhrase`. */
export function formatPhrase(phrase: Phrase): string {
  return phrase.map(({ alternatives, gap }, index) => `${index === 0 ? '' : ` ~${gap} `}${alternatives.join('|')}`).join('');
}
