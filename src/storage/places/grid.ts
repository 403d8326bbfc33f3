import type { GridKind } from './places-tables.ts';

export interface Grid {
  readonly id: string;
  readonly name: string;
  readonly town: string;
  readonly kind: GridKind;
  readonly people: number;
}
