import { expect, test } from 'vitest';
import { sayShift } from '../../src/conversation/shift-words.ts';
import { createTraditional } from '../../src/conversation/traditional.ts';
import { createVoice } from '../../src/conversation/wording.ts';

const voice = (language: 'zh-CN' | 'zh-TW' | 'en') => createVoice(language, createTraditional());

test.each([
  ['tomorrow', 8, 0, '明早8点', 'tomorrow at 8:00'],
  ['today', 8, 30, '今早8点半', 'today at 8:30'],
  ['today', 0, 0, '今天凌晨0点', 'today at 0:00'],
  ['tomorrow', 12, 15, '明天中午12点15分', 'tomorrow at 12:15'],
  ['today', 13, 0, '今天下午1点', 'today at 13:00'],
  ['today', 20, 0, '今晚8点', 'today at 20:00'],
  ['tomorrow', 23, 5, '明晚11点5分', 'tomorrow at 23:05'],
] as const)('%s %i:%i is %s', (day, hour, minute, chinese, english) => {
  expect(sayShift({ day, hour, minute }, voice('zh-CN'))).toBe(chinese);
  expect(sayShift({ day, hour, minute }, voice('en'))).toBe(english);
});

test('in traditional characters', () => {
  expect(sayShift({ day: 'tomorrow', hour: 8, minute: 30 }, voice('zh-TW'))).toBe('明早8點半');
});
