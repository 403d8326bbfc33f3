import type { Library } from '../library/library.ts';
import { parsePhrase } from '../library/phrase.ts';
import type { EntityCheck, Signal } from '../library/schema.ts';
import type { Entities, Entity } from './entities.ts';
import type { LinkFact } from './hosts.ts';
import { indexPhrases, PhraseFinder, type PhraseIndex } from './phrases.ts';
import { clauseEnd, clauseStart, type Sentence } from './sentences.ts';

/** A signal seen in the text; offsets are units of the normalised text. */
export interface SignalHit {
  readonly signal: Signal;
  readonly start: number;
  readonly end: number;
  /** A link's fact rather than words. */
  readonly byEntity: boolean;
}

export interface SignalFinder {
  /** @param read what somebody besides the engine has read in it; a negator before it voids it like any other */
  find(text: string, entities: Entities, sentences: readonly Sentence[], read?: readonly SignalHit[]): SignalHit[];
}

const NEGATABLE_ROLES: ReadonlySet<Signal['role']> = new Set(['ask', 'lure', 'threat', 'stage']);
/** A negator stands at most this many characters before what it negates. */
const NEGATOR_REACH = 8;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a phrase stands for: the signal itself, what voids it, a negator, or an everyday word that merely looks like one. */
const SIGNAL = 0;
const NEGATE = 1;
const NEGATOR = 2;
const EVERYDAY = 3;
const NOBODY = -1;

type SignalContent = Pick<Library, 'signals' | 'negators'>;

/** All phrases behind one another, … */
function phrasesOf({ signals, negators }: SignalContent): string[] {
  return [...signals.flatMap(({ phrases, negate }) => [...phrases, ...negate]), ...negators.before, ...negators.except];
}

/** … and of each what it stands for, and for which signal. */
function meaningsOf({ signals, negators }: SignalContent): { readonly kindOf: Uint8Array; readonly signalOf: Int32Array } {
  const meanings = [
    ...signals.flatMap(({ phrases, negate }, signal) => [
      ...phrases.map(() => ({ kind: SIGNAL, signal })),
      ...negate.map(() => ({ kind: NEGATE, signal })),
    ]),
    ...negators.before.map(() => ({ kind: NEGATOR, signal: NOBODY })),
    ...negators.except.map(() => ({ kind: EVERYDAY, signal: NOBODY })),
  ];
  return { kindOf: Uint8Array.from(meanings, ({ kind }) => kind), signalOf: Int32Array.from(meanings, ({ signal }) => signal) };
}

export function indexSignals(library: SignalContent): PhraseIndex {
  return indexPhrases(phrasesOf(library).map(parsePhrase));
}

/** @param library with normalised phrases (normalize-content.ts) */
export function createSignalFinder(library: SignalContent, index = indexSignals(library)): SignalFinder {
  const { kindOf, signalOf } = meaningsOf(library);
  const finder = new PhraseFinder(index);
  const entitySignals = library.signals.filter((signal) => signal.entity !== undefined);

  return {
    find(text, entities, sentences, read = []) {
      const hits = finder.find(
        text,
        entities.all,
        sentences.map((sentence) => sentence.end - 1),
      );
      const negators: Range[] = [];
      const everyday: Range[] = [];
      const negates = new Map<number, Range[]>();
      const found: SignalHit[] = [];
      for (const { phrase, start, end } of hits) {
        const kind = kindOf[phrase];
        if (kind === SIGNAL) continue;
        if (kind === NEGATOR) negators.push({ start, end });
        else if (kind === EVERYDAY) everyday.push({ start, end });
        else {
          const ranges = negates.get(signalOf[phrase] as number);
          if (ranges) ranges.push({ start, end });
          else negates.set(signalOf[phrase] as number, [{ start, end }]);
        }
      }
      const negating = negators.filter((negator) => !everyday.some((word) => word.start < negator.end && negator.start < word.end));
      const isVoid = ({ signal, start, end }: SignalHit, index: number): boolean =>
        voidedBySignal(text, start, end, negates.get(index)) ||
        ((signal.negatable ?? NEGATABLE_ROLES.has(signal.role)) && voidedByNegator(text, start, negating));
      for (const { phrase, start, end } of hits) {
        if (kindOf[phrase] !== SIGNAL) continue;
        const index = signalOf[phrase] as number;
        const hit = { signal: library.signals[index] as Signal, start, end, byEntity: false };
        if (!isVoid(hit, index)) found.push(hit);
      }
      for (const hit of read)
        if (!found.some(({ signal }) => signal === hit.signal) && !isVoid(hit, library.signals.indexOf(hit.signal))) found.push(hit);
      if (entities.all.length > 0) for (const signal of entitySignals) addEntityHits(found, signal, entities);
      return found.sort((a, b) => a.start - b.start || a.end - b.end);
    },
  };
}

function voidedBySignal(text: string, start: number, end: number, negates: readonly Range[] | undefined): boolean {
  if (!negates) return false;
  const from = clauseStart(text, start);
  const to = clauseEnd(text, end);
  return negates.some((negate) => negate.start < to && negate.end > from);
}

function voidedByNegator(text: string, start: number, negators: readonly Range[]): boolean {
  if (negators.length === 0) return false;
  const from = Math.max(clauseStart(text, start), start - NEGATOR_REACH);
  return negators.some((negator) => negator.start >= from && negator.end <= start);
}

/** Whether an entity, which is no link, is what the check asks for. */
const FITTING: Readonly<Partial<Record<EntityCheck, (entity: Entity) => boolean>>> = {
  'phone-foreign': ({ kind, value }) => kind === 'phone' && /^(?:\+(?!86)|00(?!86))/.test(value),
  'phone-mobile': ({ kind, value }) => kind === 'phone' && /^(?:\+86|0086)?1[3-9]\d{9}$/.test(value),
  'phone-premium': ({ kind, value }) => kind === 'phone' && /^0(?:9|8[47])\d{8,9}$/.test(value),
};

/** Asked of every signal that stands for an entity, with every message: so it makes nothing that is not found. */
function addEntityHits(found: SignalHit[], signal: Signal, { all, links }: Entities): void {
  const check = signal.entity as EntityCheck;
  if (check === 'link' || check.startsWith('link-')) {
    for (const { facts, start, end } of links)
      if (check === 'link' || facts.has(check as LinkFact)) found.push({ signal, start, end, byEntity: true });
    return;
  }
  const fits = FITTING[check];
  for (const entity of all)
    if (fits ? fits(entity) : entity.kind === check) found.push({ signal, start: entity.start, end: entity.end, byEntity: true });
}
