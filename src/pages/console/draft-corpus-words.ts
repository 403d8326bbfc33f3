import { type KINDS, LONGEST_TEXT, MOST_ROWS, type RowProblem } from './draft-corpus-rows.ts';
import type { DeskLanguage, Spoken } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly back: string;
  readonly rules: readonly string[];
  readonly row: (number: number) => string;
  readonly text: string;
  readonly kind: string;
  readonly type: string;
  readonly choose: string;
  readonly kinds: Readonly<Record<(typeof KINDS)[number], string>>;
  readonly noType: string;
  readonly save: string;
  readonly cancel: string;
  readonly more: string;
  readonly problems: Readonly<Record<RowProblem, string>>;
  readonly wrong: (count: number) => string;
  readonly none: string;
  readonly unreadable: string;
  readonly asFile: string;
  readonly closed: (state: string) => string;
  readonly incomplete: string;
}
export const CORPUS_WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '加训练文字',
    back: '回到草稿',
    rules: [
      '用自己的话重写，不抄任何人的原话；手机号中间写 0000，网址、人名都编。',
      '每加一种骗法，也加几条像它、但正当的。',
      '十条不一样的，比一百条只换了金额的有用。',
    ],
    row: (number) => `第${number}条`,
    text: '文字',
    kind: '是什么',
    type: '诈骗类型',
    choose: '选一个',
    kinds: { scam: '诈骗', legit: '正当', marketing: '推销' },
    noType: '不是诈骗，不填',
    save: '存进草稿',
    cancel: '不改了',
    more: `先存一次，再打开，就又有空行；一个草稿最多${MOST_ROWS}条。`,
    problems: {
      text: '写上文字，或者把这一条全清空。',
      long: `最多${LONGEST_TEXT}字。`,
      kind: '选一下是什么。',
      type: '诈骗要选类型，别的不选。',
      twice: '和上面的一条一样。',
    },
    wrong: (count) => `没有存：有${count}条要改。写的都还在。`,
    none: '没有存：一条都没有写。',
    unreadable: '这个文件里有表单显示不了的行，请直接改文件。',
    asFile: '直接改文件',
    closed: (state) => `这个草稿${state}，现在不能改。要改，先退回。`,
    incomplete: '没有存：表单不完整。写的还在下面，再按一次。',
  },
  en: {
    language: 'en',
    title: 'Add training texts',
    back: 'Back to the draft',
    rules: [
      'Your own words, nothing copied from anybody; 0000 in the middle of telephone numbers, invented links and names.',
      'For each scheme also add honest texts that look like it.',
      'Ten texts that differ teach more than a hundred with the amount changed.',
    ],
    row: (number) => `Text ${number}`,
    text: 'Text',
    kind: 'What it is',
    type: 'Type of scam',
    choose: 'Choose',
    kinds: { scam: 'scam', legit: 'honest', marketing: 'marketing' },
    noType: 'no scam: none',
    save: 'Save in the draft',
    cancel: 'Leave it',
    more: `Save once and open it again for more rows; a draft has ${MOST_ROWS} at most.`,
    problems: {
      text: 'Write a text, or empty the whole row.',
      long: `${LONGEST_TEXT} characters at most.`,
      kind: 'Choose what it is.',
      type: 'A scam has a type, the others have none.',
      twice: 'The same as one above.',
    },
    wrong: (count) => `Not saved: ${count === 1 ? '1 row' : `${count} rows`} must be mended. Everything is still here.`,
    none: 'Not saved: there is no text.',
    unreadable: 'This file has lines that the form cannot show; change the file itself.',
    asFile: 'Change the file itself',
    closed: (state) => `This draft is ${state}; it cannot be changed now. It must be returned first.`,
    incomplete: 'Not saved: the form was incomplete. Everything is below; press again.',
  },
};
