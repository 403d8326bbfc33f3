import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { probabilities } from '../../src/detection/linear-model.ts';
import { checksumOf, decodeArtefact, encodeArtefact, encodePayload } from '../../src/library/artefact.ts';
import { FeatureIndex } from '../../src/library/feature-index.ts';
import { LABEL_MODELS, type LinearModel, type TrainedLibrary } from '../../src/library/library.ts';
import { newReleaseKey, signRelease } from '../../src/library/release-signature.ts';
import { pattern, signal, smallLibrary } from '../detection/small-library.ts';

const MODEL: LinearModel = {
  classes: ['legit', 'scam'],
  bias: [0.25, -0.25],
  features: new FeatureIndex(Int32Array.of(-5, 7, 2 ** 31 - 1)),
  weights: Float32Array.of(0.5, -0.5, 3, 1, -2, 2),
  scale: 1,
};

function source(): TrainedLibrary {
  const small = smallLibrary({ signals: [signal('ask-pay', 'ask', { phrases: ['转账'] })], patterns: [pattern('p', 'ask-pay')] });
  return { ...small, models: { ...small.models, told: MODEL } };
}

const WORKING_COPY = '1.2.3-dev.00000000';

async function encoded(version = WORKING_COPY, library = source()): Promise<Uint8Array<ArrayBuffer>> {
  const { models, version: _version, checksum: _checksum, ...content } = library;
  const payload = encodePayload(content, models);
  return encodeArtefact({ version }, await checksumOf(payload), payload);
}

describe('a release as a file', () => {
  test('comes back as it was, with its name', async () => {
    const { version, checksum, models, ...content } = await decodeArtefact(await encoded());
    const { models: _models, version: _version, checksum: _checksum, ...written } = source();
    expect(version).toBe(WORKING_COPY);
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(content).toEqual(written);
    expect(models.intent.classes).toEqual(source().models.intent.classes);
  });

  test('keeps the models: features exactly, probabilities to within a hundredth', async () => {
    const { told } = (await decodeArtefact(await encoded())).models;
    expect([...told.features.hashes]).toEqual([...MODEL.features.hashes]);
    for (const features of [[], [-5], [7], [2 ** 31 - 1], [-5, 7]])
      expect(Math.abs((probabilities(told, features)[1] as number) - (probabilities(MODEL, features)[1] as number))).toBeLessThan(0.01);
  });

  test('of a release that had no models of labels comes with models that say nothing', async () => {
    const { models, version: _version, checksum: _checksum, ...content } = source();
    const payload = encodePayload(content, models);
    const end = payload.indexOf(0x0a);
    const written = JSON.parse(new TextDecoder().decode(payload.subarray(0, end))) as { models: Record<string, unknown> };
    for (const name of LABEL_MODELS) delete written.models[name];
    const head = new TextEncoder().encode(JSON.stringify(written));
    // The models of labels know no feature here, so that nothing of theirs stands behind the others.
    const old = new Uint8Array(head.length + payload.length - end);
    old.set(head);
    old.set(payload.subarray(end), head.length);
    const library = await decodeArtefact(encodeArtefact({ version: WORKING_COPY }, await checksumOf(old), old));
    for (const name of LABEL_MODELS) expect(library.models[name].classes).toEqual([]);
    expect([...library.models.told.features.hashes]).toEqual([...MODEL.features.hashes]);
    const { understanding } = createDetector(library).judge('我奶奶在柜台要汇钱给骗子，我拦住了');
    expect(understanding).toMatchObject({ forOther: false, onlooker: null, ending: null, danger: null });
  });

  test('has the same bytes for the same library', async () => {
    expect(await encoded()).toEqual(await encoded());
  });

  test('has the same checksum under another name', async () => {
    expect((await decodeArtefact(await encoded('9.9.9-dev.1'))).checksum).toBe((await decodeArtefact(await encoded())).checksum);
  });

  test('is refused when any byte behind its head is changed', async () => {
    const bytes = await encoded();
    const head = bytes.indexOf(0x0a) + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: head, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] as number) ^ flip;
        await expect(decodeArtefact(changed)).rejects.toMatchObject({ code: 'library.artefact' });
      }),
    );
  });

  test('is refused when it was cut anywhere', async () => {
    const bytes = await encoded();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        await expect(decodeArtefact(bytes.slice(0, length))).rejects.toMatchObject({ code: 'library.artefact' });
      }),
    );
  });

  test('is refused when it is of another schema', async () => {
    const foreign = await encoded(WORKING_COPY, { ...source(), schema: 4 as unknown as TrainedLibrary['schema'] });
    await expect(decodeArtefact(foreign)).rejects.toThrow('schema 4');
  });

  test('is believed as a release when somebody whom we know has signed it', async () => {
    const { publicKey, privateKey } = await newReleaseKey();
    const keys = [{ id: 'k', publicKey }];
    const { models, version: _version, checksum: _checksum, ...content } = source();
    const payload = encodePayload(content, models);
    const checksum = await checksumOf(payload);
    const signature = await signRelease({ version: '1.2.3', checksum }, 'k', privateKey);
    expect((await decodeArtefact(encodeArtefact({ version: '1.2.3', signature }, checksum, payload), keys)).version).toBe('1.2.3');
    for (const name of [{ version: '1.2.3' }, { version: '1.2.4', signature }])
      await expect(decodeArtefact(encodeArtefact(name, checksum, payload), keys)).rejects.toMatchObject({ code: 'library.unsigned' });
  });
});
