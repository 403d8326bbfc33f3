import type { AuditAction } from '../../storage/audit-entry.ts';
import type { Spoken } from './language.tsx';

/** What the audit log's actions are called at the desk. */
export const ACTION_WORDS: Spoken<Readonly<Record<AuditAction, string>>> = {
  'zh-CN': {
    'case.read': '看了工单',
    'case.unmasked': '看了全部内容',
    'case.exported': '导出工单',
    'case.claimed': '接手',
    'case.released': '退回队列',
    'case.transferred': '转交',
    'case.returned': '自动退回队列',
    'case.closed': '结案',
    'case.reopened': '重新打开',
    'case.merged': '合并',
    'case.judged': '人工研判',
    'case.facts': '改了资金情况',
    'case.called': '打了电话',
    'consults.read': '用咨询记录试套路库',
    'receipt.made': '出了回执',
    'release.activated': '换套路库版本',
    'shift.handed-over': '交班',
    'shift.taken': '接班',
    'officer.invited': '发了邀请',
    'officer.disabled': '停用账号',
    'officer.enabled': '恢复账号',
    'officer.signed-out': '强制退出',
    'officer.reset': '重设验证器',
  },
  en: {
    'case.read': 'read a case',
    'case.unmasked': 'saw everything',
    'case.exported': 'exported a case',
    'case.claimed': 'claimed',
    'case.released': 'released',
    'case.transferred': 'transferred',
    'case.returned': 'returned by itself',
    'case.closed': 'closed',
    'case.reopened': 'reopened',
    'case.merged': 'merged',
    'case.judged': 'gave a verdict',
    'case.facts': 'changed the money facts',
    'case.called': 'telephoned',
    'consults.read': 'tried the library on past consults',
    'receipt.made': 'made a receipt',
    'release.activated': 'put a release of the library to work',
    'shift.handed-over': 'handed over',
    'shift.taken': 'took over',
    'officer.invited': 'invited',
    'officer.disabled': 'disabled an account',
    'officer.enabled': 'enabled an account',
    'officer.signed-out': 'signed somebody out',
    'officer.reset': 'reset an authenticator',
  },
};

/** An action that this program does not know any more is shown by its code. */
export function actionWord(words: Readonly<Record<string, string>>, action: string): string {
  return words[action] ?? action;
}
