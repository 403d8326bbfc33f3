import { isNode, parseDocument } from 'yaml';
import type { DeskLanguage, Spoken } from './language.tsx';

/** One thing that is wrong with a file. */
export interface PlainFault {
  /** Counted from 1; null where it concerns no line. */
  readonly line: number | null;
  /** The field, such as `examples.positive[0]`. */
  readonly place: string | null;
  readonly text: string;
  /** In the words of the program, which are English: nobody has written it in plain ones. */
  readonly raw: boolean;
}

type Say = (...found: string[]) => string;
const list = (options: string, between: string): string => options.replaceAll('"', '').split('|').join(between);
const KINDS: Readonly<Record<string, string>> = {
  string: '一段文字',
  number: '一个数',
  int: '一个整数',
  array: '一个列表，每条前面一个 -',
  object: '几个“名字: 内容”',
  boolean: 'true 或 false',
};

/** What lint says, and how a librarian is told. */
const RULES: readonly (readonly [RegExp, Spoken<Say>])[] = [
  [
    /^Invalid input: expected \w+, received (?:undefined|null)$/,
    { 'zh-CN': () => '这里还没有写', en: () => 'nothing is written here yet' },
  ],
  [
    /^Invalid input: expected (\w+)/,
    {
      'zh-CN': (kind = '') => `这里应该是${KINDS[kind] ?? kind}`,
      en: (kind = '') => `this should be ${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}`,
    },
  ],
  [/^Invalid input$/, { 'zh-CN': () => '这里的写法不对', en: () => 'this is not written as it should be' }],
  [/^Unrecognized keys?: (.+)$/, { 'zh-CN': (keys = '') => `没有这个字段：${keys}`, en: (keys = '') => `there is no such field: ${keys}` }],
  [
    /^Too small: expected array to have >=(\d+) items?/,
    { 'zh-CN': (least = '') => `至少要有${least}条`, en: (least = '') => `needs at least ${least}` },
  ],
  [/^Too small: expected string to have >=1 char/, { 'zh-CN': () => '不能空着', en: () => 'must not be empty' }],
  [
    /^Too small: expected number to be >=(\d+)/,
    { 'zh-CN': (least = '') => `至少是${least}`, en: (least = '') => `must be ${least} at least` },
  ],
  [
    /^Invalid option: expected one of (.+)$/,
    { 'zh-CN': (options = '') => `只能写其中一个：${list(options, '、')}`, en: (options = '') => `must be one of ${list(options, ', ')}` },
  ],
  [
    /^ids are lower-case/,
    { 'zh-CN': () => '编号只用小写字母、数字，中间用连字符', en: () => 'an id is lower-case words joined by hyphens' },
  ],
  [
    /^id "(.*)" must be the file's name$/,
    { 'zh-CN': (id = '') => `编号“${id}”要和文件名一样`, en: (id = '') => `the id “${id}” must be the file’s name` },
  ],
  [/names the unknown signal "(.*)"$/, { 'zh-CN': (id = '') => `没有“${id}”这个信号`, en: (id = '') => `there is no signal “${id}”` }],
  [
    /would hold on an empty text$/,
    { 'zh-CN': () => '条件太空：什么都没写也会成立', en: () => 'the condition would hold on an empty text' },
  ],
  [
    /^(?:signal|pattern) id "(.*)" is used twice$/,
    { 'zh-CN': (id = '') => `编号“${id}”已经有人用了`, en: (id = '') => `the id “${id}” is taken` },
  ],
  [/has neither phrases nor an entity/, { 'zh-CN': () => '至少写一条词条', en: () => 'write at least one phrase' }],
  [
    /role stage and a stage go together/,
    { 'zh-CN': () => 'role 是 stage 时要写 stage，别的时候不写', en: () => 'role stage and a stage go together' },
  ],
  [
    /names (\S+), which is not in numbers\.yaml$/,
    { 'zh-CN': (number = '') => `电话 ${number} 不在 numbers.yaml 里`, en: (number = '') => `${number} is not in numbers.yaml` },
  ],
  [
    /gap ~(\d+) in ".*" is longer than (\d+)$/,
    { 'zh-CN': (_, most = '') => `间隔最多 ~${most}`, en: (_, most = '') => `a gap is ~${most} at most` },
  ],
  [
    /empty alternative in "(.*)"$/,
    { 'zh-CN': (phrase = '') => `词条里有空的一段：${phrase}`, en: (phrase = '') => `a phrase has an empty part: ${phrase}` },
  ],
  [
    /a gap needs spaces on both sides in "(.*)"$/,
    { 'zh-CN': (phrase = '') => `~ 的两边要空一格：${phrase}`, en: (phrase = '') => `a gap needs a blank on both sides: ${phrase}` },
  ],
  [/unknown placeholder (\S+) in/, { 'zh-CN': (name = '') => `不认识 ${name}`, en: (name = '') => `${name} is not known` }],
];
const NOT_YAML: Spoken<string> = {
  'zh-CN': '这一行写得不对，多半是缩进、冒号或引号；整个文件读不出来',
  en: 'this line cannot be read, mostly for its indent, colon or quotes; nor can the file',
};
const NOT_JSON: Spoken<string> = { 'zh-CN': '这一行不对', en: 'this line is wrong' };

/**
 * What lint has found, for whoever writes the file: in plain words, with the line.
 * @param faults as `EditFindings` has them; one may be of several lines
 * @param body of the file
 */
export function plainFaults(faults: readonly string[], path: string, body: string, language: DeskLanguage): readonly PlainFault[] {
  const found: { message: string; place: string | null; line: number | null }[] = [];
  for (const fault of faults)
    for (const part of fault.split('\n')) {
      const place = /^\s+→ at (.+)$/.exec(part)?.[1];
      const last = found.at(-1);
      if (place !== undefined && last) last.place = place;
      // What the parser of YAML shows of the file itself.
      else if (/^\S/.test(part) && !/^\^+$/.test(part)) found.push({ ...withoutPath(part, path), place: null });
    }
  // Its own lines that it quotes follow the message.
  const broken = found.findIndex(({ message }) => AT_LINE.test(message));
  const kept = broken < 0 ? found : found.slice(0, broken + 1);
  return kept.map(({ message, place, line }) => plain(message, { place, line: line ?? lineOf(body, place) }, language));
}

/** What quotes more of the file is shown as it is. */
const LONGEST_MESSAGE = 600;
const AT_LINE = / at line (\d+), column \d+:?$/;

function withoutPath(part: string, path: string): { message: string; line: number | null } {
  if (!part.startsWith(path)) return { message: part.replace(/^✖ /, ''), line: null };
  const [, line, message = ''] = /^(?::(\d+))?: ?(?:✖ )?(.*)$/s.exec(part.slice(path.length)) ?? [];
  return { message, line: line === undefined ? null : Number(line) };
}

function plain(message: string, { place, line }: Pick<PlainFault, 'place' | 'line'>, language: DeskLanguage): PlainFault {
  const at = AT_LINE.exec(message)?.[1];
  if (at !== undefined) return { line: Number(at), place: null, text: NOT_YAML[language], raw: false };
  if (message === '') return { line, place, text: NOT_JSON[language], raw: false };
  for (const [pattern, say] of RULES) {
    const found = message.length <= LONGEST_MESSAGE && pattern.exec(message);
    if (found) return { line, place, text: say[language](...found.slice(1)), raw: false };
  }
  return { line, place, text: message, raw: true };
}

/** Of a field, or of what it should stand in. */
function lineOf(body: string, place: string | null): number | null {
  if (place === null) return null;
  const path = place.split(/[.[\]]+/).filter(Boolean);
  const document = parseDocument(body);
  for (let length = path.length; length > 0; length--) {
    const keys = path.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = document.getIn(keys, true);
    if (isNode(node) && node.range) return body.slice(0, node.range[0]).split('\n').length;
  }
  return null;
}
