import { clipText } from '../conversation/clip-text.ts';
import type { Analyse, Analysis } from '../detection/analysis.ts';
import { createDetector } from '../detection/detector.ts';
import { holdsAlone, signalHits } from '../detection/library-checks.ts';
import { normalizeContent } from '../detection/normalize-content.ts';
import { AppError } from '../errors.ts';
import { compileContent } from '../library/compile.ts';
import type { TrainedLibrary } from '../library/library.ts';
import type { ReleaseKey } from '../library/release-signature.ts';
import type { Pattern, Signal } from '../library/schema.ts';
import { isSource, type LibrarySources, parseSources, type SourceFiles } from '../library/sources.ts';
import type { Consult } from '../storage/consults.ts';
import type { Storage } from '../storage/storage.ts';
import { shownMasked } from './blast-radius.ts';
import { decodeKept } from './decode-kept.ts';
import type { EditFindings } from './workshop.ts';
import { contentFiles, idOf, kindOf, withFile } from './workshop-overlay.ts';
import { type BaseTreeDeps, baseTree } from './workshop-tree.ts';

export interface ExamineDeps extends BaseTreeDeps {
  readonly storage: BaseTreeDeps['storage'] & Pick<Storage, 'readDraft' | 'draftFiles' | 'consultsSince' | 'readRelease'>;
  readonly keys: readonly ReleaseKey[];
  readonly now: () => number;
}

const MOST_CONSULTS = 500;
/** Milliseconds that read consults are kept in memory: who was erased meanwhile is not shown for longer. */
const CONSULTS_KEPT_MS = 60_000;

/** A state of the library that texts are looked at with. */
interface View {
  readonly key: string;
  readonly sources: LibrarySources;
  readonly analyse: Analyse;
  /** Of each consult, once it was looked at. */
  readonly seen: Map<string, Analysis>;
}
interface Base extends View {
  readonly library: TrainedLibrary;
  readonly tree: SourceFiles;
}
type Holds = (analysis: Analysis) => boolean;

/**
 * Tries edits: what a signal or pattern does to its own examples and to the last consults. Keeps the base, the draft and
 * the consults in memory, so that only the first one takes its time.
 */
export function createExaminer(deps: ExamineDeps): (draftId: string, path: string, body: string) => Promise<EditFindings> {
  const { storage, keys, now } = deps;
  let knownBase: Base | null = null;
  let knownDraft: View | null = null;
  let consults: { readonly at: number; readonly rows: readonly Consult[] } | null = null;

  async function baseOf(version: string): Promise<Base> {
    if (knownBase?.key === version) return knownBase;
    const library = await decodeKept(storage, version, keys);
    const tree = contentFiles(await baseTree(deps, library));
    const { analyse } = createDetector(library);
    knownBase = { key: version, library, tree, sources: parseSources(tree), analyse, seen: new Map() };
    return knownBase;
  }
  /** The draft as it was saved; what of it cannot be read is as the base has it. */
  async function draftOf(draftId: string): Promise<{ readonly base: Base; readonly draft: View }> {
    const row = await storage.readDraft(draftId);
    if (!row) throw new AppError('library.unknown-draft', 'there is no such draft', 404);
    const base = await baseOf(row.base);
    const key = `${draftId} ${row.edits} ${row.base}`;
    if (knownDraft?.key === key) return { base, draft: knownDraft };
    let { sources } = base;
    for (const { path, body } of await storage.draftFiles(draftId)) sources = tryFile(sources, base.tree, path, body);
    const draft = sources === base.sources ? base : viewOf(key, sources, base);
    knownDraft = { ...draft, key };
    return { base, draft: knownDraft };
  }
  async function lastConsults(): Promise<readonly Consult[]> {
    if (consults && now() - consults.at < CONSULTS_KEPT_MS) return consults.rows;
    consults = { at: now(), rows: await storage.consultsSince(0, null, MOST_CONSULTS) };
    const kept = new Set(consults.rows.map(({ messageId }) => messageId));
    for (const view of [knownBase, knownDraft]) for (const id of view?.seen.keys() ?? []) if (!kept.has(id)) view?.seen.delete(id);
    return consults.rows;
  }

  return async (draftId, path, body) => {
    if (!isSource(path)) return malformed(`${path}: is no file of the library`);
    const { base, draft } = await draftOf(draftId);
    let edited: LibrarySources;
    let content: ReturnType<typeof compileContent>;
    try {
      edited = withFile(draft.sources, base.tree, path, body);
      content = compileContent(edited);
    } catch (error) {
      if (error instanceof AppError) return malformed(error.message);
      throw error;
    }
    const kind = kindOf(path);
    if (kind !== 'signals' && kind !== 'patterns') return { faults: [], examples: [], consults: [], looked: 0 };
    const entryIn = ({ [kind]: entries }: LibrarySources) => entries.find(({ id }) => id === idOf(path));
    const [entry, was] = [entryIn(edited), entryIn(base.sources)];
    if (!entry) return malformed(`${path}: is no file of the library`);
    // A pattern changes nothing of what is seen in a text.
    const view = kind === 'patterns' ? draft : { ...draft, analyse: analyseWith(normalizeContent(content), base.library), seen: new Map() };
    const [holds, held] = [holdsOf(entry), was ? holdsOf(was) : () => false];
    const rows = await lastConsults();
    return {
      faults: [],
      examples: examplesOf(entry).map(({ text, wanted, reason }) => ({ text, wanted, reason, holds: holds(view.analyse(text)) })),
      consults: rows.flatMap((consult) => {
        const [before, after] = [held(seenBy(base, consult)), holds(seenBy(view, consult))];
        if (!before && !after) return [];
        const { caseNumber, channel, text, truth, told } = consult;
        return [{ place: caseNumber ?? channel, text: shownMasked(text), truth, told, before, now: after }];
      }),
      looked: rows.length,
    };
  };
}

function malformed(faults: string): EditFindings {
  return { faults: faults.split('\n'), examples: [], consults: [], looked: 0 };
}

function tryFile(sources: LibrarySources, tree: SourceFiles, path: string, body: string | null): LibrarySources {
  try {
    return withFile(sources, tree, path, body);
  } catch (error) {
    if (error instanceof AppError) return sources;
    throw error;
  }
}

/** What is seen in a text does not depend on what is trained, so the base's models do. */
function analyseWith(content: ReturnType<typeof compileContent>, { models, version, checksum }: TrainedLibrary): Analyse {
  return createDetector({ ...content, models, version, checksum }).analyse;
}

/** Of what does not fit together the faults are told with every edit; until then texts are looked at as the base does. */
function viewOf(key: string, sources: LibrarySources, base: Base): View {
  try {
    return { key, sources, analyse: analyseWith(normalizeContent(compileContent(sources)), base.library), seen: new Map() };
  } catch (error) {
    if (error instanceof AppError) return { ...base, key, sources };
    throw error;
  }
}

function seenBy({ analyse, seen }: View, { messageId, text, sender }: Consult): Analysis {
  const known = seen.get(messageId);
  if (known) return known;
  const analysis = analyse(clipText(text).text, sender ?? undefined);
  seen.set(messageId, analysis);
  return analysis;
}

const isPattern = (entry: Signal | Pattern): entry is Pattern => 'when' in entry;

function holdsOf(entry: Signal | Pattern): Holds {
  return isPattern(entry) ? holdsAlone(entry) : (analysis) => signalHits(analysis, entry.id);
}

function examplesOf(entry: Signal | Pattern): { readonly text: string; readonly wanted: boolean; readonly reason: string | null }[] {
  const { positive, negative } = entry.examples;
  return [
    ...positive.map((text) => ({ text, wanted: true, reason: null })),
    ...negative.map((one) => (typeof one === 'string' ? { text: one, wanted: false, reason: null } : { ...one, wanted: false })),
  ];
}
