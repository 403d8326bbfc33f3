import type { DangerId, EndingId, WhoseId } from '../library/label-ids.ts';
import { LABEL_MODELS, type TrainedLibrary } from '../library/library.ts';
import { type IntentId, SIGNAL_ROLES, type TypeId } from '../library/schema.ts';
import type { Entities } from './entities.ts';
import { hintFeatures } from './features.ts';
import { createFinder, idsOf } from './findings.ts';
import { createFollowUpFinder } from './follow-ups.ts';
import { JointModel } from './joint-model.ts';
import { createLanguageFinder, type Language } from './language.ts';
import type { Normalized } from './normalize.ts';
import { ordersBot } from './orders.ts';
import { partNotices } from './parted.ts';
import { createPatternMatcher, type PatternHit } from './patterns.ts';
import type { Reading } from './readings.ts';
import { judgeSender, type Sender } from './sender.ts';
import { type Block, splitBlocks } from './sentences.ts';
import type { SignalHit } from './signals.ts';
import type { SpokenSentence } from './speakers.ts';
import { makeTables } from './tables.ts';

/** Everything found in a text, stage by stage, before anything is decided. `npm run library -- explain` prints it. */
export interface Analysis {
  readonly normalized: Normalized;
  readonly language: Language;
  /** All that it may be written in. */
  readonly languages: readonly Language[];
  readonly sender: Sender;
  readonly entities: Entities;
  readonly sentences: readonly SpokenSentence[];
  /** It warns, and yet asks for something. */
  readonly costume: boolean;
  /** All signals, the exempted ones too. */
  readonly hits: readonly SignalHit[];
  /** Signals that count: not said in a warning or in our own reply. */
  readonly counted: readonly SignalHit[];
  readonly blocks: readonly BlockFindings[];
  readonly intents: Chances;
  /** Probability of each that was labelled in the corpus (Models.whose); none of a text that is surely passed on. */
  readonly whose: Readonly<Partial<Record<WhoseId, number>>>;
  /** As `whose` (Models.ending). */
  readonly ending: Readonly<Partial<Record<EndingId, number>>>;
  /** As `whose` (Models.danger). */
  readonly danger: Readonly<Partial<Record<DangerId, number>>>;
  /** Of a long text: what its pieces, that overlap by half, sound like. */
  readonly pieces: readonly Piece[];
  /** Ids of the library's follow-ups whose words these are, the likeliest first; two at most (follow-ups.ts). */
  readonly followUps: readonly string[];
  /** Probability of the first, 0–1. */
  readonly askedSure: number;
}

export interface BlockFindings extends Block {
  readonly hits: readonly SignalHit[];
  readonly patterns: readonly PatternHit[];
  /** The classifier's probability that this block is a scam, 0–1. */
  readonly scam: number;
  readonly types: Readonly<Record<TypeId, number>>;
}

/** @param readings what a second reader has named in it (readings.ts) */
export type Analyse = (text: string, sender?: string, readings?: readonly Reading[]) => Analysis;

/** Builds the matchers of one release once; the returned function is pure. */
export function createAnalysis(trained: TrainedLibrary, tables = makeTables(trained)): Analyse {
  const { models, ...library } = trained;
  const find = createFinder(library, tables.signals);
  const followUpIn = createFollowUpFinder(library, tables.asks);
  const languagesOf = createLanguageFinder(library.simplify);
  const patterns = createPatternMatcher(library.patterns);
  const joint = new JointModel(tables.models);
  const labelling = new JointModel(tables.labels, joint);
  const scamIndex = models.told.classes.indexOf('scam');
  const types = models.type.classes;
  const wants = models.intent.classes;
  const owners = models.whose.classes;
  const endings = models.ending.classes;
  const dangers = models.danger.classes;
  return (text, sender, readings = []) => {
    const languages = languagesOf(text);
    const findings = find(text, readings);
    const { normalized, entities, bare, sentences, costume, hits, counted, judged } = findings;
    const plain = normalized.text;
    const spoken = costume ? sentences.filter(({ speaker }) => speaker !== 'warning') : sentences;
    joint.begin();
    joint.take(findings.asked);
    const intents = byClass(wants, joint.ask(findings.askedHints, WANTED).intent) as Chances;
    const labels = intents.forward < SURELY_PASSED_ON ? labelling.askAlong(LABEL_MODELS) : null;
    const asked = followUpIn({ text: plain, entities: entities.all, features: joint.features });
    const blocks = splitBlocks(bare, plain.length).map((block): BlockFindings => {
      const inBlock = counted.filter((hit) => hit.start >= block.start && hit.end <= block.end);
      const whole = judge(wordsOfBlock(judged, block, spoken), inBlock);
      const parted = partNotices(judged, block, spoken, inBlock);
      const alone = parted && judge(wordsOfBlock(judged, block, parted.notices), []).scam <= SURELY_HARMLESS;
      const rest = alone ? judge(wordsOfBlock(judged, block, parted.rest), parted.restHits) : whole;
      return { ...block, hits: inBlock, patterns: patterns(inBlock), ...(rest.scam >= SURELY_SCAM ? rest : whole) };
    });
    const pieces = plain.length <= LONG_STORY ? [] : splitBlocks(bare, plain.length, PIECE_UNITS).map(hearPiece);
    return {
      normalized,
      language: languages[0],
      languages,
      sender: judgeSender(sender),
      entities,
      sentences,
      costume,
      hits,
      counted,
      blocks,
      intents,
      whose: labels ? byClass(owners, labels.whose) : {},
      ending: labels ? byClass(endings, labels.ending) : {},
      danger: labels ? byClass(dangers, labels.danger) : {},
      pieces,
      followUps: asked.ids,
      askedSure: asked.sure,
    };

    function judge(words: string, hitsOfIt: readonly SignalHit[]): Pick<BlockFindings, 'scam' | 'types'> {
      joint.take(words);
      const { forwarded, told, type } = joint.ask([...signalHints(hitsOfIt), ...roleHints(hitsOfIt)], OF_BLOCK);
      return {
        scam: words.trim() === '' ? 0 : mixed(intents.forward, forwarded[scamIndex] as number, told[scamIndex] as number),
        types: byClass(types, type) as Record<TypeId, number>,
      };
    }

    function hearPiece({ start, end }: Block): Piece {
      const inPiece = counted.filter((hit) => hit.start >= start && hit.end <= end);
      joint.take(judged.slice(start, end));
      return { hits: inPiece, intents: byClass(wants, joint.ask(hintFeatures(idsOf(inPiece), false), WANTED).intent) as Chances };
    }
  };
}

/**
 * From this probability on a text tells nothing of him who passes it on, and the models of whose matter it is are not asked. Of the
 * corpus' and the measuring sets' texts that are as sure, 3 in 5,000 were understood otherwise by them, none of those rightly.
 */
const SURELY_PASSED_ON = 0.95;

/** Of sentences beside an ask or a threat: at most so likely a scam, they water it down and say nothing of it. */
const SURELY_HARMLESS = 0.02;
/** And what is left counts by itself when it is this likely one. */
const SURELY_SCAM = 0.9;

const WANTED = ['intent'] as const;
const OF_BLOCK = ['forwarded', 'told', 'type'] as const;

/** Probability of each intent. */
export type Chances = Readonly<Record<IntentId, number>>;

/** A stretch of a long text, heard for itself. */
export interface Piece {
  readonly hits: readonly SignalHit[];
  readonly intents: Chances;
}
/** Longer than this a text is heard in pieces as well; so many UTF-16 units each. */
const LONG_STORY = 320;
const PIECE_UNITS = 160;

/**
 * What the scam and type models are taught and asked of a text beside its words; one definition for both. Signals count
 * alone and in pairs: an ask is harmless from an employer and not from a stranger.
 */
export function signalHints(hits: readonly SignalHit[]): number[] {
  return hintFeatures(idsOf(hits.filter((hit) => !ordersBot(hit))), true);
}

/**
 * Which parts of a scam are there at all, whatever the scheme: somebody's name, a promise or a threat, a demand. What a new
 * scheme has in common with the old ones. Told stories hold all of them, honest or not, so that model does not learn them.
 */
export function roleHints(hits: readonly SignalHit[]): readonly number[] {
  let roles = 0;
  for (const hit of hits) if (!ordersBot(hit)) roles |= 1 << SIGNAL_ROLES.indexOf(hit.signal.role);
  const known = hintsOfRoles.get(roles);
  if (known) return known;
  const names = SIGNAL_ROLES.filter((_, number) => roles & (1 << number)).map((role) => `@${role}`);
  // Of one role alone, all of them together are that one.
  const hints = hintFeatures([...new Set([...names, names.join('')])], true);
  hintsOfRoles.set(roles, hints);
  return hints;
}

/** There are few roles, and the same go together again and again. One bit for each role. */
const hintsOfRoles = new Map<number, readonly number[]>();

function wordsOfBlock(text: string, block: Block, sentences: readonly SpokenSentence[]): string {
  return sentences
    .filter((sentence) => sentence.speaker !== 'own-reply' && sentence.end > block.start && sentence.start < block.end)
    .map((sentence) => text.slice(Math.max(sentence.start, block.start), Math.min(sentence.end, block.end)))
    .join('');
}

/** Each scam model is believed as far as the text is its kind: somebody else's text passed on, or the citizen's own words. */
function mixed(forward: number, forwarded: number, told: number): number {
  return forward * forwarded + (1 - forward) * told;
}

function byClass(classes: readonly string[], values: readonly number[]): Record<string, number> {
  const record: Record<string, number> = {};
  for (let index = 0; index < classes.length; index++) record[classes[index] as string] = values[index] as number;
  return record;
}
