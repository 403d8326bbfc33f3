import type { z } from 'zod';

/** One setting of the program; all of them stand in the table of config.ts. */
export interface Setting<T> {
  readonly schema: z.ZodType<T>;
  readonly default: string;
  readonly meaning: string;
  readonly secret?: boolean;
}
export const setting = <T>(
  schema: z.ZodType<T>,
  defaultValue: string,
  meaning: string,
  options: { secret?: boolean } = {},
): Setting<T> => ({
  schema,
  default: defaultValue,
  meaning,
  ...options,
});
