import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWechatCipher } from '../../src/channels/wechat/cipher.ts';
import { sha1OfSorted } from '../../src/channels/wechat/signature.ts';
import { AppError } from '../../src/errors.ts';
import { bytesOf } from './channel-contract.ts';

const KEY = 'A'.repeat(43);
const WECOM_KEY = 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR';
const WECOM_ID = 'wx49f0ab532d5d035a';

describe('the signature', () => {
  it.each([
    // developers.weixin.qq.com: GET verification, plain POST, safe mode's URL signature, third-party platform.
    ['AAAAA', '1714036504', '1514711492', 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
    ['AAAAA', '1714037059', '486452656', '899cf89e464efb63f54ddac96b0a0a235f53aa78'],
    ['AAAAA', '1714112445', '415670741', '6c5c811b55cc85e0e1b54100749188c20beb3f5d'],
    ['AAAAA', '1715943329', '1590219412', 'cc0c594499c1634947d5b502f158ee518947db27'],
    // wechatpy's tests; cnblogs txw1958.
    ['test', '1410685589', 'test', 'f21891de399b4e33a1a93c9a7b8a8fffb5a443ff'],
    ['weixin', '1414243737', '1792106704', '35703636de2f9df2a77a662b68e521ce17c34db4'],
  ])('of %s, %s, %s is as published', (token, timestamp, nonce, signature) => {
    expect(sha1OfSorted([token, timestamp, nonce])).toBe(signature);
    expect(sha1OfSorted([nonce, token, timestamp])).toBe(signature);
  });
});

/** Published by Tencent and by wechatpy; the random part stands in what was published. */
const VECTORS = [
  {
    name: 'safe mode, JSON in',
    token: 'AAAAA',
    key: KEY,
    receiveId: 'wxba5fad812f8e6fb9',
    timestamp: '1714112445',
    nonce: '415670741',
    signature: '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
    encrypted:
      '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=',
    random: 'a8eedb185eb2fecf',
    plain:
      '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}',
  },
  {
    name: 'safe mode, JSON out',
    token: 'AAAAA',
    key: KEY,
    receiveId: 'wxba5fad812f8e6fb9',
    timestamp: '1713424427',
    nonce: '415670741',
    signature: '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
    encrypted: 'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
    random: '707722b803182950',
    plain: '{"demo_resp":"good luck"}',
  },
  {
    name: 'safe mode, XML in',
    token: 'AAAAA',
    key: KEY,
    receiveId: 'wx134c8103faa5a59e',
    timestamp: '1715943329',
    nonce: '1590219412',
    signature: '6c12a4205838198b8fa631b3220723bb07f1015c',
    encrypted:
      'D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==',
    random: '1205899eaf019bbd',
    plain:
      '<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>\n<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName>\n<CreateTime>1715943329</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>\n<Event><![CDATA[debug_demo]]></Event>\n<debug_str><![CDATA[hello world]]></debug_str>\n</xml>',
  },
  {
    name: 'safe mode, XML out',
    token: 'AAAAA',
    key: KEY,
    receiveId: 'wx134c8103faa5a59e',
    timestamp: '1713424427',
    nonce: '415670741',
    signature: '03e0812039325c2712ef5f0f980fd14c70d6e307',
    encrypted:
      'hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7',
    random: '999951349e8ee746',
    plain: '<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>',
  },
  {
    name: 'WeCom, its check of the URL',
    token: '123456',
    key: WECOM_KEY,
    receiveId: WECOM_ID,
    timestamp: '1411443780',
    nonce: '437374425',
    signature: 'dd6b9c95b495b3f7e2901bfbc76c664930ffdb96',
    encrypted: '4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==',
    random: '2304fc2fe146f1f8',
    plain: '5927782489442352469',
  },
  {
    name: 'WeCom, a message in',
    token: '123456',
    key: WECOM_KEY,
    receiveId: WECOM_ID,
    timestamp: '1411525903',
    nonce: '461056294',
    signature: '74d92dfeb87ba7c714f89d98870ae5eb62dff26d',
    encrypted:
      'RgqEoJj5A4EMYlLvWO1F86ioRjZfaex/gePD0gOXTxpsq5Yj4GNglrBb8I2BAJVODGajiFnXBu7mCPatfjsu6IHCrsTyeDXzF6Bv283dGymzxh6ydJRvZsryDyZbLTE7rhnus50qGPMfp2wASFlzEgMW9z1ef/RD8XzaFYgm7iTdaXpXaG4+BiYyolBug/gYNx410cvkKR2/nPwBiT+P4hIiOAQqGp/TywZBtDh1yCF2KOd0gpiMZ5jSw3e29mTvmUHzkVQiMS6td7vXUaWOMZnYZlF3So2SjHnwh4jYFxdgpkHHqIrH/54SNdshoQgWYEvccTKe7FS709/5t6NMxuGhcUGAPOQipvWTT4dShyqio7mlsl5noTrb++x6En749zCpQVhDpbV6GDnTbcX2e8K9QaNWHp91eBdCRxthuL0=',
    random: 'ec90b1530358d4d3',
    plain:
      '<xml><ToUserName><![CDATA[wx49f0ab532d5d035a]]></ToUserName>\n<FromUserName><![CDATA[messense]]></FromUserName>\n<CreateTime>1411525903</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[test]]></Content>\n<MsgId>4363689963896700987</MsgId>\n<AgentID>1</AgentID>\n</xml>',
  },
  {
    name: 'WeCom, an answer',
    token: '123456',
    key: WECOM_KEY,
    receiveId: WECOM_ID,
    timestamp: '1411525903',
    nonce: '461056294',
    signature: '407518b7649e86ef23978113f92d27afa9296533',
    encrypted:
      '9s4gMv99m88kKTh/H8IdkOiMg6bisoy3ypwy9H4hvSPe9nsGaqyw5hhSjdYbcrKk+j3nba4HMOTzHrluLBYqxgNcBqGsL8GqxlhZgURnAtObvesEl5nZ+uBE8bviY0LWke8Zy9V/QYKxNV2FqllNXcfmstttyIkMKCCmVbCFM2JTF5wY0nFhHZSjPUL2Q1qvSUCUld+/WIXrx0oyKQmpB6o8NRrrNrsDf03oxI1p9FxUgMnwKKZeOA/uu+2IEvEBtb7muXsVbwbgX05UPPJvFurDXafG0RQyPR+mf1nDnAtQmmNOuiR5MIkdQ39xn1vWwi1O5oazPoQJz0nTYjxxEE8kv3kFxtAGVRe3ypD3WeK2XeFYFMNMpatF9XiKzHo3',
    random: '1234567890123456',
    plain:
      '<xml>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[test]]></Content>\n<FromUserName><![CDATA[wx49f0ab532d5d035a]]></FromUserName>\n<ToUserName><![CDATA[messense]]></ToUserName>\n<AgentID>1</AgentID>\n<CreateTime>1411525903</CreateTime>\n</xml>',
  },
];

/** What a cipher without our care would have made: any plain bytes, padded as they are. */
function sealedAsIs(plain: Uint8Array, key = KEY): string {
  const bytes = Buffer.from(`${key}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

/** 16 random bytes, length, text, receiver and a padding. */
function framed(text: string, receiveId: string, padding: readonly number[], length = Buffer.byteLength(text)): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return Buffer.concat([Buffer.alloc(16, 'r'), size, Buffer.from(text), Buffer.from(receiveId), Buffer.from(padding)]);
}

const UNPROVEN = expect.objectContaining({ code: 'channel.signature', status: 401 });

describe('the cipher', () => {
  it.each(VECTORS)('opens, seals and signs the published vector: $name', (vector) => {
    const cipher = createWechatCipher({ aesKeys: [vector.key], receiveId: vector.receiveId });
    expect(cipher.decrypt(vector.encrypted)).toBe(vector.plain);
    expect(cipher.encrypt(vector.plain, bytesOf(vector.random))).toBe(vector.encrypted);
    expect(sha1OfSorted([vector.token, vector.timestamp, vector.nonce, vector.encrypted])).toBe(vector.signature);
  });

  it('opens whatever it sealed, with paddings of every length', () => {
    const cipher = createWechatCipher({ aesKeys: [WECOM_KEY], receiveId: WECOM_ID });
    const random = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), random, (text, random16) => {
        fc.pre(!text.startsWith('\uFEFF'));
        expect(cipher.decrypt(cipher.encrypt(text, random16))).toBe(text.toWellFormed());
      }),
    );
  });

  // 16 + 4 + 13 + 1 bytes: 30 more fill the second block of 32, 14 the third of 16.
  it.each([
    ['32', 30],
    ['16, as other programs pad', 14],
  ])('takes a padding to a block of %s', (_name, pad) => {
    const encrypted = sealedAsIs(framed('thirteen byte', 'a', Array(pad).fill(pad)));
    expect(createWechatCipher({ aesKeys: [KEY], receiveId: 'a' }).decrypt(encrypted)).toBe('thirteen byte');
  });

  it.each([
    ['a padding of 0', sealedAsIs(framed('text', 'appid', [1, 1, 0]))],
    ['a padding of 33', sealedAsIs(framed('sixsix', 'appid', Array(33).fill(33)))],
    ['a padding that is not the same throughout', sealedAsIs(framed('text', 'appid', [3, 2, 3]))],
    ['a padding longer than everything', sealedAsIs(Buffer.alloc(16, 32))],
    ['a length beyond the end', sealedAsIs(framed('text', 'appid', [3, 3, 3], 10))],
    ['a length of four thousand millions', sealedAsIs(framed('text', 'appid', [3, 3, 3], 0xffff_ffff))],
    ['no length at all', sealedAsIs(Buffer.concat([Buffer.alloc(14, 'r'), Buffer.from([2, 2])]))],
    ['another receiver', createWechatCipher({ aesKeys: [KEY], receiveId: 'appid2' }).encrypt('text', bytesOf('r'.repeat(16)))],
    ['no receiver', createWechatCipher({ aesKeys: [KEY], receiveId: '' }).encrypt('text', bytesOf('r'.repeat(16)))],
    ['another key', createWechatCipher({ aesKeys: [WECOM_KEY], receiveId: 'appid' }).encrypt('text', bytesOf('r'.repeat(16)))],
    ['nothing', ''],
    ['no whole block', Buffer.alloc(15).toString('base64')],
    ['no base64', '你好'],
    ['base64 with something in it', `${sealedAsIs(framed('text', 'appid', [3, 3, 3]))} `],
  ])('refuses %s', (_name, encrypted) => {
    const cipher = createWechatCipher({ aesKeys: [KEY], receiveId: 'appid' });
    expect(() => cipher.decrypt(encrypted)).toThrow(UNPROVEN);
  });

  it('refuses a length beyond the end for a receiver without a name too', () => {
    const cipher = createWechatCipher({ aesKeys: [KEY], receiveId: '' });
    const padding = Array(8).fill(8);
    expect(() => cipher.decrypt(sealedAsIs(framed('text', '', padding, 5)))).toThrow(UNPROVEN);
    expect(cipher.decrypt(sealedAsIs(framed('text', '', padding)))).toBe('text');
  });

  it('opens the very same frame when it is right, so that the refusals above are for their reason', () => {
    const cipher = createWechatCipher({ aesKeys: [KEY], receiveId: 'appid' });
    expect(cipher.decrypt(sealedAsIs(framed('text', 'appid', [3, 3, 3])))).toBe('text');
  });

  it('refuses any bytes, and fails in no other way', () => {
    const cipher = createWechatCipher({ aesKeys: [KEY, WECOM_KEY], receiveId: 'appid' });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, sealing) => {
        const encrypted = sealing
          ? sealedAsIs(bytes.subarray(0, bytes.length - (bytes.length % 16)))
          : Buffer.from(bytes).toString('base64');
        expect(() => cipher.decrypt(encrypted)).toThrow(UNPROVEN);
      }),
      { numRuns: 10_000 },
    );
  });

  it('opens with the old key while it is being changed, and answers with the one that opened', () => {
    const before = createWechatCipher({ aesKeys: [WECOM_KEY], receiveId: 'appid' });
    const during = createWechatCipher({ aesKeys: [KEY, WECOM_KEY], receiveId: 'appid' });
    const after = createWechatCipher({ aesKeys: [KEY], receiveId: 'appid' });
    const random16 = bytesOf('r'.repeat(16));
    const old = during.open(before.encrypt('question', random16));
    expect(old.text).toBe('question');
    expect(before.decrypt(old.encrypt('answer', random16))).toBe('answer');
    expect(after.decrypt(during.encrypt('unasked', random16))).toBe('unasked');
  });

  it.each(['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, '密'.repeat(43)])('does not start with the key "%s"', (key) => {
    expect(() => createWechatCipher({ aesKeys: [key], receiveId: 'appid' })).toThrow(AppError);
  });

  it('opens nothing without a key', () => {
    const cipher = createWechatCipher({ aesKeys: [], receiveId: 'appid' });
    expect(() => cipher.decrypt(sealedAsIs(framed('text', 'appid', [3, 3, 3])))).toThrow(UNPROVEN);
    expect(() => cipher.encrypt('text', bytesOf('r'.repeat(16)))).toThrow(AppError);
  });
});
