import type { DeskLanguage, Spoken } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly kept: string;
  readonly noneKept: string;
  readonly history: string;
  readonly noHistory: string;
  readonly version: string;
  readonly keptAt: string;
  readonly checksum: string;
  readonly state: string;
  readonly atWork: string;
  readonly activate: string;
  readonly rollBack: string;
  readonly stay: string;
  readonly sure: (label: string) => string;
  readonly consequence: (version: string) => string;
  readonly at: string;
  readonly who: string;
  readonly outcome: string;
  readonly program: string;
  readonly taken: string;
  readonly notTaken: (why: string) => string;
  readonly refused: (version: string, why: string, running: string) => string;
  readonly workingCopy: (running: string) => string;
  readonly coming: (version: string, running: string) => string;
  readonly stuck: (version: string, running: string) => string;
  readonly overtaken: (version: string, who: string, at: string) => string;
  readonly incomplete: string;
  readonly already: (version: string) => string;
  readonly unknown: string;
  readonly notPublished: string;
}

/** What is said of the library's releases. */
export const RELEASE_WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '套路库',
    kept: '存着的版本',
    noneKept: '数据库里还没有发布过的版本。',
    history: '换版记录',
    noHistory: '还没有换过版本。',
    version: '版本',
    keptAt: '存入',
    checksum: '校验码',
    state: '现在',
    atWork: '正在用',
    activate: '让这一版上岗',
    rollBack: '退回到这一版',
    stay: '仍用这一版',
    sure: (label) => `确定${label}`,
    consequence: (version) => `五秒内，所有服务器改用 ${version} 判断新消息；已经答过的不变。会记进审计。`,
    at: '时间',
    who: '谁',
    outcome: '结果',
    program: '程序',
    taken: '上岗',
    notTaken: (why) => `没装上：${why}`,
    refused: (version, why, running) => `${version} 没装上：${why}。这台服务器继续用 ${running}。`,
    workingCopy: (running) => `这台服务器用的 ${running} 是还没签名的工作副本，不在下面。让一版上岗后，它也会换过去。`,
    coming: (version, running) => `已定改用 ${version}，五秒内换好；这台服务器现在还在用 ${running}。`,
    stuck: (version, running) => `定的是 ${version}，这台服务器却还在用 ${running}。请告诉管理员。`,
    overtaken: (version, who, at) => `没换：${who}在${at}先让 ${version} 上岗了。看清下面的记录再决定。`,
    incomplete: '没换：表单不完整。请从下面再选一次。',
    already: (version) => `没换：现在用的就是 ${version}。`,
    unknown: '数据库里没有这一版，没有换。',
    notPublished: '没换：这一版只量过，没有上过岗。要由另一个人在草稿页复核、发布。',
  },
  en: {
    language: 'en',
    title: 'Library',
    kept: 'Releases kept',
    noneKept: 'The database keeps no release yet.',
    history: 'What was put to work',
    noHistory: 'No release was put to work yet.',
    version: 'Release',
    keptAt: 'Kept since',
    checksum: 'Checksum',
    state: 'Now',
    atWork: 'at work',
    activate: 'Put to work',
    rollBack: 'Roll back to this one',
    stay: 'Stay with this one',
    sure: (label) => `${label}: yes`,
    consequence: (version) =>
      `Within five seconds all servers judge new messages with ${version}; answers already given stay. It is audited.`,
    at: 'When',
    who: 'Who',
    outcome: 'Outcome',
    program: 'The program',
    taken: 'put to work',
    notTaken: (why) => `not loaded: ${why}`,
    refused: (version, why, running) => `${version} was not loaded: ${why}. This server goes on with ${running}.`,
    workingCopy: (running) =>
      `This server uses ${running}, an unsigned working copy that is not listed below. When a release is put to work, it follows.`,
    coming: (version, running) => `${version} is decided and taken over within five seconds; this server still uses ${running}.`,
    stuck: (version, running) => `${version} is decided, but this server still uses ${running}. Tell an administrator.`,
    overtaken: (version, who, at) => `Not changed: ${who} put ${version} to work first (${at}). Look at the list below, then decide.`,
    incomplete: 'Not changed: the form was incomplete. Choose again below.',
    already: (version) => `Not changed: ${version} is at work already.`,
    unknown: 'The database does not keep this release; nothing was changed.',
    notPublished:
      'Not changed: this release was measured and never at work. Another person has to read and publish it on the page of its draft.',
  },
};

const BY_NUMBER = new Intl.Collator('en', { numeric: true });

/** 1.9.0 before 1.10.0. */
export function isOlder(version: string, than: string): boolean {
  return BY_NUMBER.compare(version, than) < 0;
}
