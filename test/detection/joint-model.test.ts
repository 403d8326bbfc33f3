import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textFeatures } from '../../src/detection/features.ts';
import { JointModel } from '../../src/detection/joint-model.ts';
import { probabilities } from '../../src/detection/linear-model.ts';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import type { LinearModel } from '../../src/library/library.ts';

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
      };
      const joint = new JointModel(models);
      joint.begin();
      for (const asked of [first, first, second]) {
        joint.take(asked);
        const features = textFeatures(asked, few);
        expect(joint.scamAndType(few)).toEqual({
          forwarded: probabilities(models.forwarded, features),
          told: probabilities(models.told, features),
          type: probabilities(models.type, features),
        });
        expect(joint.intent(other)).toEqual(probabilities(models.intent, textFeatures(asked, other)));
      }
    }),
  );
});

test('rounds weights as a release does', () => {
  const bytes = model(['legit', 'scam'], ['转账'], 1);
  const trained = { ...bytes, weights: Float32Array.from(bytes.weights, (weight) => weight / 40 + 0.001), scale: 1 };
  const joint = new JointModel({ forwarded: trained, told: trained, type: trained, intent: trained });
  joint.begin();
  joint.take('转账');
  const alone = probabilities(trained, textFeatures('转账', []));
  expect(Math.abs((joint.scamAndType([]).told[1] as number) - (alone[1] as number))).toBeLessThan(0.01);
});
