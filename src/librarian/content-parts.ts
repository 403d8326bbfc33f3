import { parse } from 'yaml';
import { followUpSchema } from '../library/follow-up-schema.ts';
import type { LibraryContent } from '../library/library.ts';
import { intentSchema, patternSchema, signalSchema, typeSchema } from '../library/schema.ts';
import type { SourceFiles } from '../library/sources.ts';
import type { ContentChange } from './workshop.ts';

/** One thing that can change: a signal, a pattern, a table, a file of labelled rows. */
export interface ContentPart {
  readonly kind: ContentChange['kind'];
  readonly id: string;
  /** Its fields by name; null: it cannot be read as such. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  /** Of a file of labelled rows. */
  readonly rows: readonly string[] | null;
}

/** What a release has kept of itself where its files are not known: the same, without training texts. */
export type ArtefactContent = Pick<
  LibraryContent,
  'types' | 'signals' | 'patterns' | 'intents' | 'followUps' | 'numbers' | 'variants' | 'negators' | 'links'
>;

const FOLDERS = [
  { kind: 'type', folder: 'scam-patterns/types/', schema: typeSchema },
  { kind: 'signal', folder: 'scam-patterns/signals/', schema: signalSchema },
  { kind: 'pattern', folder: 'scam-patterns/patterns/', schema: patternSchema },
  { kind: 'intent', folder: 'intents/', schema: intentSchema },
  { kind: 'follow-up', folder: 'scam-patterns/follow-ups/', schema: followUpSchema },
] as const;
const TABLES = ['numbers', 'variants', 'negators', 'links'] as const;

/** `signal/fee-upfront` and the like: what is the same thing in two releases, wherever its file lies. */
function keyOf({ kind, id }: Pick<ContentPart, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/** Those whose text is another one in the other tree: to read all of a library takes a second. */
export function partsOfFiles(files: SourceFiles, other: SourceFiles): ReadonlyMap<string, ContentPart> {
  const parts = new Map<string, ContentPart>();
  for (const [path, text] of files) {
    if (other.get(path) === text) continue;
    const part = partOfFile(path, text);
    parts.set(keyOf(part), part);
  }
  return parts;
}

export function partsOfArtefact(content: ArtefactContent): ReadonlyMap<string, ContentPart> {
  const named = (kind: ContentPart['kind'], entries: readonly { readonly id: string }[]): ContentPart[] =>
    entries.map((entry) => ({ kind, id: entry.id, fields: { ...entry }, rows: null }));
  const parts = [
    ...named('type', content.types),
    ...named('signal', content.signals),
    ...named('pattern', content.patterns),
    ...named('intent', content.intents),
    ...named('follow-up', content.followUps),
    ...TABLES.map((table): ContentPart => ({ kind: 'other', id: `${table}.yaml`, fields: { ...content[table] }, rows: null })),
  ];
  return new Map(parts.map((part) => [keyOf(part), part]));
}

function partOfFile(path: string, text: string): ContentPart {
  if (path.endsWith('.jsonl'))
    return { kind: 'other', id: inLibrary(path), fields: null, rows: text.split('\n').filter((line) => line.trim() !== '') };
  const value = readYaml(text);
  const found = FOLDERS.find(({ folder }) => path.startsWith(folder));
  if (!found) return { kind: 'other', id: inLibrary(path), fields: recordOf(value), rows: null };
  // With what the schema fills in, so that an empty list and none are the same.
  const checked = found.schema.safeParse(value);
  const fields = recordOf(checked.success ? checked.data : value);
  const named = fields?.id;
  const id = typeof named === 'string' ? named : path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length);
  return { kind: found.kind, id, fields, rows: null };
}

function inLibrary(path: string): string {
  return path.replace(/^scam-patterns\//, '');
}

function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    // Lint says what is wrong with it; here it is only another text.
    return null;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
}
