import { describe, expect, test } from 'vitest';
import { createSoundAlikes } from '../../src/detection/sound-alikes.ts';

const SOUNDS = {
  zhang: '账帐张',
  hu: '户护虎',
  ming: '名明',
  kou: '口扣',
  yin: '银音',
  hang: '行航',
  xing: '行星',
  ka: '卡咖',
};

function uncovered(keywords: readonly string[], text: string, except: readonly string[] = []): { text: string; replaced: boolean } {
  const replace = createSoundAlikes({
    variants: { chars: {}, words: {}, soundAlike: { keywords: [...keywords], except: [...except] } },
    sounds: SOUNDS,
  });
  const codes = [...text].map((char) => char.charCodeAt(0));
  const replaced = replace(codes);
  return { text: String.fromCharCode(...codes), replaced };
}

describe('a key word written with other characters of its sound', () => {
  test.each<[string, string[], string, string]>([
    ['comes back', ['账户'], '帐护', '账户'],
    ['comes back within a sentence', ['账户'], '我的张虎里', '我的账户里'],
    ['comes back each time', ['账户'], '帐护帐护,张虎', '账户账户,账户'],
    ['comes back where one character only was exchanged', ['账户'], '账护', '账户'],
    ['comes back by any of the sounds that a character has', ['银行'], '音航,音星', '银行,银行'],
    ['comes back though its first character has several sounds', ['行星卡'], '航星咖,星行咖', '行星卡,行星卡'],
    ['the longest first', ['账户', '账户名'], '帐护明', '账户名'],
    ['the shorter one where the longer one does not fit', ['账户名', '账户'], '帐护口', '账户口'],
    ['the one that fits, of those that begin alike', ['账口', '账户', '账名'], '帐护', '账户'],
    ['behind another that stands there undisguised', ['账户', '户口'], '账户扣', '账户口'],
  ])('%s', (_, keywords, written, plain) => {
    expect(uncovered(keywords, written)).toEqual({ text: plain, replaced: true });
  });

  test.each<[string, string[], string, string[]]>([
    ['stays when it is the key word itself', ['账户'], '账户', []],
    ['stays when it is an everyday word', ['账户'], '张虎', ['张虎']],
    ['stays when it is an everyday word within a sentence', ['账户'], '见张虎吗', ['张虎']],
    ['stays where the text ends within it', ['账户'], '我的张', []],
    ['stays where a character has another sound', ['账户'], '张明', []],
    ['stays where a character has no sound that we know', ['账户'], '张a张的', []],
    ['stays when no key word is listed', [], '帐护', []],
  ])('%s', (_, keywords, text, except) => {
    expect(uncovered(keywords, text, except)).toEqual({ text, replaced: false });
  });

  test('a key word of characters whose sound is not known is never found', () => {
    expect(uncovered(['码户', '账码'], '码护,帐码')).toEqual({ text: '码护,帐码', replaced: false });
  });
});
