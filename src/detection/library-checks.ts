import type { FollowUp } from '../library/follow-up-schema.ts';
import type { Pattern } from '../library/schema.ts';
import type { LibrarySources } from '../library/sources.ts';
import type { Analysis } from './analysis.ts';
import type { Detector, ReleaseDetector } from './detector.ts';
import { createPatternMatcher } from './patterns.ts';

/** A promise of the library that its own texts break; `where` is the file to open. */
export interface LibraryFault {
  readonly where: string;
  readonly problem: string;
}

/** Every signal and pattern on its examples, alone and together, and the clean corpus. */
export function checkExamples(detector: ReleaseDetector, sources: LibrarySources): LibraryFault[] {
  return [
    ...checkSignalsAlone(detector),
    ...checkFollowUps(detector, sources.followUps),
    ...checkPatternsAlone(detector),
    ...checkPatternsTogether(detector),
    ...checkCleanCorpus(detector, sources),
  ];
}

/** Is it seen in the text, whoever says it? */
export function signalHits({ hits }: Pick<Analysis, 'hits'>, id: string): boolean {
  return hits.some(({ signal }) => signal.id === id);
}

/** Does this pattern hold, whatever other patterns there are? One that is out of use never holds. */
export function holdsAlone(pattern: Pattern): (analysis: Pick<Analysis, 'blocks'>) => boolean {
  const matcher = createPatternMatcher([pattern]);
  return ({ blocks }) => blocks.some(({ hits }) => matcher(hits).length > 0);
}

/** Each signal on its own examples. */
export function checkSignalsAlone({ library, analyse }: ReleaseDetector): LibraryFault[] {
  return library.signals.flatMap((signal) => {
    const hits = (text: string): boolean => signalHits(analyse(text), signal.id);
    const where = `scam-patterns/signals/${signal.id}.yaml`;
    return [
      ...signal.examples.positive.filter((text) => !hits(text)).map((text) => ({ where, problem: `must hit: ${text}` })),
      ...signal.examples.negative.filter(hits).map((text) => ({ where, problem: `must not hit: ${text}` })),
    ];
  });
}

/** So many of a follow-up's own questions must be heard as such, and so few of its counter-examples may be. */
const HEARD = 0.75;
const MISHEARD = 0.3;

/** Each follow-up on its own examples, beside all the others: two with the same questions would answer each other's. */
export function checkFollowUps({ analyse }: ReleaseDetector, followUps: readonly FollowUp[]): LibraryFault[] {
  return followUps.flatMap(({ id, examples: { positive, negative } }) => {
    const where = `scam-patterns/follow-ups/${id}.yaml`;
    const foundIn = (text: string): string | null => analyse(text).followUps[0] ?? null;
    const missed = positive.filter((text) => foundIn(text) !== id);
    const wrong = negative.filter((text) => foundIn(text) === id);
    return [
      ...(missed.length > (1 - HEARD) * positive.length ? missed : []).map((text) => ({
        where,
        problem: `must be found in: ${text}${foundIn(text) === null ? '' : `, and ${foundIn(text)} is`}`,
      })),
      ...(wrong.length > MISHEARD * negative.length ? wrong : []).map((text) => ({ where, problem: `must not be found in: ${text}` })),
    ];
  });
}

/** Each pattern alone on its own examples: it holds on the positives and not on the hard negatives. */
export function checkPatternsAlone({ library, analyse }: ReleaseDetector): LibraryFault[] {
  const living = library.patterns.filter(({ status }) => status !== 'deprecated');
  return living.flatMap((pattern) => {
    const holdsIn = holdsAlone(pattern);
    const holds = (text: string): boolean => holdsIn(analyse(text));
    const where = `scam-patterns/patterns/${pattern.type}/${pattern.id}.yaml`;
    return [
      ...pattern.examples.positive.filter((text) => !holds(text)).map((text) => ({ where, problem: `must hold on: ${text}` })),
      ...pattern.examples.negative.filter(({ text }) => holds(text)).map(({ text }) => ({ where, problem: `must not hold on: ${text}` })),
    ];
  });
}

/**
 * All patterns together on everyone's examples: a strong pattern's example is never green, and most of a pattern's
 * examples come out as its own type; a neighbour may share one (a fee before a payout is many schemes' trick), not steal them.
 */
export function checkPatternsTogether(detector: Detector): LibraryFault[] {
  return detector.library.patterns
    .filter(({ status }) => status === 'stable')
    .flatMap((pattern) => {
      const where = `scam-patterns/patterns/${pattern.type}/${pattern.id}.yaml`;
      const judged = pattern.examples.positive.map((text) => ({ text, verdict: detector.judge(text).verdict }));
      const green = pattern.severity === 'medium' ? [] : judged.filter(({ verdict }) => verdict.colour === 'green');
      const stolen = judged.filter(({ verdict }) => verdict.type !== null && verdict.type.id !== pattern.type);
      return [
        ...green.map(({ text }) => ({ where, problem: `judged green: ${text}` })),
        ...(stolen.length * 2 > judged.length
          ? stolen.map(({ text, verdict }) => ({ where, problem: `taken for ${verdict.type?.id}: ${text}` }))
          : []),
      ];
    });
}

/** Share of honest texts among a strong pattern's hits in the corpus from which on it is too loose to be called strong. */
const MOST_FALSE = 0.1;
/** A single odd text proves nothing against a pattern; the verdict has the classifier as its brake. */
const FEW = 2;

/**
 * Of so many honest texts one may be judged red: whatever is added to the corpus moves others that lie on the border, and a
 * change of one scheme must not fail over a text of another.
 */
const HONEST_PER_RED = 2000;

/** Silence on honest texts: hardly one in the corpus is judged red, and no strong pattern holds on them as a habit. */
export function checkCleanCorpus(detector: Detector, sources: LibrarySources): LibraryFault[] {
  const faults: LibraryFault[] = [];
  const hits = new Map<string, { honest: number; all: number }>();
  const red: string[] = [];
  let honestTexts = 0;
  for (const { text, kind } of sources.corpus.forwards) {
    const { verdict, analysis } = detector.judge(text);
    if (kind === 'legit') honestTexts += 1;
    if (kind === 'legit' && verdict.colour === 'red') red.push(text);
    for (const id of new Set(analysis.blocks.flatMap((block) => block.patterns.map(({ pattern }) => pattern.id)))) {
      const count = hits.get(id) ?? { honest: 0, all: 0 };
      hits.set(id, { honest: count.honest + (kind === 'legit' ? 1 : 0), all: count.all + 1 });
    }
  }
  if (red.length > Math.floor(honestTexts / HONEST_PER_RED))
    for (const text of red) faults.push({ where: 'scam-patterns/corpus', problem: `an honest text is judged red: ${text}` });
  for (const pattern of detector.library.patterns) {
    const { honest, all } = hits.get(pattern.id) ?? { honest: 0, all: 0 };
    if (pattern.status !== 'stable' || pattern.severity === 'medium' || honest <= FEW || honest / all <= MOST_FALSE) continue;
    faults.push({
      where: `scam-patterns/patterns/${pattern.type}/${pattern.id}.yaml`,
      problem: `${pattern.severity}, but ${honest} of its ${all} hits in the corpus are honest texts: tighten it or make it medium`,
    });
  }
  return faults;
}
