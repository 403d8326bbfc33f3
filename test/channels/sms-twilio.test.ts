import { describe, expect, it } from 'vitest';
import { createTwilioChannel } from '../../src/channels/sms/twilio.ts';
import { isSignedByTwilio } from '../../src/channels/sms/twilio-signature.ts';
import { bytesOf, channelDeps, delivery, type Parts } from './channel-contract.ts';
import { ACCOUNT, AUTH_TOKEN, PUBLIC_URL, shownIn, sidOf, signedForm, signedOther, smsFields } from './contract-twilio.ts';

const NOW = Date.UTC(2026, 10, 20, 2, 22);
const deps = channelDeps({ now: NOW });
const settings = { authTokens: [AUTH_TOKEN], publicUrl: PUBLIC_URL, accountSid: ACCOUNT };
const channel = createTwilioChannel(settings, deps, null);
const receive = (parts: Parts) => channel.receive(delivery(parts, NOW));
const messagesOf = async (parts: Parts) => {
  const received = await receive(parts);
  return received.kind === 'messages' ? received : null;
};

/** twilio-node, spec/validation.spec.js, its own words for the fields kept. */
const CALL = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212';
const JSON_HASH = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
const EMPTY_HASH = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
const VECTORS: readonly (readonly [string, string, string, string])[] = [
  ['a form', 'https://mycompany.com/myapp.php?foo=1&bar=2', CALL, 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
  ['a form, the port written', 'https://mycompany.com:443/myapp.php?foo=1&bar=2', CALL, 'kvajT1Ptam85bY51eRf/AJRuM3w='],
  ['a form, another port', 'http://mycompany.com:1234/myapp.php?foo=1&bar=2', CALL, 'Zmvh+3yNM1Phv2jhDCwEM3q5ebU='],
  ['a form, http and its port', 'http://mycompany.com:80/myapp.php?foo=1&bar=2', CALL, '0ZXoZLH/DfblKGATFgpif+LLRf4='],
  ['a form, a name and a password', 'https://user:pass@mycompany.com/myapp.php?foo=1&bar=2', CALL, 'CukzLTc1tT5dXEDIHm/tKBanW10='],
  [
    'JSON',
    `https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${JSON_HASH}`,
    '{"property": "value", "boolean": true}',
    'a9nBmqA0ju/hNViExpshrM61xv4=',
  ],
  [
    'an array',
    'https://mycompany.com/myapp.php?foo=1&bar=2',
    'MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxx',
    '83O6e2vORAoJHUNzJjDWN1jz+BA=',
  ],
  [
    'an array with the same value twice',
    'https://mycompany.com/myapp.php?foo=1&bar=2',
    'Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234',
    'IK+Dwps556ElfBT0I3Rgjkr1wJU=',
  ],
  ['an apostrophe', "https://mycompany.com/myapp.php?foo=1&bar=2&Body=It's+amazing", CALL, 'TfZzewPq8wqrGlMfyAud8+/IvJ0='],
  [
    'JSON without anything, signed with the port',
    `https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=${EMPTY_HASH}`,
    '{}',
    'Ldidvp12m26NI7eqEvxnEpkd9Hc=',
  ],
];

describe("Twilio's signature", () => {
  it.each(VECTORS)('is the published one for %s', (_, url, body, signature) => {
    expect(isSignedByTwilio({ url, body: bytesOf(body), signature }, ['12345'])).toBe(true);
    expect(isSignedByTwilio({ url, body: bytesOf(body), signature }, ['another', '12345'])).toBe(true);
  });

  it.each(VECTORS)('fits nothing else: %s', (_, url, body, signature) => {
    const ways: readonly [string, string, string | null, readonly string[]][] = [
      [url, `${body} `, signature, ['12345']],
      [url.replace('foo=1', 'foo=2'), body, signature, ['12345']],
      [url.replace('mycompany', 'yourcompany'), body, signature, ['12345']],
      [url, body, signature.toLowerCase(), ['12345']],
      [url, body, `${signature} `, ['12345']],
      [url, body, '', ['12345']],
      [url, body, null, ['12345']],
      [url, body, signature, ['54321']],
      [url, body, signature, ['']],
      [url, body, signature, []],
      ['no url', body, signature, ['12345']],
    ];
    for (const [where, content, given, tokens] of ways) {
      expect(isSignedByTwilio({ url: where, body: bytesOf(content), signature: given }, tokens)).toBe(false);
    }
  });

  it('covers the body of what is no form', async () => {
    const parts = signedOther(bytesOf('{"Body":"您好"}'));
    expect((await receive(parts)).kind).toBe('done');
    await expect(receive({ ...parts, body: bytesOf('{"Body":"他好"}') })).rejects.toMatchObject({ status: 401 });
  });

  it('is over the public address, whatever proxy stands before us', async () => {
    const behind = createTwilioChannel({ ...settings, publicUrl: `${PUBLIC_URL}/` }, deps, null);
    const parts = signedForm(smsFields());
    expect((await behind.receive(delivery({ ...parts, headers: withHost(parts, 'inner:8787') }, NOW))).kind).toBe('messages');
    const elsewhere = createTwilioChannel({ ...settings, publicUrl: 'https://other.example' }, deps, null);
    await expect(elsewhere.receive(delivery(parts, NOW))).rejects.toMatchObject({ status: 401 });
  });

  it("covers the query that the operator has put behind the webhook's address", async () => {
    const parts = signedForm(smsFields(), AUTH_TOKEN, 'city=%E6%B9%96%E5%B7%9E&note=a+b');
    expect((await receive(parts)).kind).toBe('messages');
    await expect(receive({ ...parts, query: new URLSearchParams('city=other') })).rejects.toMatchObject({ status: 401 });
  });

  it.each([
    ['%20 for a blank', 'note=a%20b'],
    ['a bare apostrophe', "note=it's"],
  ])('counts with %s in the query', async (_, query) => {
    expect((await receive(signedForm(smsFields(), AUTH_TOKEN, query))).kind).toBe('messages');
  });

  it('counts with the old and the new token while it is changed, and never with an empty one', async () => {
    const both = createTwilioChannel({ ...settings, authTokens: ['', 'new-token', AUTH_TOKEN] }, deps, null);
    for (const token of ['new-token', AUTH_TOKEN]) {
      expect((await both.receive(delivery(signedForm(smsFields(), token), NOW))).kind).toBe('messages');
    }
    for (const token of ['', 'third-token']) {
      await expect(both.receive(delivery(signedForm(smsFields(), token), NOW))).rejects.toMatchObject({ status: 401 });
    }
  });

  it('of another account is none of ours', async () => {
    await expect(receive(signedForm(smsFields({ AccountSid: sidOf('other').replace('SM', 'AC') })))).rejects.toMatchObject({ status: 401 });
  });
});

describe('an SMS by Twilio', () => {
  it('is a message under a name that is not the number', async () => {
    const received = await messagesOf(signedForm(smsFields({ Body: '  他让我转账\n怎么办' })));
    expect(received?.messages).toEqual([
      {
        channel: 'twilio',
        external: await deps.nameOf('+8613800001234'),
        externalId: sidOf('1'),
        text: '  他让我转账\n怎么办',
        address: '+8613800001234',
      },
    ]);
    expect(received?.left).toEqual([]);
    expect(received?.passive).toBe(true);
  });

  it('brings the sender of what is passed on, and the bare text', async () => {
    const received = await messagesOf(signedForm(smsFields({ Body: '发件人：95533\n内容：您的账户已冻结' })));
    expect(received?.messages[0]).toMatchObject({ text: '您的账户已冻结', sender: '95533' });
  });

  it('is taken with fields that are new, or come twice', async () => {
    const fields = smsFields({ RcsCapable: 'yes', ['__proto__']: 'x', constructor: 'y' });
    expect((await messagesOf(signedForm(fields)))?.messages).toHaveLength(1);
  });

  it('may come by another way than telephone', async () => {
    const received = await messagesOf(signedForm(smsFields({ From: 'whatsapp:+8613800001234' })));
    expect(received?.messages[0]?.address).toBe('whatsapp:+8613800001234');
  });

  it('brings its pictures and voice, by https alone', async () => {
    const received = await messagesOf(
      signedForm(
        smsFields({
          Body: '',
          NumMedia: '5',
          MediaUrl0: 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0',
          MediaContentType0: 'image/jpeg',
          MediaUrl1: 'https://api.twilio.com/ME1',
          MediaContentType1: 'audio/amr',
          MediaUrl2: 'http://api.twilio.com/ME2',
          MediaContentType2: 'image/png',
          MediaUrl3: 'https://api.twilio.com/ME3',
          MediaContentType3: 'text/vcard',
          MediaUrl5: 'https://api.twilio.com/ME5',
        }),
      ),
    );
    expect(received?.messages[0]?.text).toBe('');
    expect(received?.messages[0]?.attachments).toEqual([
      { kind: 'image', reference: 'https://api.twilio.com/2010-04-01/Accounts/AC0/Messages/MM0/Media/ME0' },
      { kind: 'voice', reference: 'https://api.twilio.com/ME1' },
      { kind: 'file', reference: 'https://api.twilio.com/ME3' },
    ]);
  });

  it.each([
    ['OptOutType', { Body: '别再发了', OptOutType: 'STOP' }],
    ['the word', { Body: 'STOP' }],
    ['the word, written otherwise', { Body: ' Unsubscribe\n' }],
  ])('that ends it is a farewell: %s', async (_, changes) => {
    const received = await messagesOf(signedForm(smsFields(changes)));
    expect(received?.messages).toEqual([]);
    expect(received?.left).toEqual([await deps.nameOf('+8613800001234')]);
    expect((await received?.reply([]))?.body).toBe('<Response></Response>');
  });

  it.each([
    ['a sentence with the word', { Body: 'please stop him' }],
    ['a cry for help', { Body: 'HELP', OptOutType: 'HELP' }],
  ])('that does not end it is a message: %s', async (_, changes) => {
    expect((await messagesOf(signedForm(smsFields(changes))))?.messages[0]?.text).toBe(changes.Body);
  });

  it('that takes it up again has joined', async () => {
    const received = await messagesOf(signedForm(smsFields({ Body: 'START', OptOutType: 'START' })));
    expect(received?.messages[0]?.joined).toEqual({ scene: null });
  });

  it.each([
    ['a call', { AccountSid: ACCOUNT, CallSid: 'CA1', From: '+8613800001234' }],
    ['nothing at all', {}],
  ])('is not seen in %s', async (_, fields) => {
    const received = await receive(signedForm(fields));
    expect(received).toEqual({ kind: 'done', reply: { status: 200, type: 'text/xml; charset=utf-8', body: '<Response></Response>' } });
  });

  it.each([
    ['sent', {}, []],
    ['delivered', { Body: '您好' }, [{ platformId: sidOf('1'), state: 'delivered', reason: null }]],
    ['undelivered', { ErrorCode: '30003' }, [{ platformId: sidOf('1'), state: 'refused', reason: 'twilio: undelivered, code 30003' }]],
    ['failed', { ErrorCode: '<script>' }, [{ platformId: sidOf('1'), state: 'refused', reason: 'twilio: failed' }]],
  ])('is not seen in a report that one of ours was %s', async (MessageStatus, fields, reports) => {
    const received = await receive(signedForm({ AccountSid: ACCOUNT, MessageSid: sidOf('1'), MessageStatus, ...fields }));
    expect(received).toMatchObject({ kind: 'done', reply: { status: 200, body: '<Response></Response>' }, reports });
  });

  it.each([
    ['no sender', { From: '' }],
    ['a sender as long as a text', { From: '1'.repeat(65) }],
    ['no id', { MessageSid: '' }],
    ['an id into which another field was moved', { MessageSid: `${sidOf('1')}NumMedia0` }],
    ['media without a count', { NumMedia: 'many' }],
  ])('cannot be read with %s', async (_, changes) => {
    await expect(receive(signedForm(smsFields(changes)))).rejects.toMatchObject({ code: 'channel.payload', status: 400 });
  });
});

describe('the answer to Twilio', () => {
  const replyTo = async (texts: readonly string[]) => (await messagesOf(signedForm(smsFields())))?.reply(texts);

  it('is TwiML that XML can carry', async () => {
    const text = '<b>别转账</b> & 打"96110"\u0000\u001b\ud800';
    const reply = await replyTo([text]);
    expect(reply).toMatchObject({ status: 200, type: 'text/xml; charset=utf-8' });
    expect(reply?.body).toBe('<Response><Message><Body>&lt;b&gt;别转账&lt;/b&gt; &amp; 打"96110"\ufffd</Body></Message></Response>');
  });

  it('has a message for each text, and none for an empty one', async () => {
    expect((await replyTo(['一', '', '二']))?.body).toBe(
      '<Response><Message><Body>一</Body></Message><Message><Body>二</Body></Message></Response>',
    );
    expect((await replyTo([]))?.body).toBe('<Response></Response>');
  });

  it('is cut to four segments', async () => {
    const reply = await replyTo([`🔴 像诈骗。${'别转账。'.repeat(500)}`]);
    const shown = shownIn(reply?.body ?? '') ?? '';
    expect(shown.length).toBeGreaterThan(3 * 67);
    expect(shown.length).toBeLessThanOrEqual(4 * 67);
    expect(shown).toMatch(/^【红】像诈骗。.*。$/);
  });
});

function withHost(parts: Parts, host: string): Headers {
  const headers = new Headers(parts.headers);
  headers.set('Host', host);
  return headers;
}
