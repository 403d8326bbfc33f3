import { INTENT_IDS, type Intent, TYPE_IDS } from '../../src/library/schema.ts';
import type { LibrarySources } from '../../src/library/sources.ts';
import { NO_LINK_FACTS, NO_NEGATORS, pattern, SMALL_CONTENT, scamType, signal } from '../detection/small-library.ts';

const both = { zh: '报警', en: 'police' };

export function smallIntent(id: Intent['id']): Intent {
  return { id, title: id, meaning: id, phrases: [], examples: Array.from({ length: 40 }, (_, index) => `${id} ${index}`) };
}

/** The smallest sources that fit together; `changes` break them one at a time. */
export function smallSources(changes: Partial<LibrarySources> = {}): LibrarySources {
  return {
    types: TYPE_IDS.map((id) => scamType(id)),
    signals: [signal('ask-pay', 'ask', { phrases: ['转账'] }), signal('claims-bank', 'identity', { phrases: ['银行'] })],
    patterns: [pattern('p', { all: ['ask-pay', 'claims-bank'] })],
    intents: INTENT_IDS.map(smallIntent),
    followUps: [],
    numbers: { '110': { number: '110', title: both, use: 'x', hours: both, source: 'https://example.com', checked: '2026-11-20' } },
    variants: SMALL_CONTENT.variants,
    negators: NO_NEGATORS,
    links: NO_LINK_FACTS,
    corpus: { forwards: [], chats: [], asides: [], labels: [] },
    ...changes,
  };
}
