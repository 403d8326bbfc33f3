import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import {
  type ChatRow,
  chatRowSchema,
  type ForwardRow,
  forwardRowSchema,
  type Intent,
  intentSchema,
  type LinkFacts,
  linksSchema,
  type Negators,
  negatorsSchema,
  numberSchema,
  type Pattern,
  type PhoneNumber,
  patternSchema,
  type ScamType,
  type Signal,
  signalSchema,
  typeSchema,
  type Variants,
  variantsSchema,
} from './schema.ts';

/** The library as its librarians wrote it: every file of `scam-patterns/` and `intents/`, checked against its schema. */
export interface LibrarySources {
  readonly types: readonly ScamType[];
  readonly signals: readonly Signal[];
  readonly patterns: readonly Pattern[];
  readonly intents: readonly Intent[];
  readonly numbers: Readonly<Record<string, PhoneNumber>>;
  readonly variants: Variants;
  readonly negators: Negators;
  readonly links: LinkFacts;
  readonly corpus: Corpus;
}
export interface Corpus {
  readonly forwards: readonly ForwardRow[];
  readonly chats: readonly ChatRow[];
}

/** @throws AppError `library.invalid` listing every fault of every file, not only the first. */
export function readSources(root: string): LibrarySources {
  const faults: string[] = [];
  const patternsDir = join(root, 'scam-patterns');
  const one = <T>(path: string, schema: z.ZodType<T>): T | undefined => readYaml(root, path, schema, faults);
  const folder = <T extends { id: string }>(dir: string, schema: z.ZodType<T>): T[] =>
    yamlFiles(dir).flatMap((path) => {
      const value = one(path, schema);
      if (value && value.id !== basename(path, '.yaml')) faults.push(`${relative(root, path)}: id "${value.id}" must be the file's name`);
      return value ? [value] : [];
    });
  const sources = {
    types: folder(join(patternsDir, 'types'), typeSchema),
    signals: folder(join(patternsDir, 'signals'), signalSchema),
    patterns: folder(join(patternsDir, 'patterns'), patternSchema),
    intents: folder(join(root, 'intents'), intentSchema),
    numbers: one(join(patternsDir, 'numbers.yaml'), z.record(z.string(), numberSchema)) ?? {},
    variants: one(join(patternsDir, 'variants.yaml'), variantsSchema) as Variants,
    negators: one(join(patternsDir, 'negators.yaml'), negatorsSchema) as Negators,
    links: one(join(patternsDir, 'links.yaml'), linksSchema) as LinkFacts,
    corpus: readCorpus(root, join(patternsDir, 'corpus'), faults),
  };
  if (faults.length > 0) throw new AppError('library.invalid', faults.join('\n'));
  return sources;
}

/** Labelled rows of a folder of JSON Lines; a row with `intent` is a chat, the others are forwards. */
function readCorpus(root: string, dir: string, faults: string[]): Corpus {
  const forwards: ForwardRow[] = [];
  const chats: ChatRow[] = [];
  for (const path of filesBelow(dir, '.jsonl')) {
    const lines = readFileSync(path, 'utf8').split('\n');
    lines.forEach((line, index) => {
      if (line.trim() === '') return;
      const place = `${relative(root, path)}:${index + 1}`;
      const row = parseJson(line);
      const isChat = typeof row === 'object' && row !== null && 'intent' in row;
      const checked = isChat ? chatRowSchema.safeParse(row) : forwardRowSchema.safeParse(row);
      if (!checked.success) faults.push(`${place}: ${z.prettifyError(checked.error)}`);
      else if (isChat) chats.push(checked.data as ChatRow);
      else forwards.push(checked.data as ForwardRow);
    });
  }
  return { forwards, chats };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readYaml<T>(root: string, path: string, schema: z.ZodType<T>, faults: string[]): T | undefined {
  try {
    const checked = schema.safeParse(parse(readFileSync(path, 'utf8')));
    if (checked.success) return checked.data;
    faults.push(`${relative(root, path)}: ${z.prettifyError(checked.error)}`);
  } catch (error) {
    faults.push(`${relative(root, path)}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}

function yamlFiles(dir: string): string[] {
  return filesBelow(dir, '.yaml');
}

/** Sorted, so that the compiled artefact does not depend on the file system's order. */
function filesBelow(dir: string, extension: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(dir, name));
}
