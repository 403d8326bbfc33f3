import { ANCHOR, ANCHORS, BROAD, CARD_FIELDS, END, FULFILS, type PhraseTable, TWIN, WORD } from '../../src/detection/phrase-table.ts';

/** What stands on a word's card. */
export interface CardRead {
  readonly word: number;
  readonly end: number;
  readonly twin: number;
  readonly broad: number;
  readonly fulfils: readonly number[];
  readonly tried: readonly { readonly phrase: number; readonly witness: number }[];
  /** How many numbers it takes. */
  readonly size: number;
}

export function cardOf({ cards, cardOf: places }: PhraseTable, word: number): CardRead {
  const card = places[word] as number;
  const field = (at: number): number => cards[card + at] as number;
  const from = card + CARD_FIELDS + field(FULFILS);
  const tried = Array.from({ length: field(ANCHORS) }, (_, index) => ({
    phrase: cards[from + ANCHOR * index] as number,
    witness: cards[from + ANCHOR * index + 1] as number,
  }));
  return {
    word: field(WORD),
    end: field(END),
    twin: field(TWIN),
    broad: field(BROAD),
    fulfils: [...cards.subarray(card + CARD_FIELDS, from)],
    tried,
    size: from + ANCHOR * tried.length - card,
  };
}
