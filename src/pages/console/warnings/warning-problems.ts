import type { WarningField } from '../../../dissuasion/warning-fields.ts';
import type { DeskLanguage, Spoken } from '../language.tsx';

const FIELD_WORDS: Spoken<Readonly<Record<WarningField, string>>> = {
  'zh-CN': {
    externalId: '预警编号',
    tier: '等级',
    phone: '手机号',
    name: '姓名',
    town: '乡镇',
    grid: '网格',
    address: '地址',
    type: '类型',
    story: '情况',
    account: '账户',
    amount: '金额',
  },
  en: {
    externalId: 'number',
    tier: 'tier',
    phone: 'telephone',
    name: 'name',
    town: 'town',
    grid: 'grid',
    address: 'address',
    type: 'type',
    story: 'story',
    account: 'account',
    amount: 'amount',
  },
};
const PROBLEMS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {
    'id-missing': '没有预警编号',
    'id-form': '预警编号只用字母、数字和 . _ : / -，最多64个',
    'id-personal': '预警编号是手机号或身份证号，请换成平台的编号',
    tier: '等级要写紧急、高危、中危、低危之一',
    phone: '电话不对：手机要11位，座机写区号',
    town: '乡镇只写地名，不写号码',
    grid: '没有这个网格，或有重名；写清乡镇和网格名',
    account: '账号被表格改成了科学计数，后几位没了；把这一列设成文本，重新填',
    amount: '金额要写成元，例如20000',
    repeated: '编号和前面一行重复',
  },
  en: {
    'id-missing': 'the number is missing',
    'id-form': 'the number may have letters, digits and . _ : / - only, 64 at most',
    'id-personal': 'the number is a telephone or an identity number; use the system’s own number',
    tier: 'the tier must be urgent, high, medium or low',
    phone: 'no telephone number: a mobile has 11 digits',
    town: 'a town is the name of a place, without numbers of people',
    grid: 'there is no such grid, or more than one; write town and grid',
    account: 'the spreadsheet has made a large number of it and lost its last digits: format the column as text and fill it in again',
    amount: 'write the amount in yuan, such as 20000',
    repeated: 'the number stands in an earlier row already',
  },
};

/** What is wrong, for whoever corrects it. */
export function problemWord(problem: string, language: DeskLanguage): string {
  const field = /^long-(\w+)$/.exec(problem)?.[1] as WarningField | undefined;
  if (field) return language === 'en' ? `${FIELD_WORDS.en[field]}: too long` : `${FIELD_WORDS['zh-CN'][field]}太长`;
  return PROBLEMS[language][problem] ?? problem;
}

/** Beside which field of the desk's form it is said. */
export function problemField(problem: string): string {
  if (problem.startsWith('long-')) return problem.slice('long-'.length);
  return problem.startsWith('id-') || problem === 'repeated' ? 'externalId' : problem;
}
