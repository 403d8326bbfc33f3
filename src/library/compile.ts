import { AppError } from '../errors.ts';
import { characterTables } from './characters.ts';
import { type LibraryContent, SCHEMA_VERSION } from './library.ts';
import { parsePhrase } from './phrase.ts';
import { type Condition, INTENT_IDS, type Pattern, TYPE_IDS } from './schema.ts';
import type { LibrarySources } from './sources.ts';
import { MOST_CLASSES } from './sparse-model.ts';

/** Sources → one content object. @throws AppError `library.invalid` listing everything that does not fit together. */
export function compileContent(sources: LibrarySources): LibraryContent {
  const faults = [
    ...duplicates('signal', sources.signals),
    ...duplicates('pattern', sources.patterns),
    ...duplicates('follow-up', sources.followUps),
    ...sources.types.flatMap(({ id, counsel }) => duplicates(`counsel of ${id}, its`, counsel)),
    ...tooMany(sources),
    ...missing('type', TYPE_IDS, sources.types),
    ...missing('intent', INTENT_IDS, sources.intents),
    ...phraseFaults(sources),
    ...conditionFaults(sources),
    ...numberFaults(sources),
  ];
  if (faults.length > 0) throw new AppError('library.invalid', faults.join('\n'));
  return {
    schema: SCHEMA_VERSION,
    types: sources.types,
    signals: sources.signals,
    patterns: sources.patterns,
    intents: sources.intents.map(({ examples: _examples, ...shipped }) => shipped),
    followUps: sources.followUps.map(({ examples: _examples, ...shipped }) => shipped),
    numbers: sources.numbers,
    variants: sources.variants,
    ...characterTables(sources.variants),
    negators: sources.negators,
    links: sources.links,
  };
}

function duplicates(kind: string, entries: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }) => {
    if (seen.has(id)) return [`${kind} id "${id}" is used twice`];
    seen.add(id);
    return [];
  });
}

function tooMany({ followUps }: LibrarySources): string[] {
  return followUps.length < MOST_CLASSES ? [] : [`there are ${followUps.length} follow-ups; a model tells ${MOST_CLASSES - 1} apart`];
}

function missing(kind: string, ids: readonly string[], entries: readonly { id: string }[]): string[] {
  return ids.filter((id) => !entries.some((entry) => entry.id === id)).map((id) => `${kind} "${id}" has no file`);
}

function phraseFaults({ signals, negators, intents }: LibrarySources): string[] {
  const owned = [
    ...signals.flatMap((signal) => [...signal.phrases, ...signal.negate].map((phrase) => [`signal ${signal.id}`, phrase] as const)),
    ...intents.flatMap((intent) => intent.phrases.map((phrase) => [`intent ${intent.id}`, phrase] as const)),
    ...[...negators.before, ...negators.except].map((phrase) => ['negators.yaml', phrase] as const),
  ];
  const faults = owned.flatMap(([owner, phrase]) => {
    try {
      parsePhrase(phrase);
      return [];
    } catch (error) {
      return [`${owner}: ${(error as Error).message}`];
    }
  });
  for (const signal of signals) {
    if (signal.phrases.length === 0 && !signal.entity) faults.push(`signal ${signal.id} has neither phrases nor an entity check`);
    if ((signal.role === 'stage') !== (signal.stage !== undefined)) faults.push(`signal ${signal.id}: role stage and a stage go together`);
  }
  return faults;
}

function conditionFaults({ patterns, signals }: LibrarySources): string[] {
  const known = new Set(signals.map((signal) => signal.id));
  return patterns.flatMap((pattern) => {
    const named = namedSignals(pattern.when);
    const unknown = named.filter((id) => !known.has(id)).map((id) => `pattern ${pattern.id} names the unknown signal "${id}"`);
    return holdsOnNothing(pattern.when) ? [...unknown, `pattern ${pattern.id} would hold on an empty text`] : unknown;
  });
}

function namedSignals(condition: Condition): string[] {
  if (typeof condition === 'string') return [condition];
  return [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.none ?? [])].flatMap(namedSignals);
}

function holdsOnNothing(condition: Condition): boolean {
  if (typeof condition === 'string') return false;
  const { all, any, none } = condition;
  return !none?.some(holdsOnNothing) && (all ?? []).every(holdsOnNothing) && (!any || any.some(holdsOnNothing));
}

/** Three digits and more that look like a service number: 110, 96110, 12381, 95588, 400-…; years and amounts are not. */
const DIALLED = /(?<![\d.])(?:1[012]\d{1,3}|9[56]\d{3}|400-?\d{3}-?\d{4}|2250000)(?![\d.年元%])/g;

function textsOf({ dont, now }: NonNullable<Pattern['advice']>): string[] {
  return [dont.zh, dont.en, ...now.zh, ...now.en];
}

/** No text that the bot may send names a number that is not in `numbers.yaml`. */
function numberFaults({ types, intents, followUps, signals, patterns, numbers }: LibrarySources): string[] {
  const known = new Set(Object.values(numbers).map(({ number }) => number));
  const texts = [
    ...types.flatMap(({ id, advice, next, counsel }) =>
      [...textsOf(advice), next.zh, next.en, ...counsel.flatMap(({ say }) => [say.zh, say.en])].map(
        (text) => [`type ${id}`, text] as const,
      ),
    ),
    ...patterns.flatMap(({ id, advice }) => (advice ? textsOf(advice) : []).map((text) => [`pattern ${id}`, text] as const)),
    ...intents.flatMap((intent) =>
      intent.reply ? [intent.reply.zh, intent.reply.en].map((text) => [`intent ${intent.id}`, text] as const) : [],
    ),
    ...followUps.flatMap(({ id, reply }) => [reply.zh, reply.en].map((text) => [`follow-up ${id}`, text] as const)),
    ...[...signals, ...patterns].flatMap(({ id, why }) => (why ? [why.zh, why.en].map((text) => [`why of ${id}`, text] as const) : [])),
  ];
  const unknown = texts.flatMap(([owner, text]) =>
    (text.match(DIALLED) ?? [])
      .filter((number) => !known.has(number))
      .map((number) => `${owner} names ${number}, which is not in numbers.yaml`),
  );
  const dangling = types.flatMap((type) =>
    type.advice.numbers.filter((id) => !numbers[id]).map((id) => `type ${type.id} advises the unknown number "${id}"`),
  );
  return [...unknown, ...dangling];
}
