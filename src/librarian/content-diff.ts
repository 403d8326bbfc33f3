import { AppError } from '../errors.ts';
import type { Condition } from '../library/schema.ts';
import type { SourceFiles } from '../library/sources.ts';
import { isAsWide } from './condition-width.ts';
import { type ArtefactContent, type ContentPart, partsOfArtefact, partsOfFiles } from './content-parts.ts';
import type { BuildReport, ContentChange } from './workshop.ts';

type Bump = BuildReport['bump'];
type Fields = Readonly<Record<string, unknown>>;
/** A release, or what may become one: its files, or what its artefact holds. Two are compared by the same of both. */
type Both = readonly [before: SourceFiles, after: SourceFiles] | readonly [before: ArtefactContent, after: ArtefactContent];

const KINDS: readonly ContentChange['kind'][] = ['pattern', 'signal', 'type', 'intent', 'follow-up', 'other'];
const BUMPS: readonly Bump[] = ['patch', 'minor', 'major'];

/**
 * What is new, changed and gone, patterns first. `fields` of a table are the lines that changed, of a file of labelled rows
 * how many were added and removed (`+12`, `−3`); none: only how it is written has changed.
 */
export function contentChanges(...both: Both): readonly ContentChange[] {
  return compare(both).map(({ change }) => change);
}

/** Which part of the version number grows, by the rules in `scam-patterns/CHANGELOG.md`. */
export function contentBump(...both: Both): Bump {
  return compare(both).reduce<Bump>((most, { bump }) => higher(most, bump), 'patch');
}

/** @param version of a release, or of a working copy of it @throws AppError `library.version` */
export function nextVersion(version: string, bump: Bump): string {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)(?:-|$)/.exec(version) ?? [];
  if (major === undefined) throw new AppError('library.version', `${version} is no version: it must look like 2.1.0`, 400);
  if (bump === 'major') return `${Number(major) + 1}.0.0`;
  return bump === 'minor' ? `${major}.${Number(minor) + 1}.0` : `${major}.${minor}.${Number(patch) + 1}`;
}

type Parts = ReadonlyMap<string, ContentPart>;
interface Compared {
  readonly change: ContentChange;
  readonly bump: Bump;
}

function compare(both: Both): readonly Compared[] {
  const [before, after] = bothParts(both);
  const compared: Compared[] = [];
  for (const [key, old] of before) {
    const now = after.get(key);
    const found = now ? changeOf(old, now, isFiles(both[0])) : removed(old);
    if (found) compared.push(found);
  }
  for (const [key, now] of after) if (!before.has(key)) compared.push(added(now));
  return compared.sort(({ change: a }, { change: b }) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
}

function bothParts([before, after]: Both): readonly [before: Parts, after: Parts] {
  return isFiles(before) && isFiles(after)
    ? [partsOfFiles(before, after), partsOfFiles(after, before)]
    : [partsOfArtefact(before as ArtefactContent), partsOfArtefact(after as ArtefactContent)];
}

function isFiles(content: SourceFiles | ArtefactContent): content is SourceFiles {
  return content instanceof Map;
}

function added({ kind, id, rows }: ContentPart): Compared {
  return { change: { kind, id, what: 'new', fields: rows ? rowFields(rows.length, 0) : [] }, bump: rows ? 'patch' : 'minor' };
}

function removed({ kind, id, rows }: ContentPart): Compared {
  return { change: { kind, id, what: 'removed', fields: rows ? rowFields(0, rows.length) : [] }, bump: rows ? 'patch' : 'major' };
}

/** @param written another text is a change, even when it says the same */
function changeOf(old: ContentPart, now: ContentPart, written: boolean): Compared | null {
  const { kind, id } = now;
  if (now.rows) {
    const rows = old.rows ?? [];
    const fields = rowFields(missingIn(rows, now.rows), missingIn(now.rows, rows));
    return { change: { kind, id, what: 'changed', fields }, bump: 'patch' };
  }
  // One of both cannot be read: nobody knows which fields.
  if (!old.fields || !now.fields) return { change: { kind, id, what: 'changed', fields: [] }, bump: 'patch' };
  const fields = changedFields(old.fields, now.fields);
  if (fields.length === 0 && !written) return null;
  const bump = fields.reduce<Bump>((most, field) => higher(most, bumpOf(now, field, old.fields as Fields, now.fields as Fields)), 'patch');
  return { change: { kind, id, what: 'changed', fields }, bump };
}

/** Its kind, and which field of it. */
function bumpOf({ kind, id }: ContentPart, field: string, old: Fields, now: Fields): Bump {
  if (kind === 'pattern') return patternBump(field, old, now);
  // What it says of a text is another thing.
  if (kind === 'signal') return field === 'role' || field === 'stage' || field === 'entity' ? 'major' : 'patch';
  if (kind === 'type') return field === 'references' || field === 'policeClass' ? 'patch' : 'minor';
  if (kind === 'intent' || kind === 'follow-up') return field === 'reply' ? 'minor' : 'patch';
  if (id === 'numbers.yaml') return comesOrGoes(old[field] !== undefined, now[field] !== undefined);
  if (id === 'links.yaml' && field === 'brands') return brandBump(namesOf(old[field]), namesOf(now[field]));
  return 'patch';
}

function patternBump(field: string, old: Fields, now: Fields): Bump {
  if (field === 'type') return 'major';
  if (field === 'status') return comesOrGoes(old[field] !== 'deprecated', now[field] !== 'deprecated');
  if (field === 'when' && isCondition(old[field]) && isCondition(now[field])) return isAsWide(old[field], now[field]) ? 'patch' : 'major';
  return 'patch';
}

function comesOrGoes(was: boolean, is: boolean): Bump {
  if (was === is) return 'patch';
  return is ? 'minor' : 'major';
}

function brandBump(old: readonly string[], now: readonly string[]): Bump {
  if (missingIn(now, old) > 0) return 'major';
  return missingIn(old, now) > 0 ? 'minor' : 'patch';
}

function namesOf(brands: unknown): readonly string[] {
  return Array.isArray(brands) ? brands.map((brand) => String(brand?.name)) : [];
}

function isCondition(value: unknown): value is Condition {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((parts) => Array.isArray(parts) && parts.every(isCondition));
}

function higher(a: Bump, b: Bump): Bump {
  return BUMPS.indexOf(a) >= BUMPS.indexOf(b) ? a : b;
}

function rowFields(more: number, less: number): readonly string[] {
  return [...(more > 0 ? [`+${more}`] : []), ...(less > 0 ? [`−${less}`] : [])];
}

/** How many of the second are not in the first; what stands twice counts twice. */
function missingIn(known: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const one of known) left.set(one, (left.get(one) ?? 0) + 1);
  let missing = 0;
  for (const one of others) {
    const count = left.get(one) ?? 0;
    if (count === 0) missing += 1;
    else left.set(one, count - 1);
  }
  return missing;
}

function changedFields(old: Fields, now: Fields): readonly string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((field) => written(old[field]) !== written(now[field])).sort();
}

/** The same for what is the same: the order of keys means nothing. */
function written(value: unknown): string {
  return (
    JSON.stringify(value, (_, part) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}
