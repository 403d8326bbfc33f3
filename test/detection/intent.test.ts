import { describe, expect, test } from 'vitest';
import { createAnalysis } from '../../src/detection/analysis.ts';
import { understand } from '../../src/detection/intent.ts';
import { INTENT_IDS, type IntentId } from '../../src/library/schema.ts';
import { constantModel, signal, smallLibrary } from './small-library.ts';

const SIGNALS = [
  signal('stage-paid', 'stage', { stage: 'paid', phrases: ['钱转过去了'] }),
  signal('state-despair', 'state', { phrases: ['不想活'] }),
  signal('state-wants-human', 'state', { phrases: ['转人工'] }),
  signal('state-hypothetical', 'state', { phrases: ['要是'] }),
  signal('state-reader-watching', 'state', { phrases: ['他在旁边看'] }),
  signal('state-correction', 'state', { phrases: ['搞错了'] }),
  signal('police-invitation', 'state', { phrases: ['去所里领'] }),
];

/** What is understood when the wording as a whole sounds like this intent, and may or may not sound like a scam. */
function heard(text: string, wording: IntentId, scamOdds = 3, wordingOdds = 6) {
  const library = smallLibrary({ signals: SIGNALS }, scamOdds);
  const models = { ...library.models, intent: constantModel(INTENT_IDS, wording, wordingOdds) };
  return understand(createAnalysis({ ...library, models })(text));
}

describe('what the citizen wants', () => {
  test.each<IntentId>(['advice', 'report', 'knowledge', 'greeting', 'thanks', 'abuse', 'off-topic'])(
    '%s is heard in the wording',
    (intent) => {
      expect(heard('您好在不在呀', intent)).toMatchObject({ intent, stage: 'seen', escalate: false });
    },
  );

  test('money gone is an emergency or a loss to stop, and a human comes', () => {
    expect(heard('钱转过去了怎么办', 'emergency')).toMatchObject({ intent: 'emergency', stage: 'paid', escalate: true });
    expect(heard('钱转过去了怎么办', 'stop-loss')).toMatchObject({ intent: 'stop-loss', stage: 'paid', escalate: true });
  });

  test('who asks for a human gets one', () => {
    expect(heard('转人工', 'human')).toMatchObject({ intent: 'human', wantsHuman: true, escalate: true });
  });

  test('despair goes before everything else', () => {
    for (const wording of ['advice', 'greeting', 'stop-loss', 'human'] as const)
      expect(heard('真的不想活了', wording)).toMatchObject({
        intent: 'emergency',
        danger: { kind: 'despair', other: false },
        escalate: true,
      });
  });

  test('where the wording leaves it open, what is said in so many words decides', () => {
    const calls = (text: string): boolean => heard(text, 'emergency', 3, 1).escalate;
    expect(calls('钱转过去了')).toBe(true);
    expect(calls('转人工')).toBe(true);
    expect(calls('说不清楚')).toBe(false);
    expect(calls('要是钱转过去了')).toBe(false);
  });

  test('what would be if has not happened', () => {
    expect(heard('要是钱转过去了呢', 'advice')).toMatchObject({ stage: 'seen', escalate: false });
  });

  test.each([
    '好的那行',
    '好的那行就这样吧',
    '知道了我这就挂',
    '谢谢您跟我说了这么多',
    '您辛苦了,我明天再问',
    '那我就放心多了,再会',
    'thank you very much',
    'ok great, see you',
  ])('thanks are heard in what is short or says them: %s', (text) => {
    expect(heard(text, 'thanks')).toMatchObject({ intent: 'thanks', calm: 'thanks' });
  });

  test.each(['好 我挂掉了 他又打过来了怎么办', '知道了我这就挂断他', '好的那他又来了怎么办', 'ok i hung up and he rings again'])(
    'thanks are not heard in what only begins like them: %s',
    (text) => {
      const understood = heard(text, 'thanks');
      expect([understood.intent, understood.calm]).not.toContain('thanks');
      expect(heard(text, 'knowledge').intent).toBe('knowledge');
    },
  );
});

describe('a forwarded text', () => {
  test.each(['钱转过去了', '不想活了', '转人工', '他在旁边看'])('says nothing of the citizen himself: %s', (text) => {
    const understood = heard(text, 'forward', -3);
    expect(understood).toMatchObject({
      intent: 'forward',
      stage: 'seen',
      danger: null,
      wantsHuman: false,
      watched: false,
      escalate: false,
    });
  });
});

describe('an order to delete', () => {
  test.each(['删掉我的信息', '请删除我所有的聊天记录。', '清空我的数据', 'delete my data', 'Please erase all my information.'])(
    '%s',
    (text) => {
      expect(heard(text, 'advice')).toMatchObject({ erase: true, intent: 'privacy' });
    },
  );

  test.each(['他让我删除我的聊天记录', '怎么删除我的信息', '删除这个App', 'he said delete my data'])('is not heard in: %s', (text) => {
    expect(heard(text, 'advice').erase).toBe(false);
  });
});

describe('the question why', () => {
  test.each(['为什么', '为什么呢？', '怎么看出来的', '凭什么这么说', 'Why?'])('%s', (text) => {
    expect(heard(text, 'advice').asksWhy).toBe(true);
  });

  test.each(['为什么他要我转账', '理由很充分'])('is not heard in: %s', (text) => {
    expect(heard(text, 'advice').asksWhy).toBe(false);
  });
});

test.each([
  ['watched', '他在旁边看着我打字'],
  ['correction', '是我搞错了'],
  ['policeInvitation', '叫我去所里领钱'],
] as const)('%s is read from: %s', (fact, text) => {
  expect(heard(text, 'advice')[fact]).toBe(true);
  expect(heard('您好在不在呀', 'advice')[fact]).toBe(false);
});
