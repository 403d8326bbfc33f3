import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProbeWatch } from '../../src/conversation/probe-watch.ts';

const VARIANTS = [
  '您的ETC已停用，请点击链接填写银行卡号，逾期将注销',
  '您的ETC已停用，请点击下面链接填写银行卡号，逾期将注销',
  '您的ETC已停用，请点链接填写银行卡号码，逾期将注销',
  '您好您的ETC已停用，请点击链接填写银行卡号，逾期将注销',
  '您的ETC已停用了，请点击链接填写银行卡号，逾期就注销',
  '您的ETC已被停用，请点击链接填写银行卡号，逾期将注销哦',
];
const HOUR = 3_600_000;

describe('a watch for those who probe', () => {
  let watch: ProbeWatch;
  let ids: number;
  beforeEach(() => {
    ids = 0;
    watch = new ProbeWatch(() => `row-${++ids}`);
  });
  const send = (source: string, text: string, now: number) => watch.notice(source, { text, original: text }, now);

  it('notices the fifth variant of a text from one source, and each after it', () => {
    const seen = VARIANTS.map((text, index) => send('a', text, index));
    expect(seen.map((found) => found?.variants ?? 0)).toEqual([0, 0, 0, 0, 5, 6]);
    expect(new Set(seen.slice(4).map((found) => found?.row)).size).toBe(1);
  });

  it('goes on counting, and has each tenth variant written down, when it has long forgotten the first', () => {
    const seen = Array.from({ length: 100 }, (_, at) => send('a', `${VARIANTS[0]}，您的验证号是${at + 100}`, at));
    expect(seen.slice(4).map((found) => found?.variants)).toEqual(Array.from({ length: 96 }, (_, at) => at + 5));
    expect(seen.flatMap((found) => (found?.toNote ? [found.variants] : []))).toEqual([5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  });

  it('has nothing written down for what is sent again', () => {
    for (const text of VARIANTS.slice(0, 4)) send('a', text, 0);
    expect([0, 1, 2].map((at) => send('a', VARIANTS[4] as string, at))).toEqual([
      { row: 'row-1', variants: 5, toNote: true },
      { row: 'row-1', variants: 5, toNote: false },
      { row: 'row-1', variants: 5, toNote: false },
    ]);
  });

  it('has him written down where he is first noticed, whatever number that is', () => {
    // Two halves that hardly meet, and a text that is like all of them.
    const [first, second] = ['您的ETC已停用，请点击链接填写', '公安局来电说账户涉案须转到安全账户'];
    for (const at of [1, 2, 3, 4]) {
      send('a', `${first}${at}`, at);
      send('a', `${second}${at}`, at);
    }
    expect(send('a', `${first}${second}`, 9)).toMatchObject({ toNote: true });
  });

  it('takes the very same text, sent again, for no variant', () => {
    for (let again = 0; again < 20; again++) expect(send('a', VARIANTS[0] as string, again)).toBeNull();
  });

  it('does not hold against one what others send', () => {
    for (const [index, text] of VARIANTS.entries()) expect(send(`citizen-${index}`, text, index)).toBeNull();
  });

  it('forgets within the hour', () => {
    for (const [index, text] of VARIANTS.entries()) expect(send('a', text, index * HOUR)).toBeNull();
  });

  it('is not alarmed by somebody who talks', () => {
    const talk = [
      '有人说我的ETC停用了',
      '他让我点链接',
      '我没有点',
      '那我现在怎么办',
      '他又打电话来了',
      '说今天不办就注销',
      '我要不要报警',
    ];
    for (const [index, text] of talk.entries()) expect(send('a', text, index)).toBeNull();
  });

  it('takes a bounded place, whoever comes', () => {
    for (let source = 0; source < 6000; source++) send(`s${source}`, VARIANTS[0] as string, 0);
    for (const text of VARIANTS.slice(1, 5)) send('s0', text, 1);
    expect(send('s0', VARIANTS[5] as string, 2)?.variants).toBe(5);
  });

  it('takes a bounded place, however long the texts are', () => {
    for (const text of VARIANTS.slice(0, 4)) send('s0', text, 0);
    for (let source = 0; source < 1000; source++)
      send(
        `long${source}`,
        Array.from({ length: 1200 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7 + source * 13) % 20_000))).join(''),
        1,
      );
    expect(send('s0', VARIANTS[4] as string, 2)).toBeNull();
  });

  it('never breaks down', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.string(), fc.nat())), (sent) => {
        for (const [source, text, at] of sent) send(source, text, at);
      }),
    );
  });
});
