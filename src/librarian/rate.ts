/** How often something was as wanted. */
export interface Rate {
  readonly name: string;
  readonly hits: number;
  readonly of: number;
}

export function rate<T>(name: string, rows: readonly T[], hit: (row: T) => boolean): Rate {
  return { name, hits: rows.filter(hit).length, of: rows.length };
}
