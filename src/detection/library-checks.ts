import type { Library } from '../library/library.ts';
import type { LibrarySources } from '../library/sources.ts';
import { createAnalysis } from './analysis.ts';
import { createDetector } from './detector.ts';
import { createPatternMatcher } from './patterns.ts';

/** A promise of the library that its own texts break; `where` is the file to open. */
export interface LibraryFault {
  readonly where: string;
  readonly problem: string;
}

/** Each signal on its own examples. */
export function checkSignalsAlone(library: Library): LibraryFault[] {
  const analyse = createAnalysis(library);
  return library.signals.flatMap((signal) => {
    const hits = (text: string): boolean => analyse(text).hits.some((hit) => hit.signal.id === signal.id);
    const where = `scam-patterns/signals/${signal.id}.yaml`;
    return [
      ...signal.examples.positive.filter((text) => !hits(text)).map((text) => ({ where, problem: `must hit: ${text}` })),
      ...signal.examples.negative.filter(hits).map((text) => ({ where, problem: `must not hit: ${text}` })),
    ];
  });
}

/** Each pattern alone on its own examples: it holds on the positives and not on the hard negatives. */
export function checkPatternsAlone(library: Library): LibraryFault[] {
  const analyse = createAnalysis(library);
  return library.patterns.flatMap((pattern) => {
    const matcher = createPatternMatcher([pattern]);
    const holds = (text: string): boolean => analyse(text).blocks.some((block) => matcher(block.hits).length > 0);
    const where = `scam-patterns/patterns/${pattern.type}/${pattern.id}.yaml`;
    return [
      ...pattern.examples.positive.filter((text) => !holds(text)).map((text) => ({ where, problem: `must hold on: ${text}` })),
      ...pattern.examples.negative.filter(({ text }) => holds(text)).map(({ text }) => ({ where, problem: `must not hold on: ${text}` })),
    ];
  });
}

/** All patterns together: a positive example is never green, and a pattern of its own type, no stronger foreign one, explains it. */
export function checkPatternsTogether(library: Library): LibraryFault[] {
  const detector = createDetector(library);
  return library.patterns
    .filter(({ status }) => status === 'stable')
    .flatMap((pattern) =>
      pattern.examples.positive.flatMap((text) => {
        const { verdict } = detector.judge(text);
        const where = `scam-patterns/patterns/${pattern.type}/${pattern.id}.yaml`;
        if (verdict.colour === 'green') return [{ where, problem: `judged green: ${text}` }];
        return verdict.type?.id === pattern.type ? [] : [{ where, problem: `taken for ${verdict.type?.id}: ${text}` }];
      }),
    );
}

/** No stable pattern of high or critical severity on the legitimate texts of the corpus. */
export function checkCleanCorpus(library: Library, sources: LibrarySources): LibraryFault[] {
  const analyse = createAnalysis(library);
  return sources.corpus.forwards
    .filter(({ kind }) => kind === 'legit')
    .flatMap(({ text }) =>
      analyse(text)
        .blocks.flatMap((block) => block.patterns)
        .filter(({ pattern }) => pattern.status === 'stable' && pattern.severity !== 'medium')
        .map(({ pattern }) => ({
          where: `scam-patterns/patterns/${pattern.type}/${pattern.id}.yaml`,
          problem: `holds on a legitimate text: ${text}`,
        })),
    );
}
