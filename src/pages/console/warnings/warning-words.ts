import type { StepKind, StepResult, TaskKind, TaskResult } from '../../../storage/dissuasion/tier-plan.ts';
import type { Spoken } from '../language.tsx';

export const TASK_WORDS: Spoken<Readonly<Record<TaskKind, string>>> = {
  'zh-CN': {
    'protective-stop': '报公安（保护性止付）',
    call: '打电话',
    message: '发消息',
    sms: '发短信',
    visit: '上门',
    'first-call-back': '24小时回访',
    'second-call-back': '72小时回访',
  },
  en: {
    'protective-stop': 'Protective stop: tell the police',
    call: 'Call him',
    message: 'Message',
    sms: 'SMS',
    visit: 'Visit',
    'first-call-back': 'Call back after 24 hours',
    'second-call-back': 'Call back after 72 hours',
  },
};

export const STEP_WORDS: Spoken<Readonly<Record<StepKind, string>>> = {
  'zh-CN': {
    ...TASK_WORDS['zh-CN'],
    answer: '他在提醒页上',
    claim: '接手',
    release: '退回',
    overdue: '超时',
    closing: '办结',
    void: '终止',
  },
  en: {
    ...TASK_WORDS.en,
    answer: 'On his page',
    claim: 'Claim',
    release: 'Release',
    overdue: 'Overdue',
    closing: 'Closing',
    void: 'Ended',
  },
};

export const STEP_RESULTS: Spoken<Readonly<Record<StepResult, string>>> = {
  'zh-CN': {
    sent: '已发出',
    unsent: '发不出去',
    unreached: '没联系上',
    unpersuaded: '联系上了，没劝住',
    persuaded: '劝住了',
    paid: '钱已经转走',
    seen: '点了“看到了”',
    denied: '说自己没被骗',
    claimed: '接手了',
    released: '退回了',
    overdue: '过了时限',
    closed: '办结了',
    dead: '本人已去世',
    'wrong-number': '号码不是他的，找不到人',
    duplicate: '和另一条在办的是同一件',
  },
  en: {
    sent: 'sent',
    unsent: 'could not be sent',
    unreached: 'not reached',
    unpersuaded: 'reached, not persuaded',
    persuaded: 'persuaded',
    paid: 'money has gone',
    seen: 'pressed “I have seen it”',
    denied: 'says that nobody cheats him',
    claimed: 'claimed',
    released: 'released',
    overdue: 'past its deadline',
    closed: 'closed',
    dead: 'he has died',
    'wrong-number': 'the number is not his, and he cannot be found',
    duplicate: 'the same as another open warning',
  },
};

/** On the buttons. */
export const RESULT_BUTTONS: Spoken<Readonly<Record<TaskResult, string>>> = {
  'zh-CN': {
    sent: '报了',
    unsent: '没报成',
    unreached: '没联系上',
    unpersuaded: '没劝住',
    persuaded: '劝住了',
    paid: '钱已转走',
  },
  en: {
    sent: 'Told them',
    unsent: 'Could not',
    unreached: 'Not reached',
    unpersuaded: 'Not persuaded',
    persuaded: 'Persuaded',
    paid: 'Money has gone',
  },
};

/** By the code of what was refused. */
export const WARNING_REFUSALS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {},
  en: {
    'warning.step': 'Choose a result; a note has 2000 characters at most.',
    'warning.alone': 'Nobody visits an urgent one alone. Name the officer who goes along.',
    'warning.too-early': 'This call-back is not due yet, or has been made.',
    'warning.not-yours': 'This warning is not yours.',
    'warning.step-changed': 'This step is recorded already, with another result. See how it stands.',
    'warning.unknown': 'There is no such warning; perhaps the number is mistyped.',
    'warning.busy': 'Too many people at once. Press again.',
    'warning.void': 'Choose a reason and write how you know it; 500 characters at most.',
    'warning.no-other': 'Not ended: there is no other open warning about this telephone.',
    'import.unknown': 'There is no such import; perhaps it was tidied away.',
    'import.source': 'Say which system the warnings come from, such as “province”.',
    'import.columns': 'The first line names the columns: number, tier and telephone are needed. Fetch the empty file and fill it in.',
    'import.empty': 'There is no warning in the file. Choose a CSV file whose first line names the columns.',
    'import.encoding': 'The file has characters that cannot be read. Save it as CSV UTF-8 and upload it again.',
    'import.row':
      'A row is too long, or a quotation mark in it is never closed, so that the rows behind it would be taken for a part of it. Correct it and upload again.',
    'import.too-many': 'A file has 100,000 rows at most. Divide it.',
    'import.too-large': 'A file has 48 MB at most. Divide it.',
  },
};
