/** What was promised to the load: each of it must be there afterwards. */
export interface Ledger {
  sent: number;
  acknowledged: number;
  /** Answers that were no success, by what they said: `503 storage.busy`, `no connection`. */
  readonly setbacks: Map<string, number>;
  readonly chats: { readonly conversation: string; readonly id: string; readonly text: string; readonly answer: string }[];
  readonly telegrams: { readonly chat: string; readonly update: string }[];
  readonly texts: { readonly from: string; readonly id: string; readonly text: string; readonly reply: string | null }[];
  readonly acts: DeskAct[];
  readonly warnings: string[];
  readonly posts: string[];
  /** What nobody answered although it was sent again and again. */
  readonly stuck: string[];
}

export interface DeskAct {
  readonly act: 'claim' | 'note' | 'say' | 'close';
  readonly caseId: string;
  readonly officer: string;
  readonly form: string;
}

export const emptyLedger = (): Ledger => ({
  ...{ sent: 0, acknowledged: 0, setbacks: new Map() },
  ...{ chats: [], telegrams: [], texts: [], acts: [], warnings: [], posts: [], stuck: [] },
});

export function noteSetback({ setbacks }: Ledger, what: string): void {
  setbacks.set(what, (setbacks.get(what) ?? 0) + 1);
}
