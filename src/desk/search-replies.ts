import Fuse from 'fuse.js';
import { CANNED_REPLIES } from './canned-replies.ts';
import type { CannedReply } from './canned-reply.ts';

const FIELDS = [
  { name: 'zh', weight: 4, getFn: ({ title }: CannedReply) => title.zh },
  { name: 'en', weight: 4, getFn: ({ title }: CannedReply) => title.en },
  { name: 'keywords', weight: 3, getFn: ({ keywords }: CannedReply) => keywords.split(' ') },
  { name: 'text', weight: 1, getFn: ({ text }: CannedReply) => text },
];
const fuse = new Fuse(CANNED_REPLIES, { keys: FIELDS, ignoreLocation: true, ignoreFieldNorm: true, threshold: 0.34, includeScore: true });
const LONGEST_QUERY = 60;
const MOST = 8;

/** The best first; all of them when nothing is asked for. */
export function searchReplies(query: string): readonly CannedReply[] {
  const words = wordsOf(query);
  if (words.length === 0) return CANNED_REPLIES;
  const found = new Map<CannedReply, number>();
  for (const word of words) for (const { item, score = 1 } of fuse.search(word)) found.set(item, (found.get(item) ?? 0) + (1 - score));
  return [...found]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([item]) => item);
}

/** What blanks divide; Chinese has none, so a run of it is also looked for two characters at a time. */
function wordsOf(query: string): readonly string[] {
  const plain = query.slice(0, LONGEST_QUERY).normalize('NFKC').toLowerCase();
  return (plain.match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((run) =>
    /\p{Script=Han}/u.test(run) && run.length > 2 ? [run, ...Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))] : [run],
  );
}

const BY_STAGE: Readonly<Record<string, readonly string[]>> = {
  paid: ['opening-urgent', 'stop-payment', 'bank-call', 'ask-payee', 'evidence', 'second-scam'],
  'handed-over': ['opening-urgent', 'handed-over', 'ask-safe', 'evidence', 'second-scam'],
  sharing: ['opening-urgent', 'stop-sharing', 'hang-up', 'ask-stage', 'bank-call'],
  installed: ['opening-urgent', 'remove-app', 'ask-stage', 'bank-call'],
  'gave-code': ['opening-urgent', 'code-given', 'ask-stage', 'ask-time'],
  clicked: ['opening', 'clicked', 'ask-stage', 'likely'],
  'fetching-cash': ['opening-urgent', 'cash-courier', 'secret', 'ask-safe'],
  gathered: ['opening-urgent', 'no-more', 'bank-call', 'ask-safe'],
  borrowed: ['opening-urgent', 'loan', 'no-more', 'ask-stage'],
};
const GENERAL = ['opening', 'ask-stage', 'likely', 'cannot-tell', 'call-us', 'closing'];
const DESPAIR = ['despair', 'ask-safe', 'not-your-fault', 'call-us'];

/** Those that fit how far it has gone, before anything is looked for. */
export function likelyReplies({ reason, stage }: { readonly reason: string; readonly stage: string | null }): readonly CannedReply[] {
  const [intent, then = ''] = reason.split(': ');
  const ids = intent === 'despair' ? DESPAIR : (BY_STAGE[then] ?? BY_STAGE[stage ?? ''] ?? GENERAL);
  return ids.flatMap((id) => findReply(id) ?? []);
}

export function findReply(id: string): CannedReply | undefined {
  return CANNED_REPLIES.find((one) => one.id === id);
}
