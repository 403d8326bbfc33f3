import type { Detector, Judgement } from '../detection/detector.ts';
import type { Library } from '../library/library.ts';

/** Judgements that are kept at most, and UTF-16 units of their texts: with all their findings some eight megabytes. */
const MOST_TEXTS = 64;
const MOST_UNITS = 40_000;
/** A wave of the same message lasts hours, but its letters come minutes apart; no text is kept for longer without need. */
const KEPT_MS = 600_000;

/**
 * The same detector, which does not judge the same text twice within ten minutes: scams are sent by the thousand, and one
 * message is both heard and decided. In memory alone; whoever asks with readings of his own is judged anew.
 * @param now milliseconds since 1970 UTC
 */
export function latelyJudged(detector: Detector, now: () => number): Detector {
  const kept = new Lately(now);
  const pinned = (of: Detector): Detector => ({
    library: of.library,
    analyse: (text, sender) => of.analyse(text, sender),
    judge: (text, sender, readings) => (readings?.length ? of.judge(text, sender, readings) : kept.judgement(of, text, sender)),
    atThisMoment: () => pinned(of.atThisMoment()),
  });
  return {
    get library() {
      return detector.library;
    },
    analyse: (text, sender) => detector.analyse(text, sender),
    judge: (text, sender, readings) => pinned(detector.atThisMoment()).judge(text, sender, readings),
    atThisMoment: () => pinned(detector.atThisMoment()),
  };
}

class Lately {
  /** The oldest first. */
  readonly #judged = new Map<string, { readonly judgement: Judgement; readonly units: number; readonly at: number }>();
  readonly #now: () => number;
  #library: Library | null = null;
  #units = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  judgement(detector: Detector, text: string, sender: string | undefined): Judgement {
    if (detector.library !== this.#library) this.#forgetAll(detector.library);
    const name = `${sender?.length ?? ''}:${sender ?? ''}${text}`;
    const time = this.#now();
    this.#forgetOld(time);
    const before = this.#judged.get(name);
    if (before) return before.judgement;
    const judgement = detector.judge(text, sender);
    const units = name.length;
    if (units > MOST_UNITS) return judgement;
    this.#judged.set(name, { judgement, units, at: time });
    this.#units += units;
    while (this.#judged.size > MOST_TEXTS || this.#units > MOST_UNITS) this.#forgetFirst();
    return judgement;
  }

  #forgetOld(time: number): void {
    for (const { at } of this.#judged.values()) {
      if (Math.abs(time - at) < KEPT_MS) return;
      this.#forgetFirst();
    }
  }

  #forgetFirst(): void {
    const [name, { units }] = this.#judged.entries().next().value as [string, { units: number }];
    this.#judged.delete(name);
    this.#units -= units;
  }

  #forgetAll(library: Library): void {
    this.#judged.clear();
    this.#units = 0;
    this.#library = library;
  }
}
