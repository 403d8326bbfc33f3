import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPush } from '../../src/channels/wechat/push-format.ts';
import { readXml, writeXml } from '../../src/channels/wechat/xml.ts';

const UNREADABLE = expect.objectContaining({ code: 'channel.payload', status: 400 });

describe('reading XML', () => {
  it.each([
    [
      'numbers as they stand',
      '<xml><MsgId>24086087575195331123</MsgId><Zero>007</Zero></xml>',
      { MsgId: '24086087575195331123', Zero: '007' },
    ],
    ['CDATA with its spaces', '<xml><Content><![CDATA[ a <b> & c \n]]></Content></xml>', { Content: ' a <b> & c \n' }],
    ['an empty CDATA', '<xml><Recognition><![CDATA[]]></Recognition></xml>', { Recognition: '' }],
    ['CDATA in pieces', '<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>', { A: 'a]]>b' }],
    ['entities as they stand', '<xml><A><![CDATA[&lt;&#65;&amp;]]></A><B>&lt;</B></xml>', { A: '&lt;&#65;&amp;', B: '&lt;' }],
    ['a declaration before', '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<A>1</A>\n</xml>\n', { A: '1' }],
    [
      'a citizen who writes markup',
      '<xml><A><![CDATA[<!DOCTYPE html> <!ENTITY a> <![CDATA[ ]]></A></xml>',
      { A: '<!DOCTYPE html> <!ENTITY a> <![CDATA[ ' },
    ],
    ['a space around', '\n <xml><A>1</A></xml> ', { A: '1' }],
    ['without what is nested', '<xml><A>1</A><Info><Count>1</Count><List><item><B>2</B></item></List></Info></xml>', { A: '1' }],
    ['without what comes twice', '<xml><A>1</A><A>2</A><B>3</B></xml>', { B: '3' }],
  ])('keeps %s', (_name, text, fields) => {
    expect(readXml(text)).toMatchObject(fields);
    expect(readXml(text).A).toBe('A' in fields ? fields.A : undefined);
  });

  it.each([
    ['nothing', ''],
    ['another root', '<html><A>1</A></html>'],
    ['a bare text', '<xml>text</xml>'],
    ['an empty root', '<xml></xml>'],
    ['two roots', '<xml><A>1</A></xml><xml><A>2</A></xml>'],
    ['a tag that stays open', '<xml><A>1</xml>'],
    ['CDATA that stays open', '<xml><A><![CDATA[1</A></xml>'],
    ['a DOCTYPE before the root', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>'],
    ['a DOCTYPE after the declaration', '<?xml version="1.0"?><!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><A>1</A></xml>'],
    ['a DOCTYPE in the root', '<xml><!DOCTYPE x [<!ENTITY a "b">]><A>&a;</A></xml>'],
    ['a DOCTYPE behind CDATA', '<xml><A><![CDATA[1]]></A><!DOCTYPE x [<!ENTITY a "b">]><B>&a;</B></xml>'],
    ['a comment', '<xml><!-- --><A>1</A></xml>'],
    ['ten levels', `<xml>${'<a>'.repeat(10)}${'</a>'.repeat(10)}</xml>`],
    ['ten thousand levels', `<xml>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</xml>`],
    ['the name __proto__', '<xml><__proto__><A>1</A></__proto__></xml>'],
    ['the name constructor', '<xml><constructor>1</constructor><A>1</A></xml>'],
  ])('refuses %s', (_name, text) => {
    expect(() => readXml(text)).toThrow(UNREADABLE);
  });

  it('says nothing of the text when it refuses', () => {
    const cause = (text: string): unknown => {
      try {
        return readPush(text);
      } catch (error) {
        return [String(error), (error as Error).cause];
      }
    };
    expect(cause('<xml><A>secret words</B></xml>')).toEqual(['AppError: the body is not what this platform sends', undefined]);
    expect(cause('{"A": "secret words')).toEqual(['AppError: the body is not what this platform sends', undefined]);
  });

  it.each(['<![CDATA[', '<a>', '<!--', '<?a ', '&', '<', ' ', '<a/>', ']]>', '<?xml <?xml ', '{"a":', '['])(
    'gets through 100 kB of %j',
    (rubbish) => {
      const many = rubbish.repeat(100_000 / rubbish.length);
      for (const text of [many, `<xml>${many}`, `<xml><A>${many}</A></xml>`, `{"a":${many}`]) {
        let refused: unknown = null;
        try {
          readPush(text);
        } catch (error) {
          refused = error;
        }
        expect(refused === null || UNREADABLE.asymmetricMatch(refused)).toBe(true);
      }
    },
  );
});

describe('writing XML', () => {
  it('writes texts as CDATA and numbers bare', () => {
    expect(writeXml({ ToUserName: 'o1', CreateTime: 12345678, MsgType: 'text' })).toBe(
      '<xml><ToUserName><![CDATA[o1]]></ToUserName><CreateTime>12345678</CreateTime><MsgType><![CDATA[text]]></MsgType></xml>',
    );
  });

  it('divides what would end the section', () => {
    expect(writeXml({ A: 'a]]>b' })).toBe('<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>');
  });

  it('leaves out what XML forbids', () => {
    expect(readXml(writeXml({ A: 'a\u0000\u0008\u001f\uFFFE\uD800b\t\n你😀' }))).toEqual({ A: 'a\uFFFDb\t\n你😀' });
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(']', '>', '<', '!', '[', 'CDATA', '&', '你', '😀', ' ', '\n', '/') }), (text) => {
        expect(readXml(writeXml({ A: text, B: 1 }))).toEqual({ A: text, B: '1' });
      }),
    );
  });
});

describe('reading JSON', () => {
  it('keeps numbers as they stand, texts, and nothing else', () => {
    const text =
      ' {"MsgId": 24086087575195331123, "CreateTime": 1714112445, "Content": "你好", "a": {"b": 1}, "c": [1], "d": null, "__proto__": {"e": "f"}, "x": 1e3}';
    const fields = { MsgId: '24086087575195331123', CreateTime: '1714112445', Content: '你好', x: '1e3' };
    expect(readPush(text)).toEqual({ format: 'json', fields });
  });

  it.each(['{', '{}}', '{"a":1,}', '\u0000{}'])('refuses %j', (text) => {
    expect(() => readPush(text)).toThrow(UNREADABLE);
  });
});
