import { COLOURS, type Colour } from '../../library/schema.ts';
import type { Truth, Urgency } from '../../storage/desk-schema.ts';
import type { DeliveryState } from '../../storage/schema.ts';
import type { Spoken } from './language.tsx';

/** What the codes of the tables are called at the desk. */

export const TRUTHS = ['scam', 'false-alarm', 'unclear'] as const satisfies readonly Truth[];

export const URGENCY_NAMES: Spoken<Readonly<Record<Urgency, { readonly word: string; readonly meaning: string }>>> = {
  'zh-CN': {
    P0: { word: '火急', meaning: '人命或钱就在这几分钟' },
    P1: { word: '紧急', meaning: '钱、验证码或手机已经出去了' },
    P2: { word: '找人', meaning: '要找真人' },
    P3: { word: '一般', meaning: '其他' },
  },
  en: {
    P0: { word: 'Emergency', meaning: 'Life, or money in these minutes' },
    P1: { word: 'Urgent', meaning: 'Money, a code or the telephone is gone' },
    P2: { word: 'Human', meaning: 'Asks for a human' },
    P3: { word: 'Other', meaning: 'Everything else' },
  },
};

export const TRUTH_NAMES: Spoken<Readonly<Record<Truth, string>>> = {
  'zh-CN': { scam: '真诈骗', 'false-alarm': '误报', unclear: '说不准' },
  en: { scam: 'Scam', 'false-alarm': 'False alarm', unclear: 'Unclear' },
};

export const COLOUR_NAMES: Spoken<Readonly<Record<Colour, string>>> = {
  'zh-CN': { red: '红', yellow: '黄', green: '绿' },
  en: { red: 'red', yellow: 'yellow', green: 'green' },
};

export function isColour(text: string): text is Colour {
  return COLOURS.some((one) => one === text);
}

const CHANNELS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    web: '网页',
    wechat: '公众号',
    wecom: '企业微信',
    wechaty: '个人微信',
    telegram: 'Telegram',
    twilio: '短信 Twilio',
    aliyun: '短信 阿里云',
    tencent: '短信 腾讯云',
    smsforwarder: '短信 转发器',
    'android-sms-gateway': '短信 安卓',
    httpsms: '短信 httpSMS',
    generic: '接口',
    phone: '电话',
    drill: '演练（不是真的）',
  },
  en: {
    web: 'Web page',
    wechat: 'WeChat official',
    wecom: 'WeCom',
    wechaty: 'WeChat',
    telegram: 'Telegram',
    twilio: 'SMS Twilio',
    aliyun: 'SMS Alibaba',
    tencent: 'SMS Tencent',
    smsforwarder: 'SMS forwarder',
    'android-sms-gateway': 'SMS Android',
    httpsms: 'SMS httpSMS',
    generic: 'Interface',
    phone: 'Telephone',
    drill: 'DRILL (not real)',
  },
};

export const channelIn: Spoken<(channel: string) => string> = {
  'zh-CN': (channel) => CHANNELS['zh-CN'][channel] ?? channel,
  en: (channel) => CHANNELS.en[channel] ?? channel,
};

/** From harmless to worst, as in detection/stage.ts; of somebody who has only received something there is nothing to say. */
const STAGES = ['clicked', 'installed', 'borrowed', 'gathered', 'gave-code', 'sharing', 'fetching-cash', 'handed-over', 'paid'] as const;
type Harm = (typeof STAGES)[number];
const STAGE_NAMES: Spoken<Readonly<Record<Harm, string>>> = {
  'zh-CN': {
    clicked: '点了链接',
    installed: '装了对方的软件',
    borrowed: '已借了钱',
    gathered: '钱已归到一张卡',
    'gave-code': '给了验证码或卡号',
    sharing: '正在共享屏幕',
    'fetching-cash': '正去取现、买黄金',
    'handed-over': '现金黄金已交出',
    paid: '钱已转走',
  },
  en: {
    clicked: 'Clicked the link',
    installed: 'Installed their app',
    borrowed: 'Took out a loan',
    gathered: 'Money gathered on one card',
    'gave-code': 'Gave a code or card number',
    sharing: 'Sharing the screen now',
    'fetching-cash': 'Fetching cash or gold',
    'handed-over': 'Cash or gold handed over',
    paid: 'Money is gone',
  },
};

export const stageIn: Spoken<(stage: string) => string> = {
  'zh-CN': (stage) => (STAGE_NAMES['zh-CN'] as Readonly<Record<string, string>>)[stage] ?? stage,
  en: (stage) => (STAGE_NAMES.en as Readonly<Record<string, string>>)[stage] ?? stage,
};

const REASONS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    despair: '说到轻生',
    watched: '骗子可能在看他手机',
    'analysis failed': '机器没看成',
    held: '人被扣住',
    child: '是个孩子',
    unclear: '话没听明白',
    witness: '看见骗子本人',
    attachment: '发来图片或语音',
    emergency: '正在被骗',
    'stop-loss': '被骗了要止损',
    human: '要找真人',
    report: '来举报',
    advice: '来咨询',
    forward: '转来可疑消息',
    privacy: '问他的个人信息',
    abuse: '话说得很冲',
  },
  en: {
    despair: 'Speaks of suicide',
    watched: 'Scammer may watch the phone',
    'analysis failed': 'Machine could not judge',
    held: 'Kept by force',
    child: 'A child',
    unclear: 'Not understood',
    witness: 'Sees the criminals',
    attachment: 'Sent a picture or voice',
    emergency: 'Being scammed now',
    'stop-loss': 'Scammed, stop the loss',
    human: 'Asks for a human',
    report: 'Reports something',
    advice: 'Asks for advice',
    forward: 'Forwarded something',
    privacy: 'Asks about own data',
    abuse: 'Harsh words',
  },
};
const NO_REASON: Spoken<string> = { 'zh-CN': '找人看看', en: 'Needs a look' };

export interface Situation {
  /** How far it has gone; null while nothing has happened. */
  readonly stage: string | null;
  /** Why a human was called. */
  readonly reason: string;
  /** He has taken it back since: somebody may stand beside him. */
  readonly askedToCancel: boolean;
}
type Judged = { readonly reason: string; readonly stage: string | null };

/** The worst of what has happened, as a code: a later question of his undoes nothing. */
export function stageOf({ reason, stage }: Judged): Harm | null {
  const [, then = ''] = reason.split(': ');
  const order: readonly string[] = STAGES;
  return STAGES[Math.max(order.indexOf(then), order.indexOf(stage ?? ''))] ?? null;
}

function situation(one: Judged, language: 'zh-CN' | 'en'): Situation {
  const stage = stageOf(one);
  const [intent = '', , then] = one.reason.split(': ');
  return {
    stage: stage && STAGE_NAMES[language][stage],
    reason: REASONS[language][intent] ?? NO_REASON[language],
    askedToCancel: then === 'asked-to-cancel',
  };
}
export const situationIn: Spoken<(one: Judged) => Situation> = {
  'zh-CN': (one) => situation(one, 'zh-CN'),
  en: (one) => situation(one, 'en'),
};

/** Of what goes out by a page that the citizen has open, nobody reports an arrival. */
const ON_HIS_PAGE: ReadonlySet<DeliveryState> = new Set(['queued', 'accepted']);
const DELIVERIES: Spoken<Readonly<Record<DeliveryState | 'page', string>>> = {
  'zh-CN': {
    page: '已放进他的网页',
    queued: '等着发出',
    sending: '正在发',
    accepted: '平台已收下',
    delivered: '已送到',
    waiting: '平台不让发，等他来话再发',
    refused: '平台拒收，没送到',
    dead: '试了多次，没送到',
    withdrawn: '没发出，人工已接手',
  },
  en: {
    page: 'On their page',
    queued: 'Waits to be sent',
    sending: 'Being sent',
    accepted: 'Taken by the platform',
    delivered: 'Arrived',
    waiting: 'The platform waits for their next message',
    refused: 'Refused by the platform',
    dead: 'Not delivered after many attempts',
    withdrawn: 'Not sent: a human took over',
  },
};
const UNDELIVERED: ReadonlySet<DeliveryState> = new Set(['waiting', 'refused', 'dead']);

type DeliveryWord = (channel: string, state: DeliveryState) => { readonly word: string; readonly failed: boolean };
function delivery(language: 'zh-CN' | 'en'): DeliveryWord {
  return (channel, state) => ({
    word: DELIVERIES[language][channel === 'web' && ON_HIS_PAGE.has(state) ? 'page' : state],
    failed: UNDELIVERED.has(state),
  });
}
export const deliveryIn: Spoken<DeliveryWord> = { 'zh-CN': delivery('zh-CN'), en: delivery('en') };
