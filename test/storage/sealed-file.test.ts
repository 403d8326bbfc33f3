import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/storage/seal.ts';
import { openFile, sealFile } from '../../src/storage/sealed-file.ts';

const sealer = await createSealer('0a'.repeat(32));
/** What D1 takes in one row. */
const ROW = 2_000_000;

describe('a file that is sealed in parts', () => {
  it.each([
    [0, 0],
    [1, 1],
    [1_000_000, 1],
    [1_000_001, 2],
    [2_300_000, 3],
  ])('of %i bytes is %i parts, each small enough for a row, and opens byte for byte', async (size, count) => {
    const { key } = await sealer.newPersonKey();
    const file = Uint8Array.from({ length: size }, (_, index) => (index * 7) % 251);
    const parts = await sealFile(sealer, key, file);
    expect(parts.map(({ part }) => part)).toEqual(Array.from({ length: count }, (_, index) => index));
    for (const { body_sealed } of parts) expect(body_sealed.length).toBeLessThan(ROW);
    expect(Buffer.from(await openFile(sealer, key, parts)).equals(Buffer.from(file))).toBe(true);
  });

  it('opens with no other key', async () => {
    const [{ key }, { key: other }] = [await sealer.newPersonKey(), await sealer.newPersonKey()];
    const parts = await sealFile(sealer, key, new TextEncoder().encode('图片'));
    await expect(openFile(sealer, other, parts)).rejects.toMatchObject({ code: 'storage.sealed' });
  });
});
