import type { Spoken } from './language.tsx';

interface Words {
  readonly edit: string;
  readonly create: string;
  readonly back: string;
  readonly label: string;
  readonly save: string;
  readonly attempt: string;
  readonly undo: string;
  readonly remove: string;
  readonly cancel: string;
  readonly removed: string;
  readonly changedBy: (who: string) => string;
  readonly closed: (state: string) => string;
  readonly keepPatterns: string;
  readonly findings: string;
  readonly theirs: string;
  readonly gone: string;
  readonly difference: string;
  readonly said: { readonly signedOut: string; readonly offline: string; readonly failed: string };
}
export const FILE_WORDS: Spoken<Words> = {
  'zh-CN': {
    edit: '修改',
    create: '新写',
    back: '回到草稿',
    label: '文件内容（YAML）',
    save: '存进草稿',
    attempt: '试一试',
    undo: '恢复成原来的',
    remove: '去掉这个文件',
    cancel: '不改了',
    removed: '这个草稿要去掉这个文件。存一次内容，就又留下了。',
    changedBy: (who) => `这个草稿里已经改过，最后是${who}改的。`,
    closed: (state) => `这个草稿${state}，现在不能改。要改，先退回。`,
    keepPatterns: '套路不要了，写 status: deprecated，文件留着：以前的判断里写着它的编号。',
    findings: '边写边看',
    theirs: '同事刚存的',
    gone: '没有这个文件了。',
    difference: '同事刚存的，和您写的，差在哪里',
    said: {
      signedOut: '您已退出登录，写的还在这里。另开一页登录，再回来存。',
      offline: '连不上服务器，写的还在这里。',
      failed: '没试成，再按一次“试一试”。',
    },
  },
  en: {
    edit: 'Edit',
    create: 'New',
    back: 'Back to the draft',
    label: 'The file (YAML)',
    save: 'Save in the draft',
    attempt: 'Try it',
    undo: 'As it was',
    remove: 'Take the file away',
    cancel: 'Leave it',
    removed: 'This draft takes the file away. Save something, and it stays.',
    changedBy: (who) => `Changed in this draft already, last by ${who}.`,
    closed: (state) => `This draft is ${state}; it cannot be changed now. It must be returned first.`,
    keepPatterns: 'A pattern that is not wanted any more becomes status: deprecated and its file stays: earlier verdicts name its id.',
    findings: 'What it does',
    theirs: 'What a colleague has just saved',
    gone: 'There is no such file any more.',
    difference: 'Between what the colleague saved and what you wrote',
    said: {
      signedOut: 'You are signed out; what you wrote is still here. Sign in on another page, then come back and save.',
      offline: 'The server cannot be reached; what you wrote is still here.',
      failed: 'It was not tried. Press “Try it” once more.',
    },
  },
};
