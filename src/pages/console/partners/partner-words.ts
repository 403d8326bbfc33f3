import type { PartnerLead } from '../../../storage/partners/partner-arrivals.ts';
import type { ExchangeState, LeadTier, PartnerKind } from '../../../storage/partners/partners-tables.ts';
import type { Spoken } from '../language.tsx';

export const KIND_NAMES: Spoken<Readonly<Record<PartnerKind, string>>> = {
  'zh-CN': { police: '公安', banks: '银行、支付', carriers: '运营商', platforms: '平台' },
  en: { police: 'police', banks: 'banks', carriers: 'carriers', platforms: 'platforms' },
};

export const STATE_NAMES: Spoken<Readonly<Record<ExchangeState, string>>> = {
  'zh-CN': {
    queued: '等着发',
    sending: '正在发',
    offered: '等对方来取',
    acknowledged: '对方已收',
    dead: '没送到',
    nobody: '没有这类单位',
    taken: '已收',
    refused: '已退回',
  },
  en: {
    queued: 'waiting to go out',
    sending: 'going out',
    offered: 'waiting to be fetched',
    acknowledged: 'received there',
    dead: 'not delivered',
    nobody: 'no such partner',
    taken: 'taken',
    refused: 'refused',
  },
};

export const EXCHANGE_KINDS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    'stop-lead': '止付线索',
    'protective-stop': '保护性止付线索',
    'scam-identifiers': '涉诈标识',
    lead: '风险线索',
    'stop-answer': '止付反馈',
  },
  en: {
    'stop-lead': 'stop lead',
    'protective-stop': 'protective stop lead',
    'scam-identifiers': 'scam identifiers',
    lead: 'risk lead',
    'stop-answer': 'stop answer',
  },
};

export const LEAD_KINDS: Spoken<Readonly<Record<PartnerLead['kind'], string>>> = {
  'zh-CN': {
    'two-card-risk': '两卡风险',
    'suspicious-withdrawal': '可疑取现',
    'suspicious-transfer': '可疑转账',
    other: '其他',
  },
  en: {
    'two-card-risk': 'two-card risk',
    'suspicious-withdrawal': 'suspicious withdrawal',
    'suspicious-transfer': 'suspicious transfer',
    other: 'other',
  },
};

export const TIER_NAMES: Spoken<Readonly<Record<LeadTier, string>>> = {
  'zh-CN': { urgent: '紧急', high: '高危', medium: '中危', low: '低危' },
  en: { urgent: 'urgent', high: 'high', medium: 'medium', low: 'low' },
};
