import { describe, expect, it } from 'vitest';
import { createGenericChannel } from '../../src/channels/sms/generic.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { KEY, SECRET, signatureOf, webhook, webhookBytes } from './contract-generic.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const deps = channelDeps({ now: NOW });
const channel = createGenericChannel({ secrets: [SECRET] }, deps, null);
const receive = (parts: Parts, now = NOW) => channel.receive(delivery(parts, now));
const CONTENT = { from: 'citizen-1', text: '他让我转账' };
const BODY = bytesOf(JSON.stringify(CONTENT));
const RIGHT = signatureOf('msg_invented1', `${NOW / 1000}`, BODY, KEY);

describe('the signature of Standard Webhooks', () => {
  it('is the published one', async () => {
    // standard-webhooks, libraries/javascript: its test of `sign`.
    const published = createGenericChannel({ secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }, deps, null);
    const headers = new Headers({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
    const answer = await published.receive(delivery({ headers, body: bytesOf('{"test": 2432232314}') }, 1_614_265_330_000));
    expect(answer.kind).toBe('done');
  });

  it.each([
    ['alone', `v1,${RIGHT}`],
    ['behind a wrong one', `v1,d3Jvbmc= v1,${RIGHT}`],
    ['among those of other versions', `v1a,${RIGHT} v2,x v1,${RIGHT}`],
    ['with blanks around it', ` v1,${RIGHT}  `],
  ])('counts %s', async (_, signature) => {
    expect((await receive(webhook(CONTENT, NOW, { signature }))).kind).toBe('messages');
  });

  it.each([
    ['nothing', ''],
    ['its version alone', 'v1,'],
    ['no version', RIGHT],
    ['another version', `v2,${RIGHT}`],
    ['a newer version', `v1a,${RIGHT}`],
    ['commas between', `v1,d3Jvbmc=,v1,${RIGHT}`],
    ['a letter too many', `v1,${RIGHT}A`],
    ['it behind a hundred wrong ones', `${'v1,d3Jvbmc= '.repeat(100)}v1,${RIGHT}`],
  ])('proves nothing with %s', async (_, signature) => {
    await expect(receive(webhook(CONTENT, NOW, { signature }))).rejects.toMatchObject({ code: 'channel.signature', status: 401 });
  });

  it('covers id, time and body', async () => {
    const parts = webhook(CONTENT, NOW);
    const changed = (name: string, value: string): Parts => {
      const headers = new Headers(parts.headers);
      headers.set(name, value);
      return { ...parts, headers };
    };
    for (const other of [
      changed('webhook-id', 'msg_invented2'),
      changed('webhook-timestamp', `${NOW / 1000 + 1}`),
      { ...parts, body: bytesOf(JSON.stringify({ ...CONTENT, text: '没事' })) },
    ]) {
      await expect(receive(other)).rejects.toMatchObject({ status: 401 });
    }
  });

  it.each([[''], ['有'], ['a b'], ['x'.repeat(129)]])('needs an id that can be one: %j', async (id) => {
    const good = webhook(CONTENT, NOW);
    const headers = new Headers(good.headers);
    const latin = Buffer.from(id, 'utf8').toString('latin1');
    headers.set('webhook-id', latin);
    headers.set('webhook-signature', `v1,${signatureOf(latin, `${NOW / 1000}`, BODY, KEY)}`);
    await expect(receive({ ...good, headers })).rejects.toMatchObject({ status: 401 });
  });

  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('holds for five minutes: %i s later %s', async (later, holds) => {
    const answer = receive(webhook(CONTENT, NOW), NOW + later * 1000);
    if (holds) expect((await answer).kind).toBe('messages');
    else await expect(answer).rejects.toMatchObject({ status: 401 });
  });

  it('is made with the bytes behind whsec_, or with any text as it stands', async () => {
    const both = createGenericChannel({ secrets: ['', 'whsec_', '口令-2026', SECRET] }, deps, null);
    for (const key of ['口令-2026', KEY]) expect((await both.receive(delivery(webhook(CONTENT, NOW, { key }), NOW))).kind).toBe('messages');
    for (const key of ['', SECRET, 'whsec_', 'other']) {
      await expect(both.receive(delivery(webhook(CONTENT, NOW, { key }), NOW))).rejects.toMatchObject({ status: 401 });
    }
  });
});

describe('a message of any system', () => {
  const messageOf = async (content: unknown) => {
    const answer = await receive(webhook(content, NOW));
    return answer.kind === 'messages' ? answer.messages[0] : undefined;
  };

  it('is answered at once', async () => {
    const answer = await receive(webhook(CONTENT, NOW));
    if (answer.kind !== 'messages') throw new Error('no message');
    expect(answer.messages).toEqual([
      {
        channel: 'generic',
        external: await deps.nameOf('citizen-1'),
        externalId: 'msg_invented1',
        text: '他让我转账',
        address: 'citizen-1',
      },
    ]);
    expect(answer).toMatchObject({ passive: true, left: [] });
    const type = 'application/json; charset=utf-8';
    expect(await answer.reply(['🔴 别转账'])).toEqual({ status: 200, type, body: '{"reply":"🔴 别转账"}' });
    expect(await answer.reply(['一', '二'])).toEqual({ status: 200, type, body: '{"reply":"一\\n\\n二"}' });
    expect(await answer.reply([])).toEqual({ status: 200, type, body: '{"reply":null}' });
  });

  it.each<readonly [string, Record<string, unknown>, string, string | undefined]>([
    ['what the system says', { sender: '+85260000000' }, '他让我转账', '+85260000000'],
    ['what stands in the text', { text: '发件人：95533\n内容：您的账户已冻结' }, '您的账户已冻结', '95533'],
    ['what the system says before the text', { sender: '10690000', text: '发件人：95533\n内容：您好' }, '您好', '10690000'],
    ['nobody', { sender: null }, '他让我转账', undefined],
    ['nobody either', { sender: '  ' }, '他让我转账', undefined],
  ])('has as its sender %s', async (_, changes, text, sender) => {
    const message = await messageOf({ ...CONTENT, ...changes });
    expect(message?.text).toBe(text);
    expect(message?.sender).toBe(sender);
  });

  it.each([
    ['a ping', { type: 'ping' }],
    ['nothing', {}],
  ])('is not seen in %s', async (_, content) => {
    expect(await receive(webhook(content, NOW))).toMatchObject({ kind: 'done', reply: { status: 200, body: '{"reply":null}' } });
  });

  it.each([
    ['no text', { from: 'citizen-1' }],
    ['no citizen', { text: '您好' }],
    ['an empty citizen', { ...CONTENT, from: '' }],
    ['a citizen as long as a text', { ...CONTENT, from: 'x'.repeat(65) }],
    ['a number for a citizen', { ...CONTENT, from: 13800001234 }],
    ['a text that is none', { ...CONTENT, text: ['您好'] }],
    ['a sender as long as a text', { ...CONTENT, sender: 'x'.repeat(65) }],
    ['a list', [CONTENT]],
    ['null', null],
  ])('cannot be read with %s', async (_, content) => {
    await expect(receive(webhook(content, NOW))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });

  it('cannot be read when it is no JSON', async () => {
    await expect(receive(webhookBytes(bytesOf('from=1'), NOW))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });
});
