import { describe, expect, test } from 'vitest';
import { createDetector } from '../../src/detection/detector.ts';
import { isUnread } from '../../src/detection/unread.ts';
import { HONEST, SCAMS, TROUBLE, WARNINGS } from './own-texts.ts';
import { pattern, signal, smallLibrary } from './small-library.ts';

const RUSSIAN = 'ваша карта заблокирована, позвоните нам';

describe('a text is unread', () => {
  test.each([
    ['Russian', RUSSIAN],
    ['Ukrainian, beside an address', 'підтвердіть свою картку на bank-24.com сьогодні'],
    ['Arabic', 'تم تجميد بطاقتك، اتصل بنا'],
    ['Thai', 'บัญชีของคุณถูกระงับ'],
    ['Korean', '고객님의 계좌가 정지되었습니다'],
    ['Japanese', 'あなたのカードはとめられました'],
    ['Hindi', 'आपका खाता बंद कर दिया गया है'],
    ['Tibetan', 'ཁྱེད་ཀྱི་བྱང་བུ་བཀག་ཡོད'],
    ['Mongolian', 'ᠲᠠᠨ ᠤ ᠺᠠᠷᠲ ᠢ ᠬᠠᠭᠠᠵᠠᠢ'],
    ['Hebrew', 'הכרטיס שלך נחסם'],
    ['Greek', 'η κάρτα σας μπλοκαρίστηκε'],
    ['Vietnamese', 'tài khoản của bạn đã bị khóa'],
    ['Turkish', 'hesabınız kapatıldı, lütfen şifrenizi girin'],
    ['a code of machines', `${'aGVsbG8gd29ybGQ'.repeat(4)}==`],
    ['such a code among Chinese', `看看这个 ${'0123456789abcdef'.repeat(4)} 是什么`],
  ])('in %s', (_, text) => {
    expect(isUnread(text)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['figures and signs', '12,000.00 ¥ (3%) — “4”'],
    ['a name', 'я и Аня'],
    ['a greeting', 'สวัสดี'],
    ['a fashion', '我の快递到了吗,今天能不能送来呀'],
    ['a sentence that is quoted among much else', `他发来一句привет как дела, ${'我不知道是什么意思'.repeat(4)}`],
    ['English with a foreign word', 'Meet me at the café, señor'],
    ['English with four of them', 'The fiancé wrote his résumé in the café over there, then he went home to sleep until the next morning'],
    ['pinyin with tones', 'lǎoshī 老师'],
    ['a long address', `https://longdesk.com/${'a1-b2/'.repeat(30)}`],
    ['an article with a long value in its query', `看看 https://longdesk.com/s?id=1&chksm=${'0123456789abcdef'.repeat(5)}#rd`],
    ['a long word', 'a'.repeat(59)],
    ['a long row of dots', '.'.repeat(200)],
  ])('and not for %s', (_, text) => {
    expect(isUnread(text)).toBe(false);
  });

  test.each([...SCAMS, ...HONEST, ...WARNINGS, ...TROUBLE])('and not in the languages that are read: %s', (text) => {
    expect(isUnread(text)).toBe(false);
  });

  test('from eight foreign letters on, that are three in ten', () => {
    expect([7, 8].map((count) => isUnread('я'.repeat(count)))).toEqual([false, true]);
    const among = (chinese: number): boolean => isUnread('я'.repeat(9) + '好'.repeat(chinese));
    expect([21, 22].map(among)).toEqual([true, false]);
  });

  test('from four marked letters on, that are six in a hundred', () => {
    expect([3, 4].map((count) => isUnread('ệ'.repeat(count)))).toEqual([false, true]);
    const among = (plain: number): boolean => isUnread('ệ'.repeat(6) + 'a'.repeat(plain));
    // Blanks between, as sixty letters in a row are a code.
    expect(among(40)).toBe(true);
    expect(isUnread('ệ'.repeat(6) + ' aaaaa'.repeat(18))).toBe(true);
    expect(isUnread('ệ'.repeat(6) + ' aaaaa'.repeat(19))).toBe(false);
  });

  test('in a code of sixty characters, and no less', () => {
    expect([59, 60].map((count) => isUnread('好 '.concat('Z'.repeat(count))))).toEqual([false, true]);
  });
});

describe('what cannot be read', () => {
  const why = { zh: '理由', en: 'reason' };
  const signals = [signal('ask-pay', 'ask', { why, phrases: ['转账'] }), signal('claims-bank', 'identity', { why, phrases: ['银行'] })];
  const patterns = [pattern('p', { all: ['ask-pay', 'claims-bank'] }, { severity: 'critical' })];
  const judged = (text: string, odds = -6) => createDetector(smallLibrary({ signals, patterns }, odds)).judge(text).verdict;

  test('is yellow where nothing was found, and says why', () => {
    expect(judged(RUSSIAN)).toMatchObject({
      colour: 'yellow',
      type: null,
      reasons: [{ kind: 'classifier', id: 'unread', start: 0, why: '这种文字我看不懂，请翻成中文再发给我' }],
    });
    const [reason] = judged(RUSSIAN).reasons;
    expect(RUSSIAN.startsWith(reason?.quote ?? 'nothing')).toBe(true);
    expect(reason?.quote).not.toBe('');
  });

  test('is told so in English where that is what he reads', () => {
    const code = '0123456789abcdef'.repeat(4);
    expect(judged(`please read this for me ${code}`).reasons).toMatchObject([
      { id: 'unread', why: 'I cannot read this language; send it in Chinese or English' },
    ]);
  });

  test('is what was found in it, where something was', () => {
    const text = `${RUSSIAN} 银行 转账`;
    expect(isUnread(text)).toBe(true);
    const { colour, reasons } = judged(text, 4);
    expect(colour).toBe('red');
    expect(reasons.map(({ id }) => id)).not.toContain('unread');
  });

  test('is told by the text without its disguise', () => {
    expect(judged('соmе tо us sооn fоr tеа').colour).toBe('green');
    expect(judged('今 天 天 气 好').colour).toBe('green');
  });
});
