import { expect, test } from 'vitest';
import { createTraditional } from '../../src/conversation/traditional.ts';

const toTraditional = createTraditional();

test.each([
  ['您打110，再跟家人说', '您打110，再跟家人說'],
  ['软件里的链接别点', '軟體裡的連結別點'],
  ['到银行窗口办', '到銀行窗口辦'],
  ['视频里借钱，先打电话问', '視訊裡借錢，先打電話問'],
  ['就算视频过也不算', '就算視訊過也不算'],
  ['跟他打视频', '跟他打視訊'],
  ['别把视频发给他', '別把影片發給他'],
])('"%s" is said in Taiwan "%s"', (simplified, traditional) => {
  expect(toTraditional(simplified)).toBe(traditional);
});
