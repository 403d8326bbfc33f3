import type { Tables } from '../schema.ts';

/** What stands in a column. */
export const COLUMN_KINDS = {
  id: 'id made at random',
  foreignId: "another system's id of a message or of whoever writes",
  key: 'key, wrapped by the master key',
  sealed: "personal, sealed under the person's key",
  sealedLead: "personal, sealed under the lead's key",
  sealedOwn: "sealed under the program's key",
  hash: 'keyed hash',
  token: 'hash of a random token or of a password',
  place: 'name of a town, a market or a community',
  staff: "staff's own text",
  open: 'open text that is about nobody',
  code: 'code from a fixed list',
  count: 'number',
  time: 'time',
} as const;
export type ColumnKind = keyof typeof COLUMN_KINDS;

/** reported: whose number or account somebody has reported. */
export type Whose = 'citizen' | 'reported' | 'merchant' | 'partner' | 'staff' | 'nobody';

interface KeptTable<Row> {
  readonly whose: Whose;
  /** How long, and what ends it: storage/privacy/keep-rules.ts. */
  readonly keep: KeepRule;
  /** The primary key, in its order. */
  readonly key: readonly (keyof Row)[];
  readonly columns: { readonly [Kind in ColumnKind]?: readonly (keyof Row)[] };
}
export type KeptIn = { readonly [Table in keyof Tables]?: KeptTable<Tables[Table]> };
export type KeptTables = { readonly [Table in keyof Tables]: KeptTable<Tables[Table]> };

export type KeepRule =
  | 'consult'
  | 'case'
  | 'events'
  | 'work'
  | 'reading'
  | 'registration'
  | 'consent'
  | 'warning'
  | 'import'
  | 'lead'
  | 'evidence'
  | 'exchange'
  | 'identifier'
  | 'dispute'
  | 'trade'
  | 'session'
  | 'account'
  | 'erasure'
  | 'audit'
  | 'pause'
  | 'figures'
  | 'configuration';
