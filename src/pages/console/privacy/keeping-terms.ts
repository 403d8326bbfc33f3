import type { Config } from '../../../config.ts';
import { KEEP_RULES } from '../../../storage/privacy/keep-rules.ts';
import type { KeepRule } from '../../../storage/privacy/kept-table.ts';
import type { DeskLanguage } from '../language.tsx';

/** The rules' own words are English; here they stand in Chinese, with the same settings in them. */
const CHINESE: Readonly<Record<KeepRule, string>> = {
  consult: '最后一句话以后{KEEP_MESSAGES_DAYS}天；本人要求，马上删。认不出人的统计留着',
  case: '结案后{KEEP_CASES_DAYS}天；结案以后本人要求，马上删。认不出人的统计留着',
  events: '30天',
  work: '{KEEP_WORK_DAYS}天',
  reading: '30天',
  registration: '到他注销；验证码、链接、登录到各自过期',
  consent: '作凭据，一直留着；注销以后认不出是谁',
  warning: '办结后{WARNING_KEEP_DAYS}天，或办完以后本人要求；认不出人的统计留着',
  import: '检查完为止；有错的行、没确认的文件7天',
  lead: '办结后{STOP_LEAD_KEEP_DAYS}天，或办结以后本人要求；金额和时间留着',
  evidence: '线索办结后{STOP_EVIDENCE_KEEP_DAYS}天',
  exchange: '{PARTNER_KEEP_DAYS}天；有过这次往来、凭什么，留着',
  identifier: '最后一次举报以后：电话{LOOKUP_PHONE_DAYS}天，网址{LOOKUP_LINK_DAYS}天，账号{LOOKUP_ACCOUNT_DAYS}天，应用{LOOKUP_APP_DAYS}天',
  dispute: '有结果后{KEEP_WORK_DAYS}天',
  trade: '了结后365天；没通过的登记30天',
  session: '结束后30天',
  account: '账号、单位在就留着；做过的事留在审计里',
  erasure: '查人的记录1天；办了什么、凭什么，作凭据一直留着；办完就不留他的号码',
  audit: '一直留着，只有编号，整条链才对得上（个人信息保护法第五十六条：至少三年）',
  pause: '办成为止，或最后一次试过以后三小时',
  figures: '一直留着，认不出任何人',
  configuration: '程序用多久，留多久',
};

/** How long it is kept here, with what the operator has set. */
export function keptFor(rule: KeepRule, language: DeskLanguage, config: Config): string {
  const words = language === 'en' ? KEEP_RULES[rule].howLong : CHINESE[rule];
  return words.replace(/\{([A-Z_]+)\}/g, (_, name: string) => String(config[name as keyof Config]));
}
