import type { NewScript } from '../../storage/new-scripts.ts';
import type { DeskLanguage, Spoken } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly what: string;
  readonly none: string;
  readonly decided: string;
  readonly find: string;
  readonly finding: string;
  readonly found: (count: number) => string;
  readonly looked: (when: string, found: number) => string;
  readonly neverLooked: string;
  readonly noWorkshop: string;
  readonly kinds: Readonly<Record<NewScript['kind'], string>>;
  readonly states: Readonly<Record<NewScript['state'], string>>;
  readonly kind: string;
  readonly marks: string;
  readonly noMarks: string;
  readonly size: string;
  readonly count: (texts: number, senders: number) => string;
  readonly first: string;
  readonly last: string;
  readonly state: string;
  readonly by: (officer: string) => string;
  readonly signals: string;
  readonly noSignals: string;
  readonly engine: string;
  readonly opinion: (percent: number, type: string | null) => string;
  readonly texts: string;
  readonly shown: (shown: number, all: number) => string;
  readonly erased: string;
  readonly retell: string;
  readonly draft: string;
  readonly name: string;
  readonly nameHint: string;
  readonly nameProblem: string;
  readonly taken: string;
  readonly dismiss: string;
  readonly dismissed: string;
  readonly revive: string;
  readonly overtaken: string;
  readonly unknown: string;
  readonly toDraft: string;
  readonly back: string;
}

export const NEW_SCRIPT_WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '新话术',
    what: '套路库还不认识、又像同一套话的短信：结案是真诈而机器没判红的，还有三天里三个人以上转来的。',
    none: '现在没有。结案为真诈而没判红的，和成批转来的生面孔短信，会自动出现在这里。',
    decided: '处理过的',
    find: '现在找一遍',
    finding: '正在找，要几秒钟。',
    found: (count) => (count === 0 ? '找过了，没有新的。' : `找到${count}个新的。`),
    looked: (when, found) => `机器每四小时自己找一遍。上一遍：${when}，${found === 0 ? '没有新的' : `新找到${found}个`}。`,
    neverLooked: '机器每四小时自己找一遍，第一遍还没开始。',
    noWorkshop: '这台服务器不找新话术。',
    kinds: { missed: '漏判', burst: '成批', probing: '有人在试探' },
    states: { new: '待看', drafted: '已写草稿', dismissed: '不是新话术' },
    kind: '来历',
    marks: '共同的词',
    noMarks: '没有独有的词',
    size: '多少',
    count: (texts, senders) => `${texts}条，${senders}人`,
    first: '最早',
    last: '最近',
    state: '状态',
    by: (officer) => `（${officer}）`,
    signals: '多数都有的信号',
    noSignals: '没有',
    engine: '机器怎么看',
    opinion: (percent, type) => `像诈骗的把握${percent}%${type ? `，像${type}` : ''}`,
    texts: '原文（已遮盖）',
    shown: (shown, all) => `显示最早的${shown}条，共${all}条。查看已记入审计。`,
    erased: '这位市民的记录已删除。',
    retell: '不要抄原文：写进套路库的每句话都用自己的话重说。',
    draft: '写成草稿',
    name: '新套路的编号',
    nameHint: '小写英文词，用连字符连起来，例如 elder-tea-club',
    nameProblem: '编号只能用小写字母、数字和连字符，例如 elder-tea-club。',
    taken: '这个编号已经有了，换一个。',
    dismiss: '不是新话术',
    dismissed: '已归到“不是新话术”。',
    revive: '重新列为待看',
    overtaken: '刚才已经有人处理了，下面是现在的情况。',
    unknown: '没有这个新话术。',
    toDraft: '看草稿',
    back: '回到新话术',
  },
  en: {
    language: 'en',
    title: 'New scripts',
    what: 'Texts that the library does not know and that belong together: closed as a scam while the bot had not said red, or sent in by three people and more within three days.',
    none: 'None at this moment. What was closed as a scam without having been red, and unknown texts that come in numbers, appear here by themselves.',
    decided: 'Decided',
    find: 'Look now',
    finding: 'Looking; it takes some seconds.',
    found: (count) => (count === 0 ? 'Looked: nothing new.' : count === 1 ? 'Found 1 new script.' : `Found ${count} new scripts.`),
    looked: (when, found) =>
      `The program looks by itself every four hours. Last: ${when}, ${found === 0 ? 'nothing new' : `${found} new`}.`,
    neverLooked: 'The program looks by itself every four hours, and has not begun yet.',
    noWorkshop: 'This server does not look for new scripts.',
    kinds: { missed: 'missed', burst: 'in numbers', probing: 'somebody is probing' },
    states: { new: 'to be looked at', drafted: 'drafted', dismissed: 'no new script' },
    kind: 'Where from',
    marks: 'Words in common',
    noMarks: 'no words of their own',
    size: 'How many',
    count: (texts, senders) => `${texts} ${texts === 1 ? 'text' : 'texts'}, ${senders} ${senders === 1 ? 'person' : 'people'}`,
    first: 'First',
    last: 'Last',
    state: 'State',
    by: (officer) => ` (${officer})`,
    signals: 'Signals that most have',
    noSignals: 'none',
    engine: 'What the engine thinks',
    opinion: (percent, type) => `${percent} % a scam${type ? `, like ${type}` : ''}`,
    texts: 'Texts (masked)',
    shown: (shown, all) => `The first ${shown} of ${all}. That you have read them is in the audit log.`,
    erased: 'This citizen was erased.',
    retell: 'Do not copy: retell every sentence that goes into the library in your own words.',
    draft: 'Make a draft',
    name: 'Id of the new pattern',
    nameHint: 'lower-case words joined by hyphens, such as elder-tea-club',
    nameProblem: 'An id has lower-case letters, digits and hyphens, such as elder-tea-club.',
    taken: 'This id is taken: choose another.',
    dismiss: 'No new script',
    dismissed: 'It is with those that are no new scripts.',
    revive: 'Put it back',
    overtaken: 'Somebody has decided it a moment ago; this is how it stands.',
    unknown: 'There is no such script.',
    toDraft: 'See the draft',
    back: 'Back to the new scripts',
  },
};
