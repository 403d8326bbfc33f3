import { describe, expect, test } from 'vitest';
import { checkPassword, isPassword, sealPassword } from '../../src/desk/passwords.ts';

describe('a password', () => {
  test('opens with itself alone, however it was typed', async () => {
    const stored = await sealPassword('四个词 湖州 ﬁne 2026');
    expect(await isPassword('四个词 湖州 fine 2026', stored)).toBe(true);
    expect(await isPassword('四个词 湖州 fine 2027', stored)).toBe(false);
    expect(await isPassword('', stored)).toBe(false);
  });

  test('is stored with a salt and not in the clear', async () => {
    const [one, other] = await Promise.all([sealPassword('same password'), sealPassword('same password')]);
    expect(one).not.toBe(other);
    expect(one).not.toContain('same');
  });

  test('of nobody opens nothing', async () => {
    expect(await isPassword('anything', null)).toBe(false);
    expect(await isPassword('anything', 'md5$x$y')).toBe(false);
    expect(await isPassword('anything', '')).toBe(false);
  });

  test.each([
    ['短密码', 'zhang', /至少10/],
    ['aaaaaaaaaaaaaaa', 'zhang', /重复/],
    ['my-ZHANG-password', 'zhang', /登录名/],
    ['长'.repeat(201), 'zhang', /最多200/],
  ])('%s is refused with what is missing', (password, name, missing) => {
    expect(() => checkPassword(password, name)).toThrow(missing);
  });

  test('of a few words is good', () => {
    expect(() => checkPassword('太湖边的三只白鹭', 'zhang')).toThrow();
    expect(() => checkPassword('太湖边的三只白鹭飞走了', 'zhang')).not.toThrow();
  });
});
