/** What is done about merchants, defaults, objections and appeals; each is a dated step, and a line of the audit log. */
export type TradeAct =
  | 'merchant-registered'
  | 'merchant-checked'
  | 'merchant-refused'
  | 'merchant-closed'
  | 'merchant-left'
  | 'merchant-linked'
  | 'enquired'
  | 'filed'
  | 'accepted'
  | 'returned'
  | 'paid'
  | 'reopened'
  | 'repaired'
  | 'withdrawn'
  | 'objected'
  | 'objection-upheld'
  | 'objection-dismissed'
  | 'appealed'
  | 'appeal-upheld'
  | 'appeal-dismissed'
  | 'party-erased';
export type TradeAction = `trade.${TradeAct}` | 'trade.read';
/** concerned: of whom a default is shown. */
export type TradeActor = 'merchant' | 'officer' | 'concerned' | 'program';
