import type { Detector, Given, Judgement } from '../detection/detector.ts';
import { judgingBy } from '../detection/judging-by.ts';
import type { Library } from '../library/library.ts';

/** Judgements of texts that came more than once, at most, and UTF-16 units of each kind: with their findings some megabytes. */
const MOST_TEXTS = 64;
const MOST_UNITS = 40_000;
/** Of texts that came once: as many as are under way at a time. Most never come again, and to keep them costs. */
const MOST_NEW = 16;
/** A wave of the same message lasts hours, but its letters come minutes apart; no text is kept for longer without need. */
const KEPT_MS = 600_000;

/**
 * The same detector, which does not judge the same text twice within ten minutes: scams are sent by the thousand, and one
 * message is both heard and decided. In memory alone; whoever asks with readings of his own is judged anew.
 * @param now milliseconds since 1970 UTC
 */
export function latelyJudged(detector: Detector, now: () => number): Detector {
  const kept = new Lately(now);
  return judgingBy(detector, (asked, text, given) => {
    const pinned = asked.atThisMoment();
    return given.readings?.length ? pinned.judge(text, given) : kept.judgement(pinned, text, given);
  });
}

class Lately {
  readonly #once = new Shelf(MOST_NEW);
  readonly #again = new Shelf(MOST_TEXTS);
  readonly #now: () => number;
  #library: Library | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  judgement(detector: Detector, text: string, given: Given): Judgement {
    if (detector.library !== this.#library) this.#forgetAll(detector.library);
    const { sender, language } = given;
    const name = `${language ?? ''}${sender?.length ?? ''}:${sender ?? ''}${text}`;
    const time = this.#now();
    this.#once.forgetOld(time);
    this.#again.forgetOld(time);
    const often = this.#again.get(name);
    if (often) return often.judgement;
    const before = this.#once.get(name);
    if (before) {
      this.#again.put(before);
      return before.judgement;
    }
    const judgement = detector.judge(text, given);
    this.#once.put({ name, judgement, at: time });
    return judgement;
  }

  #forgetAll(library: Library): void {
    this.#once.clear();
    this.#again.clear();
    this.#library = library;
  }
}

interface Judged {
  readonly name: string;
  readonly judgement: Judgement;
  /** When it was judged, milliseconds since 1970 UTC. */
  readonly at: number;
}

/**
 * The newest so many; who comes takes the place of the oldest. Places in one array and no Map: whenever a Map tidies up it
 * leaves its old table behind, and until that is collected the collector takes everything in it for alive and keeps it.
 */
class Shelf {
  readonly #places: (Judged | null)[];
  #next = 0;
  #units = 0;

  constructor(most: number) {
    this.#places = new Array<Judged | null>(most).fill(null);
  }

  get(name: string): Judged | null {
    for (const judged of this.#places) if (judged?.name === name) return judged;
    return null;
  }

  put(judged: Judged): void {
    if (judged.name.length > MOST_UNITS) return;
    this.#empty(this.#next);
    this.#places[this.#next] = judged;
    this.#units += judged.name.length;
    this.#next = this.#after(this.#next);
    for (let oldest = this.#next; this.#units > MOST_UNITS; oldest = this.#after(oldest)) this.#empty(oldest);
  }

  forgetOld(time: number): void {
    for (let place = 0; place < this.#places.length; place++) {
      const judged = this.#places[place];
      if (judged && Math.abs(time - judged.at) >= KEPT_MS) this.#empty(place);
    }
  }

  clear(): void {
    this.#places.fill(null);
    this.#units = 0;
  }

  #after(place: number): number {
    return (place + 1) % this.#places.length;
  }

  #empty(place: number): void {
    this.#units -= this.#places[place]?.name.length ?? 0;
    this.#places[place] = null;
  }
}
