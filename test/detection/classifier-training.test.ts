import { describe, expect, test } from 'vitest';
import { TextClassifier, type TrainingOptions } from '../../src/detection/classifier-training.ts';
import { FeatureLists } from '../../src/detection/feature-lists.ts';
import { textFeatures } from '../../src/detection/features.ts';
import { learnLesson } from '../../src/detection/lesson.ts';
import { probabilities } from '../../src/detection/linear-model.ts';
import { FeatureNumbers } from '../../src/detection/vocabulary.ts';

const SCAMS = ['转账到安全账户', '马上转账给我', '先转账再返利', '转账才能解冻', '请立即转账', '转账激活账户'];
const LEGIT = ['明天一起吃饭', '快递放门口了', '会议改到三点', '周末去爬山吗', '放学接孩子吃饭', '快递到了请取'];
const features = (text: string): number[] => textFeatures(text, []);

function trained(options?: TrainingOptions): TextClassifier {
  const classifier = new TextClassifier(options);
  for (const text of SCAMS) classifier.addDocument(features(text), 'scam');
  for (const text of LEGIT) classifier.addDocument(features(text), 'legit');
  classifier.train();
  return classifier;
}

describe('training', () => {
  test('learns what can be told apart, and carries it over to new wording', () => {
    const classifier = trained();
    for (const text of SCAMS) expect(classifier.classify(features(text))).toBe('scam');
    for (const text of LEGIT) expect(classifier.classify(features(text))).toBe('legit');
    expect(classifier.classify(features('今天必须转账'))).toBe('scam');
    expect(classifier.classify(features('快递在哪'))).toBe('legit');
  });

  test('gives the same weights for the same texts, bit by bit', () => {
    const [a, b] = [trained().linearModel, trained().linearModel];
    expect(a.bias).toEqual(b.bias);
    expect(a.weights).toEqual(b.weights);
    expect(a.features.hashes).toEqual(b.features.hashes);
  });

  test('keeps classes in the order of the alphabet, with a weight for each known feature', () => {
    const { classes, weights, features: index } = trained().linearModel;
    expect(classes).toEqual(['legit', 'scam']);
    expect(weights).toHaveLength(index.hashes.length * classes.length);
  });

  test('learns nothing of a feature that only one text has', () => {
    const { features: index } = trained().linearModel;
    const once = features('爬').filter((feature) => index.rowOf(feature) >= 0);
    const often = features('转').filter((feature) => index.rowOf(feature) >= 0);
    // 转 anywhere; fewer texts begin with it.
    expect([once.length, often.length]).toEqual([0, 1]);
  });

  test('listens more to a class of greater weight', () => {
    const doubtful = features('转账吃饭');
    const scamIn = (options?: TrainingOptions): number => probabilities(trained(options).linearModel, doubtful)[1] as number;
    expect(scamIn({ weights: { scam: 3 } })).toBeGreaterThan(scamIn({ weights: { scam: 0.2 } }));
  });

  test('listens more to a text of greater weight', () => {
    const scamWith = (weight: number): number => {
      const classifier = new TextClassifier({ minTexts: 1 });
      classifier.addDocument(features('转账吃饭'), 'scam', weight);
      classifier.addDocument(features('转账吃饭'), 'legit');
      classifier.train();
      return classifier.getClassifications(features('转账吃饭')).find(({ label }) => label === 'scam')?.value as number;
    };
    expect(scamWith(3)).toBeGreaterThan(0.55);
    expect(scamWith(0.3)).toBeLessThan(0.45);
  });

  test('answers with the model that it hands over', () => {
    const classifier = trained();
    const [best] = classifier.getClassifications(features('马上转账'));
    expect(best?.value).toBe(Math.max(...probabilities(classifier.linearModel, features('马上转账'))));
  });

  test('must come first', () => {
    expect(() => new TextClassifier().linearModel).toThrow('train() first');
    expect(() => new TextClassifier().classify(features('转账'))).toThrow('train() first');
  });

  test('takes four texts for evidence, and a text and a class for what they are, unless it is told otherwise', () => {
    expect(trained({ minTexts: 4, weights: { scam: 1, legit: 1 } }).linearModel).toEqual(trained().linearModel);
    expect(trained({ weights: { scam: 1 } }).linearModel).toEqual(trained().linearModel);
    const known = ([1, 2, 3, 4] as const).map((minTexts) => trained({ minTexts }).linearModel.features.hashes.length);
    expect(known).toEqual([...known].sort((a, b) => b - a));
    expect(new Set(known).size).toBe(4);
  });

  test('takes a text’s weight times that of its class', () => {
    const weighing = (options: TrainingOptions, weight?: number) => {
      const classifier = new TextClassifier({ minTexts: 1, ...options });
      classifier.addDocument(features('转账吃饭'), 'scam', weight);
      classifier.addDocument(features('转账吃饭'), 'legit');
      classifier.train();
      return classifier.linearModel;
    };
    expect(weighing({ weights: { scam: 3 } }, 2)).toEqual(weighing({}, 6));
    expect(weighing({ weights: { scam: 3 } })).toEqual(weighing({}, 3));
    expect(weighing({}, 1)).toEqual(weighing({}));
    expect(weighing({}, 6)).not.toEqual(weighing({}));
  });

  test('is the same of texts that were read beforehand, in parts, and when somebody else learns', async () => {
    const texts = ['别的话', ...SCAMS, ...LEGIT];
    const [begins, ends, numbers] = [new FeatureLists(), new FeatureLists(), new FeatureNumbers()];
    for (const text of texts) {
      begins.add(features(text).slice(0, 5));
      ends.add(features(text).slice(5));
    }
    const parts = [begins.lists, ends.lists];
    for (const part of parts) numbers.enter(part.numbers);
    const classifier = new TextClassifier({}, { parts, numbers });
    // The text before them teaches nothing.
    for (const text of SCAMS) classifier.addRead(texts.indexOf(text), 'scam');
    for (const text of LEGIT) classifier.addRead(texts.indexOf(text), 'legit');
    await classifier.trainBy(async (lesson) => learnLesson(lesson));
    expect(classifier.linearModel).toEqual(trained().linearModel);
  });

  test('of three classes answers with each, the likeliest first', () => {
    const classifier = new TextClassifier({ minTexts: 1 });
    const texts = { loan: '贷款', prize: '奖金', advice: '对吗' };
    for (const [label, text] of Object.entries(texts)) classifier.addDocument(features(text), label);
    classifier.train();
    for (const [label, text] of Object.entries(texts)) {
      const classes = classifier.getClassifications(features(text));
      expect(classes[0]?.label).toBe(label);
      expect(classes.map((one) => one.label).sort()).toEqual(['advice', 'loan', 'prize']);
      expect(classes.map(({ value }) => value)).toEqual(classes.map(({ value }) => value).sort((a, b) => b - a));
      expect(classes.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1);
    }
  });

  test('of texts that were read takes no other', () => {
    const classifier = new TextClassifier({}, { parts: [new FeatureLists().lists], numbers: new FeatureNumbers() });
    expect(() => classifier.addDocument(features('转账'), 'scam')).toThrow('learns from texts that were read');
  });

  test('of nothing knows no class', () => {
    const classifier = new TextClassifier();
    classifier.train();
    expect(classifier.getClassifications(features('转账'))).toEqual([]);
    expect(classifier.classify(features('转账'))).toBe('');
  });
});
