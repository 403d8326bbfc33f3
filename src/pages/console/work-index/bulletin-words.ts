import type { BulletinFigures } from '../../../work-index/bulletin.ts';
import type { Spoken } from '../language.tsx';

export interface BulletinWords {
  readonly list: string;
  readonly listNote: string;
  readonly daily: string;
  readonly weekly: string;
  readonly none: string;
  readonly title: Readonly<Record<'day' | 'week', string>>;
  readonly made: string;
  readonly before: Readonly<Record<'day' | 'week', string>>;
  readonly figure: string;
  readonly now: string;
  readonly change: string;
  readonly figures: string;
  readonly names: Readonly<Record<keyof BulletinFigures, string>>;
  readonly share: string;
  readonly open: string;
  readonly waiting: string;
  readonly madeLater: string;
  readonly overdueTasks: string;
  readonly overdueCalls: string;
  readonly unreached: string;
  readonly places: string;
  readonly rises: string;
  readonly noPlaces: string;
  readonly placesHidden: string;
  readonly type: string;
  readonly place: string;
  readonly cases: string;
  readonly lost: string;
  readonly unnamed: string;
  readonly scripts: string;
  readonly noScripts: string;
  readonly texts: string;
  readonly senders: string;
  readonly words: string;
  readonly few: string;
  /** Also of what is not small, but would tell what is. */
  readonly hidden: string;
  readonly print: string;
  readonly printOutside: string;
  readonly hint: string;
  readonly back: string;
  readonly outsideNote: string;
  readonly insideNote: string;
  readonly by: (name: string, at: string) => string;
  readonly unknown: string;
}

export const BULLETIN_WORDS: Spoken<BulletinWords> = {
  'zh-CN': {
    list: '日报和周报',
    listNote: '日报每天早上6点以后出，写前一天；周报每周一早上出，写上一周。出了就不再改。',
    daily: '日报',
    weekly: '周报',
    none: '还没有。第一份会在早上6点以后出来。',
    title: { day: '反诈日报', week: '反诈周报' },
    made: '生成于',
    before: { day: '前一天', week: '前一周' },
    figure: '数字',
    now: '本期',
    change: '增减',
    figures: '主要数字',
    names: {
      consults: '来问的',
      red: '其中判红的',
      opened: '新工单',
      answered: '有人答复的',
      waitedHalf: '一半人等了不到',
      waitedMost: '95%的人等了不到',
      scams: '结案认定诈骗',
      withLoss: '其中有损失的',
      lost: '损失',
      saved: '拦下',
      warned: '预警的人',
      toMeet: '该见面的',
      met: '见到的',
      inTime: '按时见到的',
      cheated: '预警后仍被骗',
    },
    share: '按时率',
    open: '出报时还没办完的',
    waiting: '等接手的工单',
    madeLater: '到点时机器没有开，这一份是事后补的：那时还没办的，没有记下来。',
    overdueTasks: '过了时限的劝阻任务',
    overdueCalls: '过了时限的回电',
    unreached: '没打通、还要再打的',
    places: '类型和地方',
    rises: '哪种骗局在涨',
    noPlaces: '这段时间没有结案认定的诈骗。',
    placesHidden: '数字都太小，不公布。',
    type: '类型',
    place: '地方',
    cases: '案件',
    lost: '损失',
    unnamed: '没填',
    scripts: '新话术',
    noScripts: '没有发现新话术。',
    texts: '条数',
    senders: '人数',
    words: '共同的词',
    few: '少于5',
    hidden: '不公布',
    print: '打印（内部）',
    printOutside: '打印（对外，小数字不显示）',
    hint: '用浏览器的“打印”存成PDF，A4。',
    back: '回到页面',
    outsideNote: '少于5的数不显示，能从合计里倒推出来的也不显示。损失只在案件不少于5起时显示。',
    insideNote: '内部资料',
    by: (name, at) => `${name}于${at}打印`,
    unknown: '没有这一期。',
  },
  en: {
    list: 'Bulletins and reviews',
    listNote:
      'The bulletin of the day before is made every morning from six o’clock, the review of the week before on Mondays. What is made is not changed any more.',
    daily: 'Daily bulletins',
    weekly: 'Weekly reviews',
    none: 'None yet. The first is made after six in the morning.',
    title: { day: 'Daily bulletin', week: 'Weekly review' },
    made: 'Made',
    before: { day: 'Day before', week: 'Week before' },
    figure: 'Figure',
    now: 'Now',
    change: 'Change',
    figures: 'Main figures',
    names: {
      consults: 'Questions',
      red: 'of them red',
      opened: 'Cases opened',
      answered: 'answered by a human',
      waitedHalf: 'Half waited less than',
      waitedMost: '95 % waited less than',
      scams: 'Closed as scams',
      withLoss: 'of them with a loss',
      lost: 'Lost',
      saved: 'Saved',
      warned: 'People warned',
      toMeet: 'to be met',
      met: 'met',
      inTime: 'met in time',
      cheated: 'Cheated after a warning',
    },
    share: 'Share in time',
    open: 'Open when it was made',
    waiting: 'Cases that nobody had claimed',
    madeLater: 'No machine was running when it was due, so it was made later: what was open then was not noted.',
    overdueTasks: 'Overdue dissuasion tasks',
    overdueCalls: 'Overdue call-backs',
    unreached: 'Tried in vain, to be called again',
    places: 'Types and places',
    rises: 'Which scams rise',
    noPlaces: 'No scam was closed in this time.',
    placesHidden: 'All numbers are too small to be shown.',
    type: 'Type',
    place: 'Place',
    cases: 'Cases',
    lost: 'Lost',
    unnamed: 'not noted',
    scripts: 'New scripts',
    noScripts: 'No new scripts were found.',
    texts: 'Texts',
    senders: 'People',
    words: 'Words in common',
    few: 'under 5',
    hidden: 'not shown',
    print: 'Print (internal)',
    printOutside: 'Print (for outside, small numbers hidden)',
    hint: 'Use the browser’s Print to make a PDF, A4.',
    back: 'Back to the page',
    outsideNote: 'Numbers under five are not shown, nor those that a total would give away; losses only of five cases or more.',
    insideNote: 'Internal',
    by: (name, at) => `Printed by ${name}, ${at}`,
    unknown: 'There is no such bulletin.',
  },
};
