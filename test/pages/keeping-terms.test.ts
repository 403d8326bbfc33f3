import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { keptFor } from '../../src/pages/console/privacy/keeping-terms.ts';
import { KEEP_RULES } from '../../src/storage/privacy/keep-rules.ts';
import type { KeepRule } from '../../src/storage/privacy/kept-table.ts';

const RULES = Object.keys(KEEP_RULES) as KeepRule[];
const { config } = readConfig({ KEEP_MESSAGES_DAYS: '91', LOOKUP_LINK_DAYS: '92' }, () => '');
/** A day that is a word in English, and the article of a law that is one in Chinese. */
const SAID_OTHERWISE: Partial<Record<KeepRule, readonly string[]>> = { erasure: ['1'], audit: [] };
const numbersIn = (text: string): string[] => (text.match(/\d+/g) ?? []).sort();

it('says with the settings of this place how long each kind is kept', () => {
  expect(keptFor('consult', 'zh-CN', config)).toMatch(/^最后一句话以后91天/);
  expect(keptFor('identifier', 'zh-CN', config)).toContain('网址92天');
  expect(keptFor('identifier', 'en', config)).toMatch(/^180, 92, /);
});

it.each(RULES)('promises the same days in both languages: %s', (rule) => {
  const [chinese, english] = [keptFor(rule, 'zh-CN', config), keptFor(rule, 'en', config)];
  for (const words of [chinese, english]) expect(words).not.toMatch(/[{}]|undefined/);
  expect(numbersIn(chinese)).toEqual(SAID_OTHERWISE[rule] ?? numbersIn(english));
});
