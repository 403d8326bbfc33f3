import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import {
  type AsideRow,
  asideRowSchema,
  type ChatRow,
  chatRowSchema,
  type ForwardRow,
  forwardRowSchema,
  type LabelRow,
  labelRowSchema,
} from './corpus-schema.ts';
import { type FollowUp, followUpSchema } from './follow-up-schema.ts';
import {
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
  readonly followUps: readonly FollowUp[];
  readonly numbers: Readonly<Record<string, PhoneNumber>>;
  readonly variants: Variants;
  readonly negators: Negators;
  readonly links: LinkFacts;
  readonly corpus: Corpus;
}
export interface Corpus {
  readonly forwards: readonly ForwardRow[];
  readonly chats: readonly ChatRow[];
  readonly asides: readonly AsideRow[];
  readonly labels: readonly LabelRow[];
}

/** Path below the project's root, with `/`, → text. */
export type SourceFiles = ReadonlyMap<string, string>;

/** What a release is made of, and what it is measured by: nothing else in these folders is compiled or kept. */
export function isSource(path: string): boolean {
  return /^(?:scam-patterns|intents)\/[^.].*\.(?:yaml|jsonl)$/.test(path) && !path.includes('..');
}

/** @throws AppError `library.invalid` listing every fault of every file, not only the first. */
export function parseSources(files: SourceFiles): LibrarySources {
  const faults: string[] = [];
  // Sorted, so that the compiled artefact does not depend on whoever lists the files.
  const paths = [...files.keys()].sort();
  const one = <T>(path: string, schema: z.ZodType<T>): T | undefined => parseYaml(path, files.get(path), schema, faults);
  const folder = <T extends { id: string }>(dir: string, schema: z.ZodType<T>): T[] =>
    paths
      .filter((path) => path.startsWith(`${dir}/`) && path.endsWith('.yaml'))
      .flatMap((path) => {
        const value = one(path, schema);
        if (value && value.id !== path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length))
          faults.push(`${path}: id "${value.id}" must be the file's name`);
        return value ? [value] : [];
      });
  const sources = {
    types: folder('scam-patterns/types', typeSchema),
    signals: folder('scam-patterns/signals', signalSchema),
    patterns: folder('scam-patterns/patterns', patternSchema),
    intents: folder('intents', intentSchema),
    followUps: folder('scam-patterns/follow-ups', followUpSchema),
    numbers: one('scam-patterns/numbers.yaml', z.record(z.string(), numberSchema)) ?? {},
    variants: one('scam-patterns/variants.yaml', variantsSchema) as Variants,
    negators: one('scam-patterns/negators.yaml', negatorsSchema) as Negators,
    links: one('scam-patterns/links.yaml', linksSchema) as LinkFacts,
    corpus: parseCorpus(
      files,
      paths.filter((path) => path.startsWith('scam-patterns/corpus/') && path.endsWith('.jsonl')),
      faults,
    ),
  };
  if (faults.length > 0) throw new AppError('library.invalid', faults.join('\n'));
  return sources;
}

/** Labelled rows of files of JSON Lines; a row with `intent` is a chat, the kinds `aside` and `label` are such rows, the others are forwards. */
function parseCorpus(files: SourceFiles, paths: readonly string[], faults: string[]): Corpus {
  const forwards: ForwardRow[] = [];
  const chats: ChatRow[] = [];
  const asides: AsideRow[] = [];
  const labels: LabelRow[] = [];
  for (const path of paths) {
    const lines = (files.get(path) as string).split('\n');
    lines.forEach((line, index) => {
      if (line.trim() === '') return;
      const place = `${path}:${index + 1}`;
      const row = parseJson(line);
      const fields = (typeof row === 'object' && row !== null ? row : {}) as { readonly intent?: unknown; readonly kind?: unknown };
      if ('intent' in fields) keep(chatRowSchema, row, place, chats);
      else if (fields.kind === 'aside') keep(asideRowSchema, row, place, asides);
      else if (fields.kind === 'label') keep(labelRowSchema, row, place, labels);
      else keep(forwardRowSchema, row, place, forwards);
    });
  }
  return { forwards, chats, asides, labels };

  function keep<Row>(schema: z.ZodType<Row>, row: unknown, place: string, rows: Row[]): void {
    const checked = schema.safeParse(row);
    if (checked.success) rows.push(checked.data);
    else faults.push(`${place}: ${z.prettifyError(checked.error)}`);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function parseYaml<T>(path: string, text: string | undefined, schema: z.ZodType<T>, faults: string[]): T | undefined {
  if (text === undefined) {
    faults.push(`${path}: there is no such file`);
    return undefined;
  }
  try {
    const checked = schema.safeParse(parse(text));
    if (checked.success) return checked.data;
    faults.push(`${path}: ${z.prettifyError(checked.error)}`);
  } catch (error) {
    faults.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}
