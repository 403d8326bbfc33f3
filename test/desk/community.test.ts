import { describe, expect, it } from 'vitest';
import { communityName } from '../../src/desk/community.ts';

describe('the name of a community', () => {
  it.each(['织里镇', '月河社区', ' 龙泉街道 ', 'Zhili', "St. John's".replace('.', ''), '阿拉善·左旗'])('may be %s', (typed) => {
    expect(communityName(typed)).toBe(typed.trim());
  });
  it.each(['', ' ', '人民路12号', '３幢402', '13700001234', '<b>', '织里镇，吴兴区', 'x'.repeat(21), '·'.repeat(0)])(
    'is not %s',
    (typed) => {
      expect(communityName(typed)).toBeNull();
    },
  );
});
