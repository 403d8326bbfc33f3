import { array, assert, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { revealDots } from '../../src/detection/hidden-dots.ts';
import { findLinks } from '../../src/detection/links.ts';
import { NO_LINK_FACTS } from './small-library.ts';

const DISGUISES = ['[.]', '(.)', '(点)', '【点】', '[dot]', ' (dot) ', '点', ' 点 ', ' dot ', '·', '•', '  .  '];

test('a text without a hidden dot is left alone', () => {
  for (const text of ['', 'sunny.top', '下午3点开会', 'one, two', 'see you. then']) expect(revealDots(text)).toBeNull();
});

test('every unit is told where it stood', () => {
  const pieces = array(constantFrom(...DISGUISES, ...'a1.点· [(好,/'), { maxLength: 30 });
  assert(
    property(pieces, string({ maxLength: 5 }), (parts, tail) => {
      const text = parts.join('') + tail;
      const revealed = revealDots(text);
      if (!revealed) return;
      const { origins, dots } = revealed;
      const put = new Set(dots.map(({ at }) => at));
      expect(origins).toHaveLength(revealed.text.length);
      for (let i = 0; i < origins.length; i++) {
        expect(revealed.text[i]).toBe(put.has(i) ? '.' : text[origins[i] as number]);
        expect(origins[i]).toBeGreaterThan(origins[i - 1] ?? -1);
      }
    }),
  );
});

test.each(DISGUISES)('however its dots are written, it is the same address: %s', (dot) => {
  const facts = { ...NO_LINK_FACTS, throwawaySuffixes: ['top'] };
  const plain = '【年审】请登录 www.garden7.top/a 办理';
  const hidden = plain.replaceAll('.', dot);
  const [link] = findLinks(plain, facts);
  const [found, ...more] = findLinks(hidden, facts);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ host: link?.host, facts: new Set([...(link?.facts ?? []), 'link-hidden']) });
  expect(hidden.slice(found?.start, found?.end)).toBe('www.garden7.top/a'.replaceAll('.', dot));
});
