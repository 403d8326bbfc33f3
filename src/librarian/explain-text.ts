import { CALL } from '../detection/alarm.ts';
import type { Analysis } from '../detection/analysis.ts';
import type { Detector, Judgement } from '../detection/detector.ts';
import { originalSpan } from '../detection/normalize.ts';
import type { Pattern, SignalRole } from '../library/schema.ts';

/** Something of the text, with the characters in which it was written. */
interface Quoted<Kind extends string> {
  readonly kind: Kind;
  readonly quote: string;
}
interface SeenSignal {
  readonly id: string;
  readonly title: string;
  readonly role: SignalRole;
  readonly quote: string;
  /** false: seen, but said in a warning or in our own reply. */
  readonly counts: boolean;
}
/** A class of a model with its probability, 0–1. */
export interface Likely {
  readonly id: string;
  readonly chance: number;
}
interface ExplainedBlock {
  /** UTF-16 units of the normalised text. */
  readonly start: number;
  readonly end: number;
  /** The classifier's probability, 0–1. */
  readonly scam: number;
  readonly patterns: readonly (Pick<Pattern, 'id' | 'type' | 'title' | 'severity' | 'status'> & { readonly quotes: readonly string[] })[];
  readonly types: readonly Likely[];
}

/** Every stage of the reasoning about one text, in order. */
export interface Explanation {
  readonly normalized: string;
  readonly language: Analysis['language'];
  readonly sentences: readonly Quoted<Analysis['sentences'][number]['speaker']>[];
  readonly entities: readonly Quoted<Analysis['entities']['all'][number]['kind']>[];
  readonly links: readonly { readonly host: string; readonly facts: readonly string[]; readonly brand: string | null }[];
  readonly signals: readonly SeenSignal[];
  readonly blocks: readonly ExplainedBlock[];
  readonly intents: readonly Likely[];
  /** Whose matter it is, how it has ended, and whether a life is in danger, as the label models hear it. */
  readonly labels: Readonly<Record<'whose' | 'ending' | 'danger', readonly Likely[]>>;
  /** Of a long text: the intents of its pieces. */
  readonly pieces: readonly (readonly Likely[])[];
  /** In log-odds; from `callsFrom` on a human is called, unless a rule says otherwise. */
  readonly alarm: number;
  readonly callsFrom: number;
  readonly verdict: Judgement['verdict'];
  readonly intent: Judgement['understanding']['intent'];
  readonly stage: Judgement['understanding']['stage'];
  readonly escalate: boolean;
  /** The follow-up that is asked in it; in a talk it may be out of place. */
  readonly followUp: { readonly id: string; readonly title: string } | null;
}

/** For librarians: what was seen in a text and why it came out as it did. Pure. */
export function explainText(detector: Pick<Detector, 'judge' | 'library'>, text: string): Explanation {
  const { analysis, understanding, verdict } = detector.judge(text);
  const quote = (start: number, end: number): string => originalSpan(analysis.normalized, start, end).quote;
  const { alarm, intent, stage, escalate } = understanding;
  const counted = new Set(analysis.counted);
  const followUp = detector.library.followUps.find(({ id }) => id === analysis.followUps[0]);
  return {
    normalized: analysis.normalized.text,
    language: analysis.language,
    sentences: analysis.sentences.map(({ speaker, start, end }) => ({ kind: speaker, quote: quote(start, end) })),
    entities: analysis.entities.all.map(({ kind, start, end }) => ({ kind, quote: quote(start, end) })),
    links: analysis.entities.links.map(({ host, facts, brand }) => ({ host, facts: [...facts], brand })),
    signals: analysis.hits.map((hit) => {
      const { id, title, role } = hit.signal;
      return { id, title, role, quote: quote(hit.start, hit.end), counts: counted.has(hit) };
    }),
    blocks: analysis.blocks.map(({ start, end, scam, patterns, types }) => ({
      start,
      end,
      scam,
      patterns: patterns.map(({ pattern: { id, type, title, severity, status }, evidence }) => ({
        ...{ id, type, title, severity, status },
        quotes: evidence.map((hit) => quote(hit.start, hit.end)),
      })),
      types: likeliest(types),
    })),
    intents: likeliest(analysis.intents),
    labels: { whose: likeliest(analysis.whose), ending: likeliest(analysis.ending), danger: likeliest(analysis.danger) },
    pieces: analysis.pieces.map(({ intents }) => likeliest(intents)),
    alarm,
    callsFrom: CALL,
    verdict,
    intent,
    stage,
    escalate,
    followUp: followUp ? { id: followUp.id, title: followUp.title } : null,
  };
}

const SHOWN = 4;
function likeliest(chances: Readonly<Record<string, number>>): readonly Likely[] {
  return Object.entries(chances)
    .sort((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([id, chance]) => ({ id, chance }));
}
