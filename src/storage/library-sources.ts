import type { StorageContext } from './context.ts';

/** One release in which a file was changed. */
export interface FileVersion {
  readonly version: string;
  /** When the release was kept, milliseconds since 1970 UTC. */
  readonly keptAt: number;
  /** SHA-256 of the text; null: the release has taken it away. */
  readonly checksum: string | null;
  /** Shown name of whoever published it from a draft. */
  readonly publishedBy: string | null;
}

/** The files that releases were made of. The same text stands once, whatever release it is in. */
export interface LibrarySourceFiles {
  hasSources(version: string): Promise<boolean>;
  /**
   * Once; file by file, with a pause between two, so that nobody waits. All files of a release appear together, at the end.
   * A release that has its files keeps them.
   */
  keepSources(version: string, files: Iterable<readonly [path: string, body: string]>, pause?: () => Promise<void>): Promise<void>;
  /** path → SHA-256 of its text, by path; empty: no files of this release are kept. */
  sourceIndex(version: string): Promise<ReadonlyMap<string, string>>;
  readSource(version: string, path: string): Promise<string | null>;
  /** All files of a release, or those of the given paths, by path. */
  readSourceTree(version: string, paths?: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readSourceByChecksum(checksum: string): Promise<string | null>;
  /**
   * Newest first: the releases in which it is not what it was before, in the order in which they were first put to work. What was
   * built and never published is none, and releases without files tell nothing.
   */
  fileHistory(path: string): Promise<readonly FileVersion[]>;
}

/** Characters (UTF-16 units) of a text that stand in one row. */
const PIECE = 65_536;
/** Rows of three columns, or paths, that one statement may name: D1 takes a hundred parameters. */
const ROWS_AT_ONCE = 30;
const PATHS_AT_ONCE = 90;

/** SHA-256 of a file's text in UTF-8, hexadecimal. */
export async function sourceChecksum(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function librarySources({ database }: StorageContext): LibrarySourceFiles {
  const { query } = database;

  async function hasSources(version: string): Promise<boolean> {
    const row = await query.selectFrom('release_files').select('path').where('version', '=', version).limit(1).executeTakeFirst();
    return row !== undefined;
  }

  /** The first piece last: where it stands, the text is whole. */
  async function keepText(checksum: string, text: string): Promise<void> {
    const known = await query
      .selectFrom('source_parts')
      .select('part')
      .where('checksum', '=', checksum)
      .where('part', '=', 0)
      .executeTakeFirst();
    if (known) return;
    const pieces = inPieces(text);
    for (let part = pieces.length - 1; part >= 0; part--)
      await query
        .insertInto('source_parts')
        .values({ checksum, part, body: pieces[part] as string })
        .onConflict((conflict) => conflict.columns(['checksum', 'part']).doNothing())
        .execute();
  }

  const textsOf = (version: string) =>
    query
      .selectFrom('release_files')
      .innerJoin('source_parts', 'source_parts.checksum', 'release_files.checksum')
      .select(['path', 'body'])
      .where('version', '=', version)
      .orderBy('path')
      .orderBy('part');

  return {
    hasSources,

    async keepSources(version, files, pause = async () => undefined) {
      if (await hasSources(version)) return;
      const rows: { version: string; path: string; checksum: string }[] = [];
      for (const [path, body] of files) {
        const checksum = await sourceChecksum(body);
        await keepText(checksum, body);
        rows.push({ version, path, checksum });
        await pause();
      }
      try {
        await database.batch(inGroups(rows, ROWS_AT_ONCE).map((group) => query.insertInto('release_files').values(group)));
      } catch (error) {
        // Somebody else has kept them meanwhile.
        if (!database.isUniqueViolation(error)) throw error;
      }
    },

    async sourceIndex(version) {
      const rows = await query
        .selectFrom('release_files')
        .select(['path', 'checksum'])
        .where('version', '=', version)
        .orderBy('path')
        .execute();
      return new Map(rows.map(({ path, checksum }) => [path, checksum]));
    },

    async readSource(version, path) {
      return joined(await textsOf(version).where('path', '=', path).execute()).get(path) ?? null;
    },

    async readSourceTree(version, paths) {
      if (!paths) return joined(await textsOf(version).execute());
      const groups = inGroups([...new Set(paths)].sort(), PATHS_AT_ONCE);
      const rows = [];
      for (const group of groups) rows.push(...(await textsOf(version).where('path', 'in', group).execute()));
      return joined(rows);
    },

    async readSourceByChecksum(checksum) {
      const rows = await query
        .selectFrom('source_parts')
        .select(['part', 'body'])
        .where('checksum', '=', checksum)
        .orderBy('part')
        .execute();
      return rows[0]?.part === 0 ? rows.map(({ body }) => body).join('') : null;
    },

    async fileHistory(path) {
      const rows = await query
        .selectFrom('releases')
        .innerJoin(
          (is) =>
            is
              .selectFrom('activations')
              .select(({ fn }) => ['version', fn.min('seq').as('seq')])
              .where('refused', 'is', null)
              .groupBy('version')
              .as('worked'),
          (join) => join.onRef('worked.version', '=', 'releases.version'),
        )
        .leftJoin('release_files', (join) => join.onRef('release_files.version', '=', 'releases.version').on('path', '=', path))
        .leftJoin('drafts', 'drafts.published_as', 'releases.version')
        .leftJoin('officers', 'officers.id', 'drafts.published_by')
        .select(['releases.version', 'kept_at', 'release_files.checksum', 'display'])
        .where(({ exists, selectFrom }) =>
          exists(selectFrom('release_files as its').select('its.path').whereRef('its.version', '=', 'releases.version')),
        )
        .orderBy('worked.seq')
        .execute();
      let before: string | null = null;
      const changed: FileVersion[] = [];
      for (const { version, kept_at, checksum, display } of rows) {
        if (checksum !== before) changed.push({ version, keptAt: kept_at, checksum, publishedBy: display });
        before = checksum;
      }
      return changed.reverse();
    },
  };
}

/** Never between the two halves of one character: half a one cannot be written. At least one piece. */
function inPieces(text: string): readonly string[] {
  const pieces: string[] = [];
  let at = 0;
  do {
    let end = Math.min(at + PIECE, text.length);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
    pieces.push(text.slice(at, end));
    at = end;
  } while (at < text.length);
  return pieces;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function inGroups<T>(rows: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let at = 0; at < rows.length; at += size) groups.push(rows.slice(at, at + size));
  return groups;
}

function joined(rows: readonly { readonly path: string; readonly body: string }[]): ReadonlyMap<string, string> {
  const pieces = new Map<string, string[]>();
  for (const { path, body } of rows) {
    const known = pieces.get(path);
    if (known) known.push(body);
    else pieces.set(path, [body]);
  }
  return new Map([...pieces].map(([path, parts]) => [path, parts.join('')]));
}
