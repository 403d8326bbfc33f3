import type { Spoken } from '../../console/language.tsx';

/** Around the questions of the check-up, which stand in src/citizens. */
export const CHECK_UP_WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly open: (count: number) => string;
  readonly send: string;
  readonly missing: string;
  readonly explainedTitle: string;
  readonly result: (asked: number, right: number) => string;
  readonly allRight: string;
  readonly someWrong: string;
  readonly right: string;
  readonly wrong: string;
  readonly chosen: string;
  readonly should: string;
}> = {
  'zh-CN': {
    title: '反诈体检',
    lead: '10件事，您会怎么做？照平时的想法选。做完每题都有讲解。',
    open: (count) => `还有${count}题没选，已经标出来了。选过的都还在。`,
    send: '交卷，看讲解',
    missing: '这题还没选。',
    explainedTitle: '体检讲解',
    result: (asked, right) => `${asked}题，答对${right}题。`,
    allRight: '都对了。骗子专挑人忙、人急的时候来，那时也要想起来。',
    someWrong: '错的不要紧，现在看懂就赚了。',
    right: '✓ 答对',
    wrong: '✗ 答错',
    chosen: ' 您选：',
    should: '应该：',
  },
  en: {
    title: 'Anti-fraud check-up',
    lead: 'Ten situations: what would you do? Choose what you would really do. Afterwards each one is explained.',
    open: (count) =>
      `${count === 1 ? '1 question is' : `${count} questions are`} not answered yet and marked below. Your other answers are still there.`,
    send: 'Send it and see why',
    missing: 'Not answered yet.',
    explainedTitle: 'The check-up, explained',
    result: (asked, right) => `${right} of ${asked} right. `,
    allRight: 'All correct. Scammers come when you are busy or in a hurry. Remember it then, too.',
    someWrong: 'A wrong answer does no harm here. Now you know.',
    right: '✓ Right.',
    wrong: '✗ Wrong.',
    chosen: ' You chose: ',
    should: 'Better: ',
  },
};
