import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { ForwardRow } from '../../librarian/measure-rows.ts';
import { COLOURS } from '../../library/schema.ts';

/** JSON Lines as they stand; empty lines are nothing. */
export function readLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

const forwardSchema = z.object({
  text: z.string(),
  kind: z.string(),
  accept: z.array(z.enum(COLOURS)),
  type: z.union([z.string(), z.array(z.string())]).nullish(),
  trick: z.string().nullish(),
  lang: z.string().nullish(),
});

/** Forwarded texts. @throws AppError `evaluate.rows` naming the line, never its text */
export function readForwards(file: string): ForwardRow[] {
  return readLines(file).map((line, index) => {
    const row = forwardSchema.safeParse(parsed(line)).data;
    if (!row)
      throw new AppError('evaluate.rows', `${file}: row ${index + 1} is no forward {text, kind, accept, type?, trick?, lang?}`, 400);
    const { text, kind, accept, type = null, trick, lang } = row;
    return { text, kind, accept, type, ...(trick ? { trick } : {}), ...(lang ? { lang } : {}) };
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Files of one name lie in several folders: `gate/forwards`. */
export function nameOfSet(file: string): string {
  return `${basename(dirname(resolve(file)))}/${basename(file).replace(/\.[^.]*$/, '')}`;
}
