import { describe, expect, it } from 'vitest';
import { CONSENT_TEXTS, type ConsentText, consentStands, consentsToRenew } from '../../src/citizens/consent-texts.ts';
import { CONSENT_PURPOSES } from '../../src/storage/citizens/citizens-tables.ts';
import { phoneCodeOf, readPhoneCode, spacedCode } from '../../src/storage/citizens/phone-code.ts';

const kept = (purpose: 'teaching' | 'profile', version: number, withdrawnAt: number | null = null) => ({
  purpose,
  version,
  givenAt: 1,
  withdrawnAt,
  givenThrough: 'page',
  withdrawnThrough: null,
});
const newer: readonly ConsentText[] = CONSENT_TEXTS.map((text) => ({ ...text, version: text.version + 1 }));

describe('consent texts', () => {
  it('say of every purpose what, why, how long, whose and which rights, in both languages', () => {
    expect(CONSENT_TEXTS.map(({ purpose }) => purpose).sort()).toEqual([...CONSENT_PURPOSES].sort());
    for (const { what, why, howLong, whose, rights } of CONSENT_TEXTS)
      for (const { zh, en } of [what, why, howLong, whose, rights])
        expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
  });

  it('count in the words of today alone, and are asked again when these change', () => {
    const given = [kept('teaching', 1), kept('profile', 1, 5)];
    expect([consentStands(given, 'teaching'), consentStands(given, 'profile'), consentStands(given, 'exposure')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(consentsToRenew(given)).toEqual([]);
    expect(consentStands(given, 'teaching', newer)).toBe(false);
    expect(consentsToRenew(given, newer).map(({ purpose }) => purpose)).toEqual(['teaching']);
  });
});

describe('the code of a telephone', () => {
  it.each(['123456789', '123 456 789', ' 123-456-789。', '１２３４５６７８９'])('is read in %s', (text) => {
    expect(readPhoneCode(text)).toBe('123456789');
  });

  it.each(['012345678', '12345678', '1234567890', '验证码123456789', '123456789 谢谢', '13800138000', ''])(
    'is not read in "%s"',
    (text) => {
      expect(readPhoneCode(text)).toBeNull();
    },
  );

  it('is nine digits, of its own for every browser and round', async () => {
    const codes = await Promise.all(Array.from({ length: 200 }, (_, round) => phoneCodeOf('secret', `phone:${round}`)));
    expect(codes.every((code) => readPhoneCode(spacedCode(code)) === code)).toBe(true);
    expect(new Set(codes).size).toBe(200);
  });
});
