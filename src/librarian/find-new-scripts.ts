import { clipText } from '../conversation/clip-text.ts';
import type { Detector } from '../detection/detector.ts';
import type { Consult } from '../storage/consults.ts';
import type { FoundScript, NewScript } from '../storage/new-scripts.ts';
import type { Storage } from '../storage/storage.ts';
import { markedPhrases } from './marked-phrases.ts';
import { DAY_MS } from './report-cards.ts';
import { clusterScripts, type ScriptCluster, type UnknownText } from './script-clusters.ts';

/** How far back is looked. Milliseconds. */
export const SCRIPTS_LOOK_BACK = 14 * DAY_MS;
const MOST_TEXTS = 20_000;
const PAGE = 200;
/** A burst: so many citizens within this time. */
const BURST_SENDERS = 3;
const BURST_MS = 3 * DAY_MS;
/** Shorter texts are like everything. UTF-16 units. */
const SHORTEST = 10;
/** A signal belongs to a script when so many of its texts have it. */
const MOST_OF_THEM = 0.6;
const MOST_KNOWN = 500;
/** What others write is known well enough from so many. */
const MOST_OTHERS = 3000;

interface Unknown extends UnknownText {
  readonly score: number;
  readonly type: string | null;
  readonly signals: readonly string[];
}
type FindStorage = Pick<Storage, 'consultsSince' | 'listScripts' | 'keepScript'>;

/**
 * Gathers what today's library does not know: texts of cases closed as a scam that are not red, and bursts of texts alike
 * that no pattern names. What was found before grows; what was dismissed stays so, as long as it is looked for once in that time.
 * @param now milliseconds since 1970 UTC
 * @returns how many scripts are new
 */
export async function findNewScripts(storage: FindStorage, detector: Detector, now: number): Promise<number> {
  const unknown: Unknown[] = [];
  const known: string[] = [];
  const from = now - SCRIPTS_LOOK_BACK;
  for await (const consult of consultsOf(storage, from)) {
    const judged = judge(detector, consult);
    if (judged.isKnown) known.push(judged.text.normalized);
    else unknown.push(judged.text);
  }
  const clusters = clusterScripts(unknown).filter((cluster) => cluster.some(({ missed }) => missed) || isBurst(cluster));
  const before = await storage.listScripts(from, MOST_KNOWN, ['missed', 'burst']);
  let fresh = 0;
  for (const cluster of clusters) {
    const inside = new Set(cluster.map(({ messageId }) => messageId));
    const others = [...unknown.filter(({ messageId }) => !inside.has(messageId)).map(({ normalized }) => normalized), ...known];
    const script = describeCluster(cluster, others.slice(0, MOST_OTHERS));
    const same = before.find(({ messageIds }) => messageIds.some((id) => inside.has(id))) ?? null;
    if (same && !hasGrown(same, script)) continue;
    const kept = await storage.keepScript(script, same?.id ?? null);
    if (!same && kept) fresh += 1;
  }
  return fresh;
}

async function* consultsOf(storage: FindStorage, from: number): AsyncGenerator<Consult> {
  let seen = 0;
  let page = await storage.consultsSince(from, null, PAGE);
  while (page.length > 0 && seen < MOST_TEXTS) {
    yield* page;
    seen += page.length;
    page = await storage.consultsSince(from, page.at(-1) ?? null, PAGE);
  }
}

/** Known: a pattern names it, an officer said that it is harmless, or there is too little of it. */
function judge(detector: Detector, consult: Consult): { readonly isKnown: boolean; readonly text: Unknown } {
  const { verdict, analysis, understanding } = detector.judge(clipText(consult.text).text, { sender: consult.sender ?? undefined });
  const missed = consult.truth === 'scam' && verdict.colour !== 'red';
  const named = analysis.blocks.some(({ patterns }) => patterns.some(({ pattern }) => pattern.status !== 'deprecated'));
  const spoken = SPOKEN_OF.has(understanding.intent);
  const normalized = analysis.normalized.text;
  return {
    isKnown: consult.truth === 'false-alarm' || normalized.length < SHORTEST || (!missed && (named || !spoken)),
    text: {
      messageId: consult.messageId,
      sender: consult.conversationId,
      at: consult.at,
      normalized,
      missed,
      score: verdict.score,
      type: verdict.type?.id ?? null,
      signals: [...new Set(analysis.counted.map(({ signal }) => signal.id))],
    },
  };
}

/** In thanks and greetings everybody is alike. */
const SPOKEN_OF: ReadonlySet<string> = new Set(['forward', 'advice', 'report', 'emergency', 'stop-loss']);

/** @param cluster the oldest first */
function isBurst(cluster: ScriptCluster): boolean {
  return cluster.some((first) => {
    const close = cluster.filter(({ at }) => at >= first.at && at <= first.at + BURST_MS);
    return new Set(close.map(({ sender }) => sender)).size >= BURST_SENDERS;
  });
}

function describeCluster(cluster: ScriptCluster<Unknown>, others: readonly string[]): FoundScript {
  const first = cluster[0] as Unknown;
  const counts = new Map<string, number>();
  for (const { signals } of cluster) for (const id of signals) counts.set(id, (counts.get(id) ?? 0) + 1);
  const worst = cluster.reduce((a, b) => (b.score > a.score ? b : a));
  return {
    kind: cluster.some(({ missed }) => missed) ? 'missed' : 'burst',
    texts: cluster.length,
    senders: new Set(cluster.map(({ sender }) => sender)).size,
    firstAt: first.at,
    lastAt: (cluster.at(-1) ?? first).at,
    messageIds: cluster.map(({ messageId }) => messageId),
    phrases: markedPhrases(ofEachSender(cluster), others),
    signals: [...counts].filter(([, count]) => count >= cluster.length * MOST_OF_THEM).map(([id]) => id),
    score: worst.score,
    type: worst.type,
  };
}

/** What one citizen has written twice is not what several were sent: it may be his name. */
function ofEachSender(cluster: ScriptCluster): readonly string[] {
  const texts = new Map<string, string>();
  for (const { sender, normalized } of cluster) texts.set(sender, `${texts.get(sender) ?? ''}${normalized}\n`);
  return [...texts.values()];
}

function hasGrown(before: NewScript, now: FoundScript): boolean {
  return now.texts !== before.texts || now.kind !== before.kind;
}
