import { describe, expect, test } from 'vitest';
import type { LinkFact } from '../../src/detection/hosts.ts';
import { findLinks } from '../../src/detection/links.ts';
import type { LinkFacts } from '../../src/library/schema.ts';

const FACTS: LinkFacts = {
  brands: [
    { name: '工商银行', words: ['icbc'], domains: ['icbc.com.cn'] },
    { name: '中国银行', words: ['boc'], domains: ['boc.cn'] },
    { name: 'PayPal', words: ['paypal'], domains: ['paypal.com'] },
    { name: 'Apple', words: ['apple'], domains: ['apple.com'] },
    { name: 'Microsoft', words: ['microsoft'], domains: ['microsoft.com'] },
    { name: 'Walmart', words: ['walmart'], domains: ['walmart.com'] },
  ],
  shorteners: ['t.cn', 'bit.ly'],
  throwawaySuffixes: ['top', 'xyz', 'cc'],
  officialSuffixes: ['gov.cn', 'un.org'],
  hosting: ['forms.icbc.com.cn', 'apple.com/go', 'pages.example', 'rented.com'],
  known: ['longdesk.com', '77.com', 'longdesk.co.uk', 'rented.com', 'xkcdqr.org'],
};

describe('what a host tells', () => {
  test.each<[string, string, LinkFact[], string | null]>([
    ['an authority', 'https://etax.hz.gov.cn/a', ['link-official'], null],
    ['an authority whose domain is the ending itself', 'https://www.un.org', ['link-official'], null],
    ['a name that only ends like an authority', 'https://etaxgov.cn', [], null],
    ['the brand itself', 'https://www.icbc.com.cn/login', ['link-official'], null],
    ['a brand in front of a foreign domain', 'http://icbc.com.cn.abcd.com/x', ['link-brand-in-foreign-domain'], '工商银行'],
    ['a brand inside a foreign name', 'http://icbc-points.com', ['link-brand-in-foreign-domain'], '工商银行'],
    ['a brand run together with another word', 'http://icbcpoints.com', ['link-brand-in-foreign-domain'], '工商银行'],
    ['a brand in a label behind the first', 'http://login.icbc-points.com', ['link-brand-in-foreign-domain'], '工商银行'],
    ["a brand's own ending", 'http://shop.apple', [], null],
    ['a short brand between hyphens', 'http://boc-login.com', ['link-brand-in-foreign-domain'], '中国银行'],
    ['a short brand as a whole label', 'http://boc.mail-info.com', ['link-brand-in-foreign-domain'], '中国银行'],
    ['a short brand inside a name is chance', 'http://bocadillo.com', [], null],
    ['a digit for a letter', 'http://paypa1.com', ['link-lookalike'], 'PayPal'],
    ['a look-alike in a label behind the first', 'http://login.paypa1.com', ['link-lookalike'], 'PayPal'],
    ['letters that look like one', 'http://rnicrosoft.com', ['link-lookalike'], 'Microsoft'],
    ['0 for o', 'http://micr0softid.com', ['link-lookalike'], 'Microsoft'],
    ['1 for l', 'http://app1eid.com', ['link-lookalike'], 'Apple'],
    ['5 for s', 'http://micro5oftid.com', ['link-lookalike'], 'Microsoft'],
    ['vv for w', 'http://vvalmartid.com', ['link-lookalike'], 'Walmart'],
    ['rn for m', 'http://rnicrosoftid.com', ['link-lookalike'], 'Microsoft'],
    ['a letter too many', 'http://applle.com', ['link-lookalike'], 'Apple'],
    ['another letter', 'http://apxle.com', ['link-lookalike'], 'Apple'],
    ['another letter, and the right one nowhere else', 'http://paypak.net', ['link-lookalike'], 'PayPal'],
    ['two letters that only look like them', 'http://wa1rnart.net', ['link-lookalike'], 'Walmart'],
    ['the last letters swapped', 'http://appel.com', ['link-lookalike'], 'Apple'],
    ['another first letter is another word', 'http://bpple.com', [], null],
    ['two other letters are another word', 'http://axxle.com', [], null],
    ['a letter swapped and another one changed is another word', 'http://aplpx.com', [], null],
    ['a letter moved on and another lost is another word', 'http://aplxe.com', [], null],
    ['a letter moved back and another lost is another word', 'http://apxpe.com', [], null],
    ['a short brand misspelt is chance', 'http://icbd.com', [], null],
    ['a short brand with a digit is chance', 'http://b0c.com', [], null],
    ['a letter too few', 'http://paypl.com', ['link-lookalike'], 'PayPal'],
    ['letters swapped', 'http://papyal.com', ['link-lookalike'], 'PayPal'],
    ['another word of that length', 'http://people.com', [], null],
    ['an address of numbers', 'http://203.0.113.7/pay', ['link-ip'], null],
    ['an address of numbers with a port', '203.0.113.7:8080', ['link-ip', 'link-port'], null],
    ['foreign letters', 'http://xn--80ak6aa92e.com', ['link-punycode', 'link-throwaway-domain'], null],
    ['a port', 'http://shop.example.com:8443/', ['link-port'], null],
    ['a shortener', 'https://t.cn/A6xyz', ['link-shortener'], null],
    ['a download', 'http://files.example.com/app.apk', ['link-apk'], null],
    ['a profile that installs', 'http://files.example.com/a.mobileconfig?x=1', ['link-apk'], null],
    ['a cheap ending', 'http://sunny.top', ['link-throwaway-domain'], null],
    ['a download with a mark behind it', 'http://files.example.com/app.apk#x', ['link-apk'], null],
    ['a page about a download', 'http://files.example.com/app.apk.html', [], null],
    ['a machine-made name of four', 'http://a1b2.com', ['link-throwaway-domain'], null],
    ['a machine-made name without vowels', 'http://xkcdqr.com', ['link-throwaway-domain'], null],
    ['the same with a digit behind', 'http://xkcdq7.com', ['link-throwaway-domain'], null],
    ['the same with a digit before', 'http://7xkcdq.com', ['link-throwaway-domain'], null],
    ['an abbreviation', 'http://xkcdq.com', [], null],
    ['a name that is a number', 'http://123456.com', [], null],
    ['a name with a number in it', 'http://shop24online.com', [], null],
    ['a machine-made name', 'http://a8k2z9q.com', ['link-throwaway-domain'], null],
    ['an ordinary shop', 'https://www.example.com/sale', [], null],
    ['http written hxxp', 'hxxp://sunny.top/1', ['link-throwaway-domain'], null],
    ['dots as Chinese stops', 'http://sunny。top', ['link-throwaway-domain'], null],
    ['a space before the ending', 'sunny .top', ['link-throwaway-domain'], null],
    ['a bare host', 'sunny.top', ['link-throwaway-domain'], null],
    ['a bare number that is a name', '360.com', [], null],
    ['a bare host with a digit', 'a1.me', [], null],
    ['a bare host that is also words, with a path', 'late.me/x', [], null],
    ['the same behind www', 'www.late.me', [], null],
    ['a name that no registry gives', 'http://sunny-.top', ['link-throwaway-domain'], null],
    ['a great house', 'https://www.longdesk.com/a', ['link-known'], null],
    ['a great house whose name looks made by a machine', 'xkcdqr.org', ['link-known'], null],
    ['a great house whose name is a short number', '77.com', ['link-known'], null],
    ['a great house with an ending of two parts', 'see longdesk.co.uk for it', ['link-known'], null],
    ['a name that only ends like a great house', 'http://mylongdesk.com', [], null],
    ['a page that anybody puts up under an official roof', 'https://forms.icbc.com.cn/f/1', [], null],
    ['the rest of that house', 'https://www.icbc.com.cn/f/1', ['link-official'], null],
    ['a way on from an official address', 'https://www.apple.com/go?to=1', [], null],
    ['another page of that address', 'https://www.apple.com/store', ['link-official'], null],
    ["a tenant's page", 'http://sunny.rented.com/a', [], null],
    ["a tenant's page with a brand's name", 'http://icbc-points.rented.com/a', ['link-brand-in-foreign-domain'], '工商银行'],
    ['the house that rents out, on its first page', 'http://www.rented.com/', ['link-known'], null],
    ['a page of it', 'http://www.rented.com/u/sunny', [], null],
    ['more names before the host than anybody needs', 'http://a.b.c.d.e.f.g.h.i.sunny.top', ['link-throwaway-domain'], null],
    ['a host behind somebody else', 'https://www.icbc.com.cn@sunny.top/a', ['link-brand-in-foreign-domain', 'link-throwaway-domain'], null],
    ['a number behind somebody else', 'https://www.gov.cn:443@203.0.113.7/', ['link-brand-in-foreign-domain', 'link-ip'], null],
    ['the last of two', 'http://a@www.icbc.com.cn@sunny.top/a', ['link-throwaway-domain'], null],
    ['the same without http', 'www.icbc.com.cn@sunny.top/a', ['link-brand-in-foreign-domain', 'link-throwaway-domain'], null],
    ['a user who is no host', 'https://lin:secret@git.example.com/a', [], null],
    ['dots in brackets', 'sunny[.]top', ['link-hidden', 'link-throwaway-domain'], null],
    ['a bracketed word', 'sunny(点)top/a', ['link-hidden', 'link-throwaway-domain'], null],
    ['a Chinese word', '打开sunny点top办理', ['link-hidden', 'link-throwaway-domain'], null],
    ['an English word', 'open sunny dot top today', ['link-hidden', 'link-throwaway-domain'], null],
    ['a dot half up', 'sunny·top', ['link-hidden', 'link-throwaway-domain'], null],
    ['a comma', 'sunny,top/a', ['link-hidden', 'link-throwaway-domain'], null],
    ['wide blanks', 'sunny  .  top', ['link-hidden', 'link-throwaway-domain'], null],
    ['one of two', 'www.sunny点com', ['link-hidden'], null],
    ['an everyday ending with a path', 'sunny点shop/a', ['link-hidden'], null],
    ["an honest house's dots", 'www点icbc点com点cn', ['link-official'], null],
    ['Chinese letters and a scheme', 'http://年审中心.top/a', ['link-odd-host'], null],
    ['Chinese letters to the end', 'http://年审中心.中国', ['link-odd-host'], null],
    ['the same as it is normalised', '登录http://年审中心中国/a', ['link-odd-host'], null],
    ['Chinese letters without a scheme', '登录 年审中心.top 办理', ['link-odd-host'], null],
    ['a Chinese ending without a scheme', '登录 年审中心.网址 办理', ['link-odd-host'], null],
    ['one number for a host', 'http://3405803783/a', ['link-odd-host'], null],
    ['numbers of sixteen', 'http://0xcb.0x00.0x71.0x07/a', ['link-odd-host'], null],
    ['a long number in brackets', 'http://[2001:db8::7]/a', ['link-odd-host'], null],
    ['a name too long for a host', `http://${'sunny'.repeat(13)}.top/a`, ['link-odd-host'], null],
    ['letters of two scripts', 'http://sunnу.tор/a', ['link-odd-host'], null],
    ['a bare host amid Chinese', '点sunny.top领', ['link-throwaway-domain'], null],
  ])('%s', (_, text, facts, brand) => {
    const links = findLinks(text, FACTS);
    expect(links).toHaveLength(1);
    expect([...(links[0]?.facts ?? [])].sort()).toEqual([...facts].sort());
    expect(links[0]?.brand).toBe(brand);
  });
});

describe('what only looks like a link', () => {
  test.each([
    'see you at 10:00. travel safely',
    'it is late.me too',
    'call mom. love you',
    'what is late.me/ now',
    'they met w3.late.me too',
    'at 11.me too',
    'it costs 12.com',
    'it costs a.12.com',
    'he has 360 .com',
    'he is 12 .top',
    'go sunny .travel now',
    'http://gov.cn',
    'http://server.local',
    'version 1.2.3',
    'on 3.5.2026',
    'a@example.com',
    'report.docx',
    '好的。top了',
    '203.0.113.7',
    'lin@icbc.com.cn',
    'www.icbc.com.cn@example.com',
    'john (at) example (dot) com',
    'john at example dot com',
    '下午3点com见',
    '打开app点vip',
    'coffee·shop',
    'sunny·wang',
    'w·top',
    'result,site not opening',
    'one,com and two',
    '以http://开头的公司网址',
    'https://',
    'http://在线',
    'http://13800138000',
    'http://localhost:8080/a',
    '到家了.top',
    '谢谢.com里的人',
    '...',
    '',
  ])('%s', (text) => {
    expect(findLinks(text, FACTS).map(({ host }) => host)).toEqual([]);
  });
});

test.each(['sunny.top', 'sunny .top', 'sunny. top', 'sunny。top', 'http://sunny。top/x'])('%s names the host sunny.top', (text) => {
  expect(findLinks(text, FACTS).map(({ host }) => host)).toEqual(['sunny.top']);
});

test('a link is quoted with its path, which ends at Chinese or a blank', () => {
  const text = '登录http://icbc-vip.cc/a?b=1办理 http://t.cn/x';
  expect(findLinks(text, FACTS).map(({ start, end }) => text.slice(start, end))).toEqual(['http://icbc-vip.cc/a?b=1', 'http://t.cn/x']);
});

test.each([
  ['acme.com · example.com', ['acme.com', 'example.com']],
  ['今天10点 example.com', ['example.com']],
  ['补税238 点 sunny.top', ['sunny.top']],
])('%s hides nothing', (text, hosts) => {
  const links = findLinks(text, FACTS);
  expect(links.map(({ host }) => host)).toEqual(hosts);
  expect(links.some(({ facts }) => facts.has('link-hidden'))).toBe(false);
});

test('a link that is put together is quoted as it stands', () => {
  const text = '【年审】登录 www点sunny[.]top/a?b=1 办理，或http://年审中心.top重新办';
  expect(findLinks(text, FACTS).map(({ start, end }) => text.slice(start, end))).toEqual(['www点sunny[.]top/a?b=1', 'http://年审中心.top']);
});

describe('an address within an address', () => {
  test.each<[string, string, string[][]]>([
    ['behind a scheme', 'https://www.icbc.com.cn/go?u=http://sunny.top/a', [[], ['link-throwaway-domain']]],
    ['packed', 'https://www.icbc.com.cn/go?u=http%3a%2f%2fsunny.top%2fa', [[], ['link-throwaway-domain']]],
    ['packed twice', 'https://www.icbc.com.cn/go?u=http%253a%252f%252fsunny.top', [[], ['link-throwaway-domain']]],
    ['without a scheme', 'https://www.icbc.com.cn/go?u=sunny.top', [[], ['link-throwaway-domain']]],
    ['without a path before it', 'https://www.icbc.com.cn?u=sunny.top', [[], ['link-throwaway-domain']]],
    ['of the same house', 'https://www.icbc.com.cn/go?u=https://m.icbc.com.cn', [['link-official'], ['link-official']]],
    ['of a great house', 'https://www.icbc.com.cn/go?u=https://longdesk.com', [['link-official'], ['link-known']]],
    ['of a download', 'https://www.longdesk.com/go?u=http://sunny.com/a.apk&b=1', [[], ['link-apk']]],
    ['a file is none', 'https://www.icbc.com.cn/go?u=report.pdf', [['link-official']]],
  ])('%s', (_, text, facts) => {
    const links = findLinks(text, FACTS);
    expect(links.map((link) => [...link.facts].sort())).toEqual(facts);
    expect(links.map(({ start, end }) => [start, end])).toEqual(facts.map(() => [0, text.length]));
  });
});

test('no more than forty links are read', () => {
  expect(findLinks('http://sunny.top/1 '.repeat(100), FACTS)).toHaveLength(40);
});
