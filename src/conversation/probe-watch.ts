import { containment, type Shingles, shinglesOf } from '../detection/shingles.ts';

/** Somebody sends one text again and again, each time a little different: he tries what gets through. */
export interface Probing {
  /** How many variants he has sent so far, as far as they are remembered where he was first noticed, and each since. */
  readonly variants: number;
  /** This one is to be written down: the first by which he is noticed, and each tenth variant; not once for every message. */
  readonly toNote: boolean;
  /** Names this row of attempts as long as it lasts. */
  readonly row: string;
}

/** So many variants within so many milliseconds are no citizen who makes a typing error. */
const ENOUGH = 5;
const WITHIN_MS = 3_600_000;
const NOTED_EVERY = 10;
const ALIKE = 0.7;
const LEAST_SHINGLES = 6;
/** Texts that are remembered of one source, and sources at all: the oldest are forgotten. */
const MOST_TEXTS = 40;
const MOST_SOURCES = 5000;
/** Of all sources together, four megabytes, and their texts as much again: long texts from many addresses shall not fill the memory. */
const MOST_SHINGLES = 1_000_000;
/** UTF-16 units of a long text that are compared, half of them of its end. */
const LONGEST_COMPARED = 1200;

interface Sent {
  readonly text: string;
  readonly shingles: Shingles;
  readonly at: number;
}
interface Source {
  readonly sent: Sent[];
  /** null: he is not taken for somebody who probes. */
  probing: { readonly row: string; variants: number } | null;
}

/**
 * What a program has lately heard from each source, in memory alone: it is an observation of this hour, and whoever is
 * taken for somebody who probes loses nothing but the reasons. Several instances watch each for itself.
 */
export class ProbeWatch {
  readonly #sources = new Map<string, Source>();
  readonly #newId: () => string;
  #shingles = 0;

  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /**
   * @param source a conversation, or a caller's address
   * @param text with its disguises taken off, so that a variant is one in meaning
   * @param original as it was sent: the very same again is no variant
   * @param now milliseconds since 1970 UTC
   */
  notice(source: string, sentNow: { readonly text: string; readonly original: string }, now: number): Probing | null {
    const [text, original] = [ends(sentNow.text), ends(sentNow.original)];
    const known = this.#recent(source, now);
    // The same once more, from somebody who does not probe: the most frequent, and not worth taking apart.
    if (known.probing === null && known.sent.some((sent) => sent.text === original)) return null;
    const shingles = shinglesOf(text);
    if (shingles.length < LEAST_SHINGLES) return null;
    const alike = known.sent.filter((sent) => containment(sent.shingles, shingles) >= ALIKE);
    const fresh = !alike.some((sent) => sent.text === original);
    if (fresh) {
      known.sent.push({ text: original, shingles, at: now });
      this.#shingles += shingles.length;
      if (known.sent.length > MOST_TEXTS) this.#forget([known.sent.shift() as Sent]);
      alike.push({ text: original, shingles, at: now });
    }
    if (alike.length < ENOUGH) return null;
    if (known.probing === null) {
      known.probing = { row: this.#newId(), variants: alike.length };
      return { ...known.probing, toNote: true };
    }
    // Those that are forgotten meanwhile were sent all the same.
    if (fresh) known.probing.variants += 1;
    return { ...known.probing, toNote: fresh && known.probing.variants % NOTED_EVERY === 0 };
  }

  /** The source with what it sent within the hour; the one heard of longest ago makes room. */
  #recent(name: string, now: number): Source {
    const known = this.#sources.get(name);
    const all = known?.sent ?? [];
    const sent = all.filter(({ at }) => now - at < WITHIN_MS);
    this.#forget(all.filter((one) => !sent.includes(one)));
    const source: Source = { sent, probing: sent.length === 0 ? null : (known?.probing ?? null) };
    this.#sources.delete(name);
    this.#sources.set(name, source);
    while (this.#sources.size > MOST_SOURCES || this.#shingles > MOST_SHINGLES) {
      const [oldest, { sent: its }] = this.#sources.entries().next().value as [string, Source];
      if (oldest === name) break;
      this.#sources.delete(oldest);
      this.#forget(its);
    }
    return source;
  }

  #forget(sent: readonly Sent[]): void {
    for (const { shingles } of sent) this.#shingles -= shingles.length;
  }
}

function ends(text: string): string {
  if (text.length <= LONGEST_COMPARED) return text;
  return `${text.slice(0, LONGEST_COMPARED / 2)}${text.slice(-LONGEST_COMPARED / 2)}`;
}
