import type { Library } from '../library/library.ts';
import type { ImportPart } from '../storage/dissuasion/import-parts.ts';
import type { Storage } from '../storage/storage.ts';
import { readColumns, writtenIn } from './csv-columns.ts';
import { checkWarning, knownPlaces } from './warning-fields.ts';

interface CheckDeps {
  readonly storage: Storage;
  readonly detector: { readonly library: Pick<Library, 'types'> };
}

/** Some hundred rows of a file that waits. False: there is none. */
export async function checkImport(deps: CheckDeps): Promise<boolean> {
  const next = await deps.storage.nextImportPart();
  if (next) await deps.storage.onePiece('warning-import', next.importId, () => check(deps, next));
  return next !== null;
}

async function check({ storage, detector }: CheckDeps, next: Pick<ImportPart, 'importId' | 'part'>): Promise<void> {
  const part = await storage.readImportPart(next);
  if (!part) return;
  const columns = readColumns(part.columns);
  const places = knownPlaces(await storage.listGrids(), detector.library.types);
  await storage.saveImportPart(
    part,
    part.rows.map((cells, at) => {
      const line = part.firstLine + at;
      const checked = checkWarning(part.source, writtenIn(columns, cells), places);
      return 'warning' in checked
        ? { line, cells, warning: checked.warning, problems: [] }
        : { line, cells, warning: null, problems: checked.problems };
    }),
  );
}
