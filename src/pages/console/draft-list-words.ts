import { LONGEST_TITLE } from './draft-words.ts';
import type { DeskLanguage, Spoken } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly begin: string;
  readonly name: string;
  readonly hint: string;
  readonly open: string;
  readonly proposed: string;
  readonly past: string;
  readonly none: string;
  readonly noneOpen: string;
  readonly noneProposed: string;
  readonly nonePast: string;
  readonly columns: readonly [title: string, base: string, who: string, changed: string, state: string];
  readonly yourTurn: string;
  readonly stale: string;
  readonly as: (version: string) => string;
  readonly noTitle: string;
  readonly longTitle: string;
  readonly noRelease: string;
  readonly noSources: (version: string) => string;
}
export const LIST_WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '草稿',
    begin: '开一个草稿',
    name: '要改什么',
    hint: '一句话，例如：冒充交警的违停罚款短信',
    open: '在改的',
    proposed: '等复核的',
    past: '最近发布和撤回的',
    none: '还没有草稿。写一句要改什么，按“开一个草稿”；或在套路、信号的页面按“修改”。改好、量过、由另一位同事复核后，五秒内全部服务器用上。',
    noneOpen: '没有在改的。',
    noneProposed: '没有等复核的。',
    nonePast: '还没有。',
    columns: ['草稿', '改的版本', '谁写的', '最后改动', '现在'],
    yourTurn: '等您复核',
    stale: '版本已换，要先跟上',
    as: (version) => `成为 ${version}`,
    noTitle: '先写一句要改什么。',
    longTitle: `最多${LONGEST_TITLE}字。`,
    noRelease: '没开成：数据库里还没有上岗的版本，没有东西可改。请先在“版本”页让一版上岗。',
    noSources: (version) => `没开成：数据库里没有 ${version} 的源文件。请管理员在服务器上运行 npm run library -- publish。`,
  },
  en: {
    language: 'en',
    title: 'Drafts',
    begin: 'Begin a draft',
    name: 'What is to change',
    hint: 'In a line, such as: parking fines by SMS',
    open: 'Being written',
    proposed: 'Waiting for a review',
    past: 'Published and withdrawn last',
    none: 'No drafts yet. Say in a line what is to change and begin one, or press Edit on the page of a pattern or signal. Once it is measured and another librarian has reviewed it, all servers have it within five seconds.',
    noneOpen: 'None is being written.',
    noneProposed: 'None waits for a review.',
    nonePast: 'None yet.',
    columns: ['Draft', 'Changes release', 'By', 'Last change', 'Now'],
    yourTurn: 'your turn to review',
    stale: 'another release is at work',
    as: (version) => `became ${version}`,
    noTitle: 'Say in a line what is to change.',
    longTitle: `${LONGEST_TITLE} characters at most.`,
    noRelease: 'Not begun: no release was put to work yet, so there is nothing to change. Put one to work on the page Releases.',
    noSources: (version) =>
      `Not begun: the database has no source files of ${version}. Ask an administrator to run npm run library -- publish on the server.`,
  },
};
