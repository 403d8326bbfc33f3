import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCitizenCommand } from '../../src/conversation/citizen-commands.ts';
import { handleMessage } from '../../src/conversation/handle-message.ts';
import { gridOfScene } from '../../src/conversation/without-text.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';

let under: TestApp;
beforeEach(async () => {
  under = await openTestApp();
});
afterEach(() => under.close());

async function follow(scene: string | null, helpPage: string | null): Promise<string> {
  const deps = { ...under.deps, surroundings: () => ({ ...under.deps.surroundings(), helpPage }) };
  const message = { channel: 'wechat', external: `o${scene}`, externalId: `f${scene}`, text: '', joined: { scene } };
  return (await handleMessage(deps, message, true)).messages[0]?.text ?? '';
}

describe('whoever comes by the QR code of a grid', () => {
  it('is told where to register, behind the greeting', async () => {
    const told = await follow('g_zl-03', 'https://fanzha.example/help');
    expect(told.split('\n').at(-1)).toContain('https://fanzha.example/join?g=zl-03');
    expect(told).toMatch(/^您好/);
  });

  it.each([null, 'g_', 'g_<b>', 'qr-17', `g_${'x'.repeat(61)}`])('is greeted as ever with the scene %s', async (scene) => {
    expect(gridOfScene(scene)).toBeNull();
    expect(await follow(scene, 'https://fanzha.example/help')).not.toContain('/join');
  });
});

describe('the order to register', () => {
  it.each([
    '反诈码',
    '注册',
    '我要注册',
    '领反诈码',
    '我的反诈码',
    '登记',
    '反詐碼',
    '查看反诈码。',
    'register',
    'My code',
    'my anti-fraud code.',
    'get my anti-fraud code',
    'anti fraud code',
  ])('is "%s"', (text) => {
    expect(readCitizenCommand(under.deps.detector.judge(text).analysis.normalized.text)).toBe('join');
  });

  it.each(['他叫我注册一个账号', '注册要先交钱吗', '反诈码是什么', '对方要看我的反诈码', '注册验证码发给他了', '点链接登记领补贴'])(
    'is not "%s"',
    (text) => {
      expect(readCitizenCommand(text)).toBeNull();
    },
  );

  it('is answered in a chat, with who is waiting heard first', async () => {
    const first = await under.chat({ text: '反诈码' });
    expect(first.messages[0]?.text).toContain('/join');
    const called = await under.chat({ text: '转人工', conversation: first.conversation });
    expect(called.escalated).toBe(true);
    const again = await under.chat({ text: '注册', conversation: first.conversation });
    expect(again.messages[0]?.text).toMatch(/工单[\s\S]*\/join/);
  });
});
