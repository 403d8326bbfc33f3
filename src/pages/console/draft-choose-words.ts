import type { DeskLanguage, Spoken } from './language.tsx';

export const LONGEST_ID = 60;

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly back: string;
  readonly search: string;
  readonly hint: string;
  readonly find: string;
  readonly none: string;
  readonly kind: string;
  readonly name: string;
  readonly file: string;
  readonly newPattern: string;
  readonly newSignal: string;
  readonly id: string;
  readonly idHint: string;
  readonly type: string;
  readonly choose: string;
  readonly write: string;
  readonly corpus: string;
  readonly corpusHint: string;
  readonly problems: Readonly<Record<'id' | 'taken' | 'type' | 'kind', string>>;
}
export const CHOOSE_WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '改一个文件',
    back: '回到草稿',
    search: '改已有的：找信号、套路',
    hint: '词或者一句话，写得不一样也找得到',
    find: '查找',
    none: '没有找到。换个词，或者在下面写新的。',
    kind: '哪一种',
    name: '名称',
    file: '文件',
    newPattern: '写一条新套路',
    newSignal: '写一个新信号',
    id: '编号',
    idHint: '小写字母、数字，中间用连字符，例如 phishing-parking-fine；以后不能改',
    type: '类型',
    choose: '选类型',
    write: '开始写',
    corpus: '加训练文字',
    corpusHint: '一行一条，教机器认新的说法',
    problems: {
      id: `编号写1到${LONGEST_ID}个小写字母、数字，中间用连字符。`,
      taken: '这个编号已经有了，换一个；要改它，用上面的查找。',
      type: '请选一个类型。',
      kind: '请从下面的表单里写。',
    },
  },
  en: {
    language: 'en',
    title: 'Change a file',
    back: 'Back to the draft',
    search: 'Change what there is: find signals and patterns',
    hint: 'In Chinese: a word or a sentence; it need not be exact',
    find: 'Search',
    none: 'Nothing found. Try another word, or write a new one below.',
    kind: 'Kind',
    name: 'Title',
    file: 'File',
    newPattern: 'Write a new pattern',
    newSignal: 'Write a new signal',
    id: 'Id',
    idHint: 'Lower-case words joined by hyphens, such as phishing-parking-fine; it stays for good',
    type: 'Type',
    choose: 'Choose a type',
    write: 'Begin',
    corpus: 'Add training texts',
    corpusHint: 'Text by text, they teach the machine new wordings',
    problems: {
      id: `1 to ${LONGEST_ID} lower-case letters or digits, joined by hyphens.`,
      taken: 'This id is taken. Choose another one; to change that one, search above.',
      type: 'Choose a type.',
      kind: 'Use one of the forms below.',
    },
  },
};
