import type { Spoken } from '../../console/language.tsx';

/** `/me/export`: everything that is kept of him, to be read. */
export const EXPORT_WORDS: Spoken<{
  readonly title: string;
  readonly back: string;
  readonly file: string;
  readonly registration: string;
  readonly facts: Readonly<Record<'name' | 'place' | 'age' | 'job' | 'phone' | 'guardian' | 'guardianPhone' | 'registered', string>>;
  readonly consents: string;
  readonly consent: (purpose: string, version: number, given: string) => string;
  readonly ended: (at: string) => string;
  readonly checkUps: string;
  readonly noCheckUps: string;
  readonly checkUp: (at: string, wrong: number) => string;
  readonly chosen: string;
  readonly lessons: string;
  readonly noLessons: string;
  readonly lesson: (at: string, title: string, quiz: boolean, result: number) => string;
  readonly matters: string;
  readonly none: string;
  readonly matter: (at: string) => string;
  readonly signedIn: string;
  readonly chats: string;
  /** Of a number that an officer has confirmed. */
  readonly since: (at: string, hotline: string) => string;
  readonly chat: (from: string, count: number) => string;
  readonly authors: Readonly<Record<'citizen' | 'bot' | 'officer', string>>;
  readonly colon: string;
  readonly cases: string;
  readonly stopLeads: string;
  readonly stopLead: (number: string, at: string, closed: string | null) => string;
  readonly leadGone: string;
  readonly warnings: string;
  /** What is kept and not shown. */
  readonly notHere: string;
}> = {
  'zh-CN': {
    title: '全部关于我的',
    back: '回我的信息',
    file: '存成文件（JSON）',
    registration: '登记',
    facts: {
      name: '称呼',
      place: '社区',
      age: '年龄',
      job: '平时做什么',
      phone: '手机',
      guardian: '监护人',
      guardianPhone: '监护人手机',
      registered: '登记时间',
    },
    consents: '同意',
    consent: (purpose, version, given) => `${purpose}（第${version}版）：${given}同意`,
    ended: (at) => `，${at}结束`,
    checkUps: '体检',
    noCheckUps: '还没做过。',
    checkUp: (at, wrong) => `${at}，错${wrong}题`,
    chosen: ' 您选：',
    lessons: '学过的',
    noLessons: '还没有。',
    lesson: (at, title, quiz, result) => `${at} ${title}：${quiz ? '小题' : '过招'}，最好${result}分`,
    matters: '算进反诈码的事',
    none: '没有。',
    matter: (at) => `${at} 标红的一件事`,
    signedIn: '登录',
    chats: '聊天',
    since: (at, hotline) =>
      `您是打电话由接线员确认的：这个手机号在${at}以前的短信和电话不在这里。在“我的信息”里用短信再确认一次手机号，就都看得到；不能发短信的，打${hotline}问。`,
    chat: (from, count) => `${from}起，${count}条`,
    authors: { citizen: '您', bot: '机器', officer: '接线员' },
    colon: '：',
    cases: '工单，和接线员怎么处理的',
    stopLeads: '止付线索，和您当时填的',
    stopLead: (number, at, closed) => `线索${number}：${at}收到${closed === null ? '，还没办完' : `，${closed}办结`}`,
    leadGone: '填的内容已按规定删除。',
    warnings: '关于您手机号的预警',
    notHere: '接线员之间的内部记录不在这里面。关于您手机号的预警，办完以后才列在这里。',
  },
  en: {
    title: 'Everything about me',
    back: 'Back to my data',
    file: 'Save as a file (JSON)',
    registration: 'Registration',
    facts: {
      name: 'Name',
      place: 'Community',
      age: 'Age',
      job: 'What you do',
      phone: 'Phone',
      guardian: 'Guardian',
      guardianPhone: 'Guardian’s phone',
      registered: 'Registered',
    },
    consents: 'Consents',
    consent: (purpose, version, given) => `${purpose} (version ${version}): agreed ${given}`,
    ended: (at) => `, ended ${at}`,
    checkUps: 'Check-ups',
    noCheckUps: 'None yet.',
    checkUp: (at, wrong) => `${at}, ${wrong} wrong`,
    chosen: ' You chose: ',
    lessons: 'Lessons',
    noLessons: 'None yet.',
    lesson: (at, title, quiz, result) => `${at} ${title}: ${quiz ? 'questions' : 'exercise'}, best result ${result}%`,
    matters: 'What counted for the code',
    none: 'Nothing.',
    matter: (at) => `${at}: something marked red`,
    signedIn: 'Signed in',
    chats: 'Chats',
    since: (at, hotline) =>
      `An officer confirmed you on the telephone: text messages and calls of this number from before ${at} are not shown here. To see them, confirm the number once more by text message under “My data”; if you cannot text, call ${hotline}.`,
    chat: (from, count) => `From ${from}: ${count === 1 ? '1 message' : `${count} messages`}`,
    authors: { citizen: 'You', bot: 'Machine', officer: 'Officer' },
    colon: ': ',
    cases: 'Cases, and what officers did',
    stopLeads: 'Stop-payment leads, and what you filled in',
    stopLead: (number, at, closed) => `Lead ${number}: received ${at}, ${closed === null ? 'still open' : `closed ${closed}`}`,
    leadGone: 'What you filled in is deleted, as its time is over.',
    warnings: 'Warnings about your phone number',
    notHere: 'Notes that officers wrote for each other are not shown here. Warnings about your number are listed once they are closed.',
  },
};
