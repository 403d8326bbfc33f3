import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textFeatures } from '../../src/detection/features.ts';
import { JointModel } from '../../src/detection/joint-model.ts';
import { joinModels } from '../../src/detection/joint-table.ts';
import { probabilities } from '../../src/detection/linear-model.ts';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import { LABEL_MODELS, type LinearModel, MODEL_NAMES } from '../../src/library/library.ts';

/** A model that knows some of the texts' features and others besides. */
function model(classes: readonly string[], texts: readonly string[], seed: number): LinearModel {
  const features = [...new Set([seed, ...texts.flatMap((text) => textFeatures(text, [1, 2, 3]))])].filter((_, n) => (n + seed) % 3 > 0);
  const weights = Int8Array.from({ length: features.length * classes.length }, (_, n) => ((n * 31 + seed * 7) % 255) - 127);
  return { classes, bias: classes.map((_, c) => c / 3), features: new FeatureIndex(Int32Array.from(features)), weights, scale: 0.05 };
}

test('answers what each of its models answers alone', () => {
  const text = fc.string({ unit: fc.constantFrom('转', '账', '吗', ' ', 'a', '7'), maxLength: 20 });
  const hints = fc.array(fc.nat(5), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(text), text, text, hints, hints, (known, first, second, few, other) => {
      const models = {
        forwarded: model(['legit', 'scam'], known, 1),
        told: model(['legit', 'scam'], known, 4),
        type: model(['a', 'b', 'c'], known, 2),
        intent: model(['x', 'y', 'z', 'w'], [...known, first], 3),
        whose: model(['self', 'other'], known, 5),
        ending: model(['open', 'averted'], [...known, second], 6),
        danger: model(['none', 'held'], known, 7),
      };
      const joint = new JointModel(joinModels(models, MODEL_NAMES));
      const along = new JointModel(joinModels(models, ['told', 'danger']), joint);
      joint.begin();
      for (const asked of [first, first, second]) {
        joint.take(asked);
        const features = textFeatures(asked, few);
        expect(joint.ask(few, ['forwarded', 'told', 'type'])).toEqual({
          forwarded: probabilities(models.forwarded, features),
          told: probabilities(models.told, features),
          type: probabilities(models.type, features),
        });
        const whole = textFeatures(asked, other);
        expect(joint.ask(other, ['intent']).intent).toEqual(probabilities(models.intent, whole));
        expect(along.askAlong(['told'])).toEqual({ told: probabilities(models.told, whole) });
        expect(joint.ask(other, LABEL_MODELS)).toEqual({
          whose: probabilities(models.whose, whole),
          ending: probabilities(models.ending, whole),
          danger: probabilities(models.danger, whole),
        });
      }
    }),
  );
});

test('rounds weights as a release does', () => {
  const bytes = model(['legit', 'scam'], ['转账'], 1);
  const trained = { ...bytes, weights: Float32Array.from(bytes.weights, (weight) => weight / 40 + 0.001), scale: 1 };
  const joint = new JointModel(
    joinModels(
      { forwarded: trained, told: trained, type: trained, intent: trained, whose: trained, ending: trained, danger: trained },
      MODEL_NAMES,
    ),
  );
  joint.begin();
  joint.take('转账');
  const alone = probabilities(trained, textFeatures('转账', []));
  expect(Math.abs((joint.ask([], ['told']).told[1] as number) - (alone[1] as number))).toBeLessThan(0.01);
});

/** Many different characters in no order, so that hardly a feature is repeated. */
const longText = (length: number): string =>
  Array.from({ length }, (_, n) => String.fromCharCode(0x4e00 + (Math.imul(n + 1, 0x9e3779b1) >>> 19))).join('');

const HINTS = [0, 1, 2, 3, 4];

test('answers the same of thousands of features, of which no two models know one', () => {
  const text = longText(2500);
  const all = textFeatures(text, HINTS);
  const part = (classes: readonly string[], place: number): LinearModel => {
    const hashes = Int32Array.from(all.filter((_, n) => n % 7 === place));
    const weights = Int8Array.from({ length: hashes.length * classes.length }, (_, n) => ((n * 31 + place) % 255) - 127);
    return { classes, bias: classes.map(() => 0), features: new FeatureIndex(hashes), weights, scale: 0.1 };
  };
  const models = {
    forwarded: part(['legit', 'scam'], 0),
    told: part(['legit', 'scam'], 1),
    type: part(['a', 'b', 'c'], 2),
    intent: part(['x', 'y'], 3),
    whose: part(['self', 'other'], 4),
    ending: part(['open', 'averted'], 5),
    danger: part(['none', 'held'], 6),
  };
  const joint = new JointModel(joinModels(models, MODEL_NAMES));
  for (const asked of [text, text.slice(0, 7), text.slice(1000), '', text]) {
    joint.begin();
    joint.take(asked);
    const features = textFeatures(asked, HINTS);
    expect(joint.ask(HINTS, ['forwarded', 'told', 'type'])).toEqual({
      forwarded: probabilities(models.forwarded, features),
      told: probabilities(models.told, features),
      type: probabilities(models.type, features),
    });
    expect(joint.ask(HINTS, ['intent']).intent).toEqual(probabilities(models.intent, features));
    expect(joint.ask(HINTS, LABEL_MODELS)).toEqual({
      whose: probabilities(models.whose, features),
      ending: probabilities(models.ending, features),
      danger: probabilities(models.danger, features),
    });
  }
});

test('knows features that crowd the same place, and those that merely would', () => {
  const crowd = (from: number): number[] => Array.from({ length: 40 }, (_, n) => (n + from) * 1024 - 1);
  const crowded = (classes: readonly string[]): LinearModel => ({
    classes,
    bias: classes.map(() => 0),
    features: new FeatureIndex(Int32Array.from(crowd(0))),
    weights: Int8Array.from({ length: 40 * classes.length }, (_, n) => (n % 7) * 9),
    scale: 0.1,
  });
  const models = {
    forwarded: crowded(['legit', 'scam']),
    told: crowded(['legit', 'scam']),
    type: crowded(['a']),
    intent: crowded(['x', 'y']),
    whose: crowded(['self']),
    ending: crowded(['open']),
    danger: crowded(['none']),
  };
  const joint = new JointModel(joinModels(models, MODEL_NAMES));
  joint.begin();
  joint.take('好');
  for (const hints of [crowd(0), crowd(20), crowd(40), crowd(0).slice(3, 5), []])
    expect(joint.ask(hints, ['intent']).intent).toEqual(probabilities(models.intent, textFeatures('好', hints)));
});

test('of models that know no word says what they say of everything', () => {
  const mute: LinearModel = {
    classes: ['x', 'y'],
    bias: [0, Math.log(3)],
    features: new FeatureIndex(new Int32Array()),
    weights: new Int8Array(),
    scale: 1,
  };
  const joint = new JointModel(
    joinModels({ forwarded: mute, told: mute, type: mute, intent: mute, whose: mute, ending: mute, danger: mute }, MODEL_NAMES),
  );
  joint.begin();
  joint.take('转账');
  expect(joint.ask([1], ['intent']).intent[1]).toBeCloseTo(0.75);
});
