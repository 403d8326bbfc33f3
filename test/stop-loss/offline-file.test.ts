import { describe, expect, it } from 'vitest';
import { evidenceKind } from '../../src/stop-loss/evidence-kinds.ts';
import { openOfflineFile, sealOfflineFile } from '../../src/stop-loss/offline-file.ts';

const PASSPHRASE = '四只白鹭飞过了南太湖水面';

describe('the offline file', () => {
  it('opens with its passphrase alone, however that was typed', async () => {
    const file = await sealOfflineFile({ name: '王小明乙' }, `${PASSPHRASE}ＡＢ`);
    expect(file).not.toContain('王小明乙');
    expect(await openOfflineFile(file, `${PASSPHRASE}AB`)).toEqual({ name: '王小明乙' });
    await expect(openOfflineFile(file, PASSPHRASE)).rejects.toMatchObject({ code: 'stop-file.unreadable' });
  });

  it('is never the same twice, and whatever is changed in it is noticed', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => sealOfflineFile({ a: 1 }, PASSPHRASE)));
    expect(one).not.toBe(other);
    const parts = JSON.parse(one ?? '') as Record<string, string | number>;
    for (const [name, value] of Object.entries(parts)) {
      const changed = typeof value === 'number' ? value + 1 : value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`;
      await expect(openOfflineFile(JSON.stringify({ ...parts, [name]: changed }), PASSPHRASE)).rejects.toMatchObject({
        code: 'stop-file.unreadable',
      });
    }
    await expect(openOfflineFile('{}', PASSPHRASE)).rejects.toMatchObject({ code: 'stop-file.unreadable' });
  });

  it('takes no short passphrase', async () => {
    await expect(sealOfflineFile({}, '12345678901')).rejects.toMatchObject({ code: 'stop-file.passphrase' });
  });
});

describe('evidence', () => {
  it.each([
    [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
    [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
    [[...new TextEncoder().encode('RIFFxxxxWEBP')], 'image/webp'],
    [[...new TextEncoder().encode('%PDF-1.7')], 'application/pdf'],
    [[...new TextEncoder().encode('<svg onload=alert(1)>')], null],
    [[], null],
  ])('%j is %s', (bytes, kind) => {
    expect(evidenceKind(Uint8Array.from(bytes))).toBe(kind);
  });
});
