import type { DeliveryState, Truth, Urgency } from '../../storage/schema.ts';

/** What the codes of the tables are called at the desk. */

export const URGENCIES = ['P0', 'P1', 'P2', 'P3'] as const satisfies readonly Urgency[];
export const URGENCY_WORDS: Readonly<Record<Urgency, { word: string; meaning: string }>> = {
  P0: { word: '火急', meaning: '人命或钱就在这几分钟' },
  P1: { word: '紧急', meaning: '钱、验证码或手机已经出去了' },
  P2: { word: '找人', meaning: '要找真人' },
  P3: { word: '一般', meaning: '其他' },
};

export const TRUTHS = ['scam', 'false-alarm', 'unclear'] as const satisfies readonly Truth[];
export const TRUTH_WORDS: Readonly<Record<Truth, string>> = { scam: '真诈骗', 'false-alarm': '误报', unclear: '说不准' };

const CHANNEL_WORDS: Readonly<Record<string, string>> = {
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
};

export function channelWord(channel: string): string {
  return CHANNEL_WORDS[channel] ?? channel;
}

/** From harmless to worst, as in detection/stage.ts; of somebody who has only received something there is nothing to say. */
const STAGE_WORDS: Readonly<Record<string, string>> = {
  clicked: '点了链接',
  installed: '装了对方的软件',
  borrowed: '已借了钱',
  gathered: '钱已归到一张卡',
  'gave-code': '给了验证码或卡号',
  sharing: '正在共享屏幕',
  'fetching-cash': '正去取现、买黄金',
  'handed-over': '现金黄金已交出',
  paid: '钱已转走',
};
const STAGES = Object.keys(STAGE_WORDS);
const REASON_WORDS: Readonly<Record<string, string>> = {
  despair: '说到轻生',
  watched: '骗子可能在看他手机',
  'analysis failed': '机器没看成',
  attachment: '发来图片或语音',
  emergency: '正在被骗',
  'stop-loss': '被骗了要止损',
  human: '要找真人',
  report: '来举报',
  advice: '来咨询',
  forward: '转来可疑消息',
  privacy: '问他的个人信息',
  abuse: '话说得很冲',
};

export interface Situation {
  /** How far it has gone; null while nothing has happened. */
  readonly stage: string | null;
  /** Why a human was called. */
  readonly reason: string;
}

/** The worst of what has happened: a later question of his undoes nothing. */
export function situationOf({ reason, stage }: { readonly reason: string; readonly stage: string | null }): Situation {
  const [intent = '', then = ''] = reason.split(': ');
  const worst = STAGES[Math.max(STAGES.indexOf(then), STAGES.indexOf(stage ?? ''))] ?? '';
  return { stage: STAGE_WORDS[worst] ?? null, reason: REASON_WORDS[intent] ?? '找人看看' };
}

/** Of what goes out by a page that the citizen has open, nobody reports an arrival. */
const WEB_DELIVERY_WORDS: Partial<Record<DeliveryState, string>> = { queued: '已放进他的网页', accepted: '已放进他的网页' };
const DELIVERY_WORDS: Readonly<Record<DeliveryState, string>> = {
  queued: '等着发出',
  sending: '正在发',
  accepted: '平台已收下',
  delivered: '已送到',
  waiting: '平台不让发，等他来话再发',
  refused: '平台拒收，没送到',
  dead: '试了多次，没送到',
  withdrawn: '没发出，人工已接手',
};
const UNDELIVERED: ReadonlySet<DeliveryState> = new Set(['waiting', 'refused', 'dead']);

export function deliveryWord(channel: string, state: DeliveryState): { readonly word: string; readonly failed: boolean } {
  return { word: (channel === 'web' && WEB_DELIVERY_WORDS[state]) || DELIVERY_WORDS[state], failed: UNDELIVERED.has(state) };
}
