import type { Spoken } from '../language.tsx';

interface Words {
  readonly title: string;
  readonly back: string;
  readonly lead: string;
  readonly template: string;
  readonly source: string;
  readonly sourceHint: string;
  readonly file: string;
  readonly fileHint: string;
  readonly upload: string;
  readonly earlier: string;
  readonly none: string;
  readonly toImports: string;
  readonly status: Readonly<Record<'receiving' | 'checking' | 'ready' | 'live' | 'discarded', string>>;
  readonly rows: string;
  readonly good: string;
  readonly bad: string;
  readonly known: string;
  readonly checking: (checked: number, rows: number) => string;
  readonly receiving: string;
  readonly refresh: string;
  readonly errors: (count: number) => string;
  readonly errorsHow: string;
  readonly confirm: (count: number) => string;
  readonly nothing: string;
  readonly discard: string;
  readonly live: (count: number) => string;
  readonly discarded: string;
  readonly toLane: string;
  readonly gone: string;
  readonly by: (who: string) => string;
}

export const IMPORT_WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '导入预警',
    back: '回预警列表',
    lead: '把平台导出的CSV文件传上来。先逐行检查，您确认以后，没问题的一次全部上线；在那以前一条也不会开始办。',
    template: '下载空白表',
    source: '从哪个平台来',
    sourceHint: '例如 省平台。同一平台的同一编号只算一条',
    file: 'CSV文件',
    fileHint: '第一行是列名；最多10万行',
    upload: '上传并检查',
    earlier: '最近的导入',
    none: '还没有导入过。',
    toImports: '回导入页',
    status: { receiving: '正在上传', checking: '正在检查', ready: '等您确认', live: '已上线', discarded: '已放弃' },
    rows: '一共',
    good: '没问题',
    bad: '要改',
    known: '以前就有',
    checking: (checked, rows) => `已检查${checked}行，共${rows}行`,
    receiving: '文件还在上传。中断了就不算数，请再传一次。',
    refresh: '看最新进度',
    errors: (count) => `下载要改的${count}行`,
    errorsHow: '每行最后一列写着哪里不对。改好后把这个文件再传一次；没问题的行不用再传。',
    confirm: (count) => `确认，${count}条一起上线`,
    nothing: '没有可以上线的行。',
    discard: '放弃这次导入',
    live: (count) => `${count}条已经上线，各级的头一步都开始了。`,
    discarded: '这次导入已放弃，什么也没有上线。',
    toLane: '去看预警',
    gone: '没做成：这次导入已经上线或放弃了。',
    by: (who) => `${who}上传`,
  },
  en: {
    title: 'Import warnings',
    back: 'Back to the warnings',
    lead: 'Upload the CSV file that a system exports. Each row is checked first; once you confirm, all good ones go live in one step. Until then nothing of it begins.',
    template: 'Fetch an empty file',
    source: 'Which system it comes from',
    sourceHint: 'such as province. One number of one system is one warning',
    file: 'CSV file',
    fileHint: 'the first line names the columns; 100,000 rows at most',
    upload: 'Upload and check',
    earlier: 'Latest imports',
    none: 'Nothing was imported yet.',
    toImports: 'Back to the imports',
    status: { receiving: 'uploading', checking: 'being checked', ready: 'waits for you', live: 'live', discarded: 'discarded' },
    rows: 'rows',
    good: 'good',
    bad: 'to correct',
    known: 'there before',
    checking: (checked, rows) => `${checked} of ${rows} rows checked`,
    receiving: 'The file is still coming in. If it was cut off, it does not count: upload it again.',
    refresh: 'How far is it?',
    errors: (count) => (count === 1 ? 'Fetch the row to correct' : `Fetch the ${count} rows to correct`),
    errorsHow: 'The last column says what is wrong. Correct it and upload that file; the good rows need not come again.',
    confirm: (count) => (count === 1 ? 'Confirm: 1 warning goes live' : `Confirm: ${count} warnings go live at once`),
    nothing: 'No row can go live.',
    discard: 'Discard this import',
    live: (count) =>
      count === 1 ? '1 warning is live; its first step has begun.' : `${count} warnings are live; their first steps have begun.`,
    discarded: 'This import was discarded; nothing of it went live.',
    toLane: 'See the warnings',
    gone: 'Not done: this import is live or discarded already.',
    by: (who) => `by ${who}`,
  },
};
