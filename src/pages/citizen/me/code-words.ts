import type { CODE_RULES, CodeLine } from '../../../citizens/code-rules.ts';
import type { Colour } from '../../../storage/desk-schema.ts';
import type { Spoken } from '../../console/language.tsx';

type Rules = typeof CODE_RULES;
type What = CodeLine['what'];

interface CodeWords {
  readonly colours: Readonly<Record<Colour, { readonly name: string; readonly says: string }>>;
  readonly why: string;
  /** What each line says. @param looked at his chats, because he agrees */
  readonly lines: Readonly<Record<What, (count: number, looked: boolean) => string>>;
  /** How it gets greener. @param now whether a check-up may be done now */
  readonly greener: Readonly<Record<What, (count: number, now: boolean, teaching: Rules['teaching']) => string>>;
  readonly learn: string;
  readonly until: readonly [string, string];
  readonly sum: (rules: Rules) => readonly [string, string];
  readonly how: string;
  readonly rules: (rules: Rules) => readonly string[];
  readonly ours: (version: number) => string;
}

const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`);
const lessons = (count: number): string => (count === 1 ? '1 lesson' : `${count} lessons`);

/** What the code says, what moves it, and how it is worked out. */
export const CODE_WORDS: Spoken<CodeWords> = {
  'zh-CN': {
    colours: {
      red: { name: '红码', says: '您现在很容易被骗子盯上。凡是要钱、要码、要下载的，先停下，打96110。' },
      yellow: { name: '黄码', says: '有几处不稳当。照下面做，能更稳。要钱的事先问一声。' },
      green: { name: '绿码', says: '眼下没看到明显的薄弱处。骗术天天变，要钱、要码照样先停下。' },
    },
    why: '为什么是这个颜色',
    lines: {
      'check-up-none': () => '还没做反诈体检',
      'check-up-wrong': (count) => (count === 0 ? '体检全答对' : `体检答错${count}题`),
      'check-up-old': () => '上次体检过了半年',
      'exposure-touched': (count, looked) => {
        if (count === 0) return looked ? '最近30天没遇到走得深的骗局' : '没有看您的咨询（您没同意，或撤回了）';
        return '最近30天点过骗子的链接，或装了软件';
      },
      'exposure-harmed': () => '最近30天给过钱、验证码，或让人看过屏幕',
      lessons: (count) => (count === 0 ? '最近90天还没学过防骗短课' : `最近90天学了${count}课`),
    },
    greener: {
      'check-up-none': () => '做一次体检，10题，三五分钟。',
      'check-up-wrong': (count, now) => {
        if (count === 0) return '保持住，骗术会变，过一阵再做一次。';
        return now ? '看懂每题的讲解，再做一次。' : '先看懂每题的讲解，到时候再做一次。';
      },
      'check-up-old': () => '再做一次体检。',
      'exposure-touched': (count) => (count === 0 ? '遇到可疑的，照样先问。' : '删掉那个软件，改密码；拿不准打96110。'),
      'exposure-harmed': () => '这阵子谁说能帮您把钱追回来，都是骗子。还没报警就打110。学一课，再做一次体检。',
      lessons: (count, _, { each, most }) => (count >= most ? '已经减满。' : `学一课减${-each}分，最多算${most}课。`),
    },
    learn: '去学一课',
    until: ['到 ', ' 自己消掉。'],
    sum: ({ yellow, red }) => ['合计 ', ` 分。${yellow}分以下绿，${yellow}到${red - 1}分黄，${red}分以上红。`],
    how: '怎么算的',
    rules: ({ checkUp, exposure, teaching, repeatAfterDays }) => [
      `没做体检：+${checkUp.none}分`,
      `体检每错一题：+${checkUp.wrong}分`,
      `体检超过${checkUp.oldAfterDays}天：+${checkUp.old}分`,
      `最近${exposure.days}天点过链接、装过软件：+${exposure.touched}分`,
      `最近${exposure.days}天给过钱、验证码、共享过屏幕：+${exposure.harmed}分`,
      `最近${teaching.days}天每学会一课（答对${teaching.passedFrom}%以上）：${teaching.each}分，最多算${teaching.most}课`,
      `体检过${repeatAfterDays}天，或又遇到一件事，就可以再做`,
    ],
    ours: (version) => `这是我们自己定的算法，第${version}版。只提醒您本人，不给别人看，也不影响您办任何事。`,
  },
  en: {
    colours: {
      red: {
        name: 'Red code',
        says: 'Scammers could fool you easily at the moment. If anybody wants money, a verification code or an app installed, stop and call 96110.',
      },
      yellow: {
        name: 'Yellow code',
        says: 'There are a few weak spots. What helps is below. Ask first before you pay anybody.',
      },
      green: {
        name: 'Green code',
        says: 'We see no clear weak spot at the moment. Scams change every day, so if anybody wants money or a verification code, stop all the same.',
      },
    },
    why: 'Why this colour',
    lines: {
      'check-up-none': () => 'You have not done the check-up yet',
      'check-up-wrong': (count) => (count === 0 ? 'Check-up: all answers right' : `Check-up: ${questions(count)} answered wrong`),
      'check-up-old': () => 'Your last check-up was more than half a year ago',
      'exposure-touched': (count, looked) => {
        if (count === 0)
          return looked
            ? 'No scam got far with you in the last 30 days'
            : 'Your chats are not looked at (you did not agree, or you withdrew it)';
        return 'In the last 30 days you opened a scammer’s link or installed an app';
      },
      'exposure-harmed': () => 'In the last 30 days you gave away money or a verification code, or let somebody see your screen',
      lessons: (count) => (count === 0 ? 'No lesson in the last 90 days' : `${lessons(count)} in the last 90 days`),
    },
    greener: {
      'check-up-none': () => 'Do the check-up: 10 questions, a few minutes.',
      'check-up-wrong': (count, now) => {
        if (count === 0) return 'Keep it up. Scams change, so do it again after a while.';
        return now ? 'Read the reason for each question, then do it again.' : 'First read the reason for each question. Do it again later.';
      },
      'check-up-old': () => 'Do the check-up again.',
      'exposure-touched': (count) =>
        count === 0
          ? 'If something looks suspicious, keep asking first.'
          : 'Remove that app and change your passwords. If in doubt, call 96110.',
      'exposure-harmed': () =>
        'Whoever now offers to get your money back is a scammer. If you have not told the police yet, call 110. Then take a lesson and do the check-up again.',
      lessons: (count, _, { each, most }) =>
        count >= most ? 'Lessons can take off no more.' : `Each lesson takes off ${-each} points; ${most} lessons count at most.`,
    },
    learn: 'Go to the lessons (their questions are in Chinese only)',
    until: ['It counts until ', ', then it goes away by itself.'],
    sum: ({ yellow, red }) => ['Total: ', ` points. Below ${yellow} is green, ${yellow} to ${red - 1} yellow, from ${red} on red.`],
    how: 'How it is worked out',
    rules: ({ checkUp, exposure, teaching, repeatAfterDays }) => [
      `No check-up yet: +${checkUp.none} points`,
      `Each wrong answer in the check-up: +${checkUp.wrong} points`,
      `Check-up older than ${checkUp.oldAfterDays} days: +${checkUp.old} points`,
      `In the last ${exposure.days} days a link opened or an app installed: +${exposure.touched} points`,
      `In the last ${exposure.days} days money or a verification code given away, or the screen shared: +${exposure.harmed} points`,
      `Each lesson passed in the last ${teaching.days} days (${teaching.passedFrom}% right or more): ${teaching.each} points, ${teaching.most} lessons at most`,
      `The check-up may be done again after ${repeatAfterDays} days, or after a new incident`,
    ],
    ours: (version) =>
      `We made these rules ourselves; this is version ${version}. The code is a reminder for you alone. Nobody else sees it, and nothing you do anywhere depends on it.`,
  },
};
