import { FeatureIndex } from '../../src/library/feature-index.ts';
import { DANGER_IDS, ENDING_IDS, WHOSE_IDS } from '../../src/library/label-ids.ts';
import { type LibraryContent, type LinearModel, SCHEMA_VERSION, type TrainedLibrary } from '../../src/library/library.ts';
import { INTENT_IDS, type LinkFacts, type Negators, type Pattern, type ScamType, type Signal } from '../../src/library/schema.ts';
import { sparseModel } from '../../src/library/sparse-model.ts';

/** The parts of a library made by hand, so that a test says on the spot what it depends on. */
export type NormalizerContent = Pick<LibraryContent, 'variants' | 'simplify' | 'sounds'>;

export const SMALL_CONTENT: NormalizerContent = {
  variants: {
    chars: { 薇: '微', 〇: '0', '💰': '钱', '🧧': '红包', '🐧': 'qq' },
    words: { vx: '微信', 绿泡泡: '微信', 扣扣: 'qq', dai款: '贷款', 亻言: '信', weixin: '微信', 种奖品: '种奖品', 奖品: '礼品' },
    soundAlike: { keywords: ['账户', '验证码'], except: ['张虎'] },
  },
  simplify: { from: '賬轉碼驗證戶錢請', to: '账转码验证户钱请' },
  sounds: { zhang: '账帐张涨', hu: '户护虎', yan: '验言', zheng: '证正', ma: '码马' },
};

export const NO_LINK_FACTS: LinkFacts = { brands: [], shorteners: [], throwawaySuffixes: [], officialSuffixes: [] };
export const NO_NEGATORS: Negators = { before: ['zzzz'], except: [] };

export function signal(id: string, role: Signal['role'], parts: Partial<Signal> = {}): Signal {
  return { id, title: id, role, phrases: [], negate: [], examples: { positive: ['a', 'b'], negative: ['c'] }, ...parts };
}

export function pattern(id: string, when: Pattern['when'], parts: Partial<Pattern> = {}): Pattern {
  return {
    id,
    version: 1,
    title: id,
    type: 'phishing',
    severity: 'high',
    status: 'stable',
    when,
    examples: { positive: [], negative: [] },
    references: ['r'],
    ...parts,
  };
}

export function scamType(id: ScamType['id']): ScamType {
  const both = { zh: `${id}的话`, en: `words of ${id}` };
  return {
    id,
    title: both,
    looksLike: both,
    counsel: [],
    policeClass: id,
    marks: ['一', '二', '三'],
    next: both,
    advice: { dont: both, now: { zh: ['甲', '乙'], en: ['a', 'b'] }, numbers: ['110'] },
    references: ['r'],
  };
}

/** A model that knows no words and always answers the same; `favoured` is its log-odds over each other class. */
export function constantModel(classes: readonly string[], favoured: string, odds: number): LinearModel {
  return {
    classes,
    bias: classes.map((name) => (name === favoured ? odds : 0)),
    features: new FeatureIndex(new Int32Array()),
    weights: new Float32Array(),
    scale: 1,
  };
}

/** @param scamOdds log-odds of a scam that the classifier sees in every text */
export function smallLibrary(parts: Partial<LibraryContent>, scamOdds = 0): TrainedLibrary {
  return {
    ...SMALL_CONTENT,
    schema: SCHEMA_VERSION,
    types: [scamType('phishing'), scamType('loan')],
    signals: [],
    patterns: [],
    intents: [],
    followUps: [],
    numbers: {},
    negators: NO_NEGATORS,
    links: NO_LINK_FACTS,
    ...parts,
    version: '1.0.0',
    checksum: '',
    models: {
      forwarded: constantModel(['legit', 'scam'], 'scam', scamOdds),
      told: constantModel(['legit', 'scam'], 'scam', scamOdds),
      type: constantModel(['loan', 'phishing'], 'loan', 0),
      intent: constantModel(INTENT_IDS, 'forward', 9),
      whose: constantModel(WHOSE_IDS, 'self', 9),
      ending: constantModel(ENDING_IDS, 'open', 9),
      danger: constantModel(DANGER_IDS, 'none', 9),
      asks: sparseModel(constantModel([], '', 0), 0),
    },
  };
}
