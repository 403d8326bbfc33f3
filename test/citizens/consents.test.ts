import { createHash } from 'node:crypto';
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
/**
 * Every text that somebody was ever asked with, both languages in one: whoever agreed to a version agreed to these words. A text
 * that changes gets a new version and a new line here; no line is ever changed.
 */
const ASKED_WITH: Readonly<Record<string, string>> = {
  'profile 1': 'a7b4085d5c17053a',
  'guardian 1': '01c3e090497d025e',
  'exposure 1': 'a9c4485d7b170777',
  'teaching 1': '4bd43c0a86259d00',
};
const fingerprint = (text: unknown): string => createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 16);

const newer: readonly ConsentText[] = CONSENT_TEXTS.map((text) => ({ ...text, version: text.version + 1 }));

describe('consent texts', () => {
  it('say of every purpose what, why, how long, whose and which rights, in both languages', () => {
    expect(CONSENT_TEXTS.map(({ purpose }) => purpose).sort()).toEqual([...CONSENT_PURPOSES].sort());
    for (const { what, why, howLong, whose, rights } of CONSENT_TEXTS)
      for (const { zh, en } of [what, why, howLong, whose, rights])
        expect([/\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([true, false]);
  });

  it('keep their words, in both languages, as long as they keep their version', () => {
    const now = CONSENT_TEXTS.map(({ purpose, version, ...text }) => [`${purpose} ${version}`, fingerprint(text)]);
    expect(now).toEqual(now.map(([asked = '']) => [asked, ASKED_WITH[asked]]));
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
