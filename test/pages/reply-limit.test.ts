import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forSms, preparedForSms, segmentsOf } from '../../src/channels/sms/segments.ts';
import { cutToBytes, cutToUnits } from '../../src/channels/text-limits.ts';
import { replyLimitOf, sizeOf } from '../../src/pages/console/reply-limit.ts';

/** What officers write, and what hurts: emoji, discs, brackets, Latin and Chinese mixed, lines. */
const texts = fc
  .array(
    fc.constantFrom(
      '先打110',
      '别转账，',
      'call 110 now ',
      '😀',
      '🔴',
      '[a]',
      '~',
      '`',
      '€',
      'é',
      '\n',
      '\n\n',
      'x'.repeat(40),
      '长'.repeat(25),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join('').trim());

describe('the limit of a reply', () => {
  it('lets nothing through that an SMS would cut', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(sizeOf(text, 'segments') <= replyLimitOf('aliyun').most);
        expect(forSms(text)).toBe(preparedForSms(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('counts segments as the sender does where the text is plain', () => {
    for (const count of [0, 1, 70, 71, 134, 135, 201, 202]) {
      const text = '字'.repeat(count);
      expect([count, sizeOf(text, 'segments')]).toEqual([count, segmentsOf(text).segments]);
    }
    for (const count of [160, 161, 306, 307, 459, 460]) {
      const text = 'x'.repeat(count);
      expect([count, sizeOf(text, 'segments')]).toEqual([count, segmentsOf(text).segments]);
    }
  });

  it('is that of the platforms', () => {
    expect(replyLimitOf('wechat')).toEqual({ unit: 'bytes', most: 2048 });
    expect(replyLimitOf('wecom')).toEqual({ unit: 'bytes', most: 2048 });
    expect(replyLimitOf('telegram')).toEqual({ unit: 'units', most: 4096 });
    fc.assert(
      fc.property(texts, (text) => {
        if (sizeOf(text, 'bytes') <= 2048) expect(cutToBytes(text, 2048)).toBe(text);
        if (sizeOf(text, 'units') <= 4096) expect(cutToUnits(text, 4096)).toBe(text);
      }),
    );
  });
});
