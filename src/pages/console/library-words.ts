import type { Explanation } from '../../librarian/explain-text.ts';
import type { EntityKind } from '../../library/library.ts';
import type { IntentId, Pattern, SignalRole } from '../../library/schema.ts';
import type { Spoken } from './language.tsx';

/** What the codes of the library are called at the desk. */

type Names<Code extends string> = Spoken<Readonly<Record<Code, string>>>;

export const SIGNAL_ROLE_NAMES: Names<SignalRole> = {
  'zh-CN': {
    identity: '冒充谁',
    lure: '给甜头',
    threat: '吓唬',
    ask: '要什么',
    pressure: '催',
    context: '场合',
    exempt: '提醒用语',
    stage: '走到哪步',
    state: '他自己的情况',
  },
  en: {
    identity: 'identity',
    lure: 'lure',
    threat: 'threat',
    ask: 'ask',
    pressure: 'pressure',
    context: 'context',
    exempt: 'warning words',
    stage: 'how far it went',
    state: 'his own state',
  },
};

export const SEVERITY_NAMES: Names<Pattern['severity']> = {
  'zh-CN': { critical: '定是诈骗', high: '多半诈骗', medium: '只算可疑' },
  en: { critical: 'critical', high: 'high', medium: 'medium' },
};

export const STATUS_NAMES: Names<Pattern['status']> = {
  'zh-CN': { experimental: '试验', test: '试用', stable: '正式', deprecated: '停用' },
  en: { experimental: 'experimental', test: 'on trial', stable: 'stable', deprecated: 'retired' },
};

export const SPEAKER_NAMES: Names<Explanation['sentences'][number]['kind']> = {
  'zh-CN': { message: '消息', citizen: '他自己问的', warning: '反诈提醒', 'own-reply': '我们的回复' },
  en: { message: 'message', citizen: 'his own question', warning: 'a warning', 'own-reply': 'our own reply' },
};

export const ENTITY_NAMES: Names<EntityKind> = {
  'zh-CN': {
    amount: '金额',
    link: '网址',
    phone: '电话',
    contact: '联系方式',
    number: '数字',
    code: '验证码',
    apk: '安装包',
    account: '卡号账号',
  },
  en: {
    amount: 'amount',
    link: 'link',
    phone: 'telephone',
    contact: 'contact',
    number: 'number',
    code: 'code',
    apk: 'app file',
    account: 'account',
  },
};

const LINK_FACTS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    'link-ip': '只有数字地址',
    'link-punycode': '外文字母伪装',
    'link-port': '带端口',
    'link-shortener': '短网址',
    'link-apk': '直接下载安装包',
    'link-lookalike': '长得像官方',
    'link-brand-in-foreign-domain': '别人的网址里写着品牌名',
    'link-throwaway-domain': '便宜好换的域名',
    'link-hidden': '点号写得让机器认不出',
    'link-odd-host': '地址写法古怪',
    'link-official': '官方网址',
    'link-known': '大家常用的网站',
  },
  en: {
    'link-ip': 'digits for a name',
    'link-punycode': 'disguised letters',
    'link-port': 'with a port',
    'link-shortener': 'short link',
    'link-apk': 'downloads an app',
    'link-lookalike': 'looks like an official one',
    'link-brand-in-foreign-domain': 'a brand in somebody else’s address',
    'link-throwaway-domain': 'throw-away address',
    'link-hidden': 'dots hidden from machines',
    'link-odd-host': 'oddly written host',
    'link-official': 'official address',
    'link-known': 'widely used site',
  },
};
/** A fact that this program does not know any more is shown by its code. */
export const linkFactIn: Spoken<(fact: string) => string> = {
  'zh-CN': (fact) => LINK_FACTS['zh-CN'][fact] ?? fact,
  en: (fact) => LINK_FACTS.en[fact] ?? fact,
};

const INTENTS: Names<IntentId> = {
  'zh-CN': {
    forward: '转来的内容',
    advice: '问该不该信',
    emergency: '正在出事',
    'stop-loss': '已经受损',
    human: '要找真人',
    report: '举报线索',
    knowledge: '问反诈知识',
    greeting: '打招呼',
    smalltalk: '闲聊',
    thanks: '道谢告别',
    abuse: '骂人发火',
    'off-topic': '不相干的事',
    privacy: '个人信息与删除',
  },
  en: {
    forward: 'passed on',
    advice: 'asks for advice',
    emergency: 'being scammed now',
    'stop-loss': 'already lost something',
    human: 'wants a human',
    report: 'reports something',
    knowledge: 'asks how scams work',
    greeting: 'greeting',
    smalltalk: 'small talk',
    thanks: 'thanks',
    abuse: 'harsh words',
    'off-topic': 'something else',
    privacy: 'asks about own data',
  },
};
export const intentIn: Spoken<(intent: string) => string> = {
  'zh-CN': (intent) => (INTENTS['zh-CN'] as Readonly<Record<string, string>>)[intent] ?? intent,
  en: (intent) => (INTENTS.en as Readonly<Record<string, string>>)[intent] ?? intent,
};

/** Why a program could not load a release, by the code that it left. */
const REFUSALS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    'library.artefact': '文件坏了或不完整',
    'library.unsigned': '签名不对，不知道是谁发的',
    'library.probe': '连最明显的诈骗或平常话都判错',
    'library.unknown-release': '数据库里没有这一版',
    'library.phrase': '里面有写错的词条',
    'library.invalid': '内容格式不对',
  },
  en: {
    'library.artefact': 'the file is damaged or incomplete',
    'library.unsigned': 'the signature does not fit; nobody knows who made it',
    'library.probe': 'it misjudges even the plainest scam or everyday text',
    'library.unknown-release': 'the database does not keep it',
    'library.phrase': 'a phrase in it is malformed',
    'library.invalid': 'its content is malformed',
  },
};
const OTHER_REFUSAL: Spoken<string> = { 'zh-CN': '装不上', en: 'it could not be loaded' };
export const refusalIn: Spoken<(code: string) => string> = {
  'zh-CN': (code) => REFUSALS['zh-CN'][code] ?? OTHER_REFUSAL['zh-CN'],
  en: (code) => REFUSALS.en[code] ?? OTHER_REFUSAL.en,
};
