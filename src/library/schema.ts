import { z } from 'zod';

/** The shapes of the files in `scam-patterns/` and `intents/`. Strict: an unknown key is a spelling mistake. */

export const COLOURS = ['red', 'yellow', 'green'] as const;
/** The worse, the higher. */
export const COLOUR_RANK: Readonly<Record<Colour, number>> = { green: 0, yellow: 1, red: 2 };
export const STAGES = [
  'seen',
  'clicked',
  'gave-code',
  'sharing',
  'installed',
  'gathered',
  'borrowed',
  'fetching-cash',
  'handed-over',
  'paid',
] as const;
export const INTENT_IDS = [
  'forward',
  'advice',
  'emergency',
  'stop-loss',
  'human',
  'report',
  'knowledge',
  'greeting',
  'smalltalk',
  'thanks',
  'abuse',
  'off-topic',
  'privacy',
] as const;
export const TYPE_IDS = [
  'task-rebate',
  'investment',
  'loan',
  'customer-service',
  'authority',
  'credit-repair',
  'shopping',
  'acquaintance',
  'game',
  'romance',
  'phishing',
  'prize',
  'travel',
  'blackmail',
  'mule',
  'recruitment',
  'gambling',
  'elder',
  'other-scam',
] as const;

/** What a signal says about a text. `exempt` marks official warnings, `state` what the citizen says of himself. */
export const SIGNAL_ROLES = ['identity', 'lure', 'threat', 'ask', 'pressure', 'context', 'exempt', 'stage', 'state'] as const;

/** Checks over the found links, phones and amounts that a phrase cannot express. */
const ENTITY_CHECKS = [
  'link',
  'link-lookalike',
  'link-brand-in-foreign-domain',
  'link-ip',
  'link-punycode',
  'link-port',
  'link-shortener',
  'link-apk',
  'link-throwaway-domain',
  'link-hidden',
  'link-odd-host',
  'link-official',
  'link-known',
  'phone-foreign',
  'phone-mobile',
  'phone-premium',
  'contact',
  'amount',
] as const;

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'ids are lower-case words joined by hyphens');
export const line = z.string().trim().min(1);
export const bilingual = z.strictObject({ zh: line, en: line });
const date = z.iso.date();

export const numberSchema = z.strictObject({
  number: line,
  title: bilingual,
  use: line,
  /** Words that name what this office answers for. */
  topics: z.array(line).optional(),
  /** Who freezes an account there, when money has gone from it. */
  freezes: z.boolean().optional(),
  /** It takes text messages, no calls. */
  byText: z.boolean().optional(),
  hours: bilingual,
  source: z.url(),
  checked: date,
});

/** Who is told what as a talk goes on: the victim, whoever writes for him, or before whose counter he stands. */
const COUNSELLED = ['himself', 'other', 'counter'] as const;

/**
 * One piece of advice for what is told after the first answer. `lost`: said only once something has left his hands, or only while nothing
 * has; without it in both. `hears`: the words that call for it; none: said in the order of the file when nothing else is called for.
 */
const counselSchema = z.strictObject({
  id,
  to: z.array(z.enum(COUNSELLED)).min(1),
  lost: z.boolean().optional(),
  hears: z.array(line).default([]),
  say: bilingual,
});

export const typeSchema = z.strictObject({
  id: z.enum(TYPE_IDS),
  title: bilingual,
  looksLike: bilingual,
  policeClass: line,
  marks: z.array(line).min(3),
  next: bilingual,
  advice: z.strictObject({
    dont: bilingual,
    now: z.strictObject({ zh: z.array(line).min(2).max(4), en: z.array(line).min(2).max(4) }),
    numbers: z.array(line).min(1).max(4),
  }),
  counsel: z.array(counselSchema).default([]),
  references: z.array(line).min(1),
});

export const signalSchema = z.strictObject({
  id,
  title: line,
  role: z.enum(SIGNAL_ROLES),
  why: bilingual.optional(),
  stage: z.enum(STAGES).optional(),
  phrases: z.array(line).default([]),
  negate: z.array(line).default([]),
  entity: z.enum(ENTITY_CHECKS).optional(),
  /** false: a preceding 不要/勿/谨防 does not void the hit. Default: true for asks, lures and threats. */
  negatable: z.boolean().optional(),
  examples: z.strictObject({ positive: z.array(line).min(2), negative: z.array(line).min(1) }),
});

type ConditionSource =
  | string
  | { all?: ConditionSource[] | undefined; any?: ConditionSource[] | undefined; none?: ConditionSource[] | undefined };
const condition: z.ZodType<ConditionSource> = z.lazy(() =>
  z.union([
    id,
    z.strictObject({
      all: z.array(condition).min(1).optional(),
      any: z.array(condition).min(1).optional(),
      none: z.array(condition).min(1).optional(),
    }),
  ]),
);

const SEVERITIES = ['critical', 'high', 'medium'] as const;
const STATUSES = ['experimental', 'test', 'stable', 'deprecated'] as const;

export const patternSchema = z.strictObject({
  id,
  version: z.int().min(1),
  title: line,
  type: z.enum(TYPE_IDS),
  severity: z.enum(SEVERITIES),
  status: z.enum(STATUSES),
  why: bilingual.optional(),
  when: condition,
  /** Where its type's advice does not fit, as for a seller among buyers. The telephone numbers are the type's. */
  advice: z
    .strictObject({ dont: bilingual, now: z.strictObject({ zh: z.array(line).min(1).max(4), en: z.array(line).min(1).max(4) }) })
    .optional(),
  examples: z.strictObject({
    positive: z.array(line).min(3),
    negative: z.array(z.strictObject({ text: line, reason: line })).min(3),
  }),
  references: z.array(line).min(1),
});

export const variantsSchema = z.strictObject({
  chars: z.record(z.string(), z.string()),
  words: z.record(z.string(), z.string()),
  soundAlike: z.strictObject({ keywords: z.array(line), except: z.array(line) }),
});

/** `except`: everyday words that contain a negator and negate nothing. */
export const negatorsSchema = z.strictObject({ before: z.array(line).min(1), except: z.array(line).default([]) });

const brandSchema = z.strictObject({
  name: line,
  words: z.array(line).min(1),
  domains: z.array(line).min(1),
});
export const linksSchema = z.strictObject({
  brands: z.array(brandSchema),
  shorteners: z.array(line),
  throwawaySuffixes: z.array(line),
  officialSuffixes: z.array(line),
  /** Hosts, or beginnings of addresses, where anybody may put a page or is sent on from. None up to release 5.8. */
  hosting: z.array(line).optional(),
  /** Registrable domains of great houses, whose bare address is no riddle. None up to release 5.8. */
  known: z.array(line).optional(),
});

export const intentSchema = z.strictObject({
  id: z.enum(INTENT_IDS),
  title: line,
  meaning: line,
  phrases: z.array(line).default([]),
  reply: bilingual.optional(),
  examples: z.array(line).min(40),
});

export type Colour = (typeof COLOURS)[number];
export type Stage = (typeof STAGES)[number];
export type IntentId = (typeof INTENT_IDS)[number];
export type TypeId = (typeof TYPE_IDS)[number];
export type SignalRole = (typeof SIGNAL_ROLES)[number];
export type EntityCheck = (typeof ENTITY_CHECKS)[number];
export type Bilingual = z.infer<typeof bilingual>;
export type PhoneNumber = z.infer<typeof numberSchema>;
export type Counsel = z.infer<typeof counselSchema>;
export type ScamType = z.infer<typeof typeSchema>;
export type Signal = z.infer<typeof signalSchema>;
export type Pattern = z.infer<typeof patternSchema>;
export type Condition = ConditionSource;
export type Variants = z.infer<typeof variantsSchema>;
export type Negators = z.infer<typeof negatorsSchema>;
export type LinkFacts = z.infer<typeof linksSchema>;
export type Intent = z.infer<typeof intentSchema>;
