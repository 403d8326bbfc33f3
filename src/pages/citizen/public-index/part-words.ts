import type { PartId } from '../../../work-index/formula.ts';

interface PartWord {
  readonly name: string;
  /** What is counted, of what. */
  readonly share: string;
}

/** What the parts of the index are called, for citizens and at the desk. */
export const PART_WORDS: Readonly<Record<'zh-CN' | 'en', Readonly<Record<PartId, PartWord>>>> = {
  'zh-CN': {
    cases: { name: '发案', share: '30天内被骗了钱的案件 ÷ 人口' },
    losses: { name: '损失', share: '30天内被骗走的钱 ÷ 人口' },
    cheated: { name: '预警后仍被骗', share: '预警之后还是付了钱的人 ÷ 收到预警的人' },
    met: { name: '见面率', share: '当面见到的人 ÷ 应当当面见的人' },
    'in-time': { name: '按时见面', share: '在时限内见到的人 ÷ 到了时限的人' },
    stopped: { name: '止付', share: '警方止住的钱 ÷ 止付线索里转出的钱' },
    returned: { name: '返还', share: '已还给群众的钱 ÷ 止住的钱' },
    registered: { name: '登记', share: '登记了反诈码的人 ÷ 人口' },
    taught: { name: '宣传', share: '30天内学过一课的人 ÷ 人口' },
    covered: { name: '安全顾问', share: '有安全顾问照看的人 ÷ 人口' },
  },
  en: {
    cases: { name: 'Cases', share: 'cases with a loss in 30 days ÷ people' },
    losses: { name: 'Losses', share: 'money lost in 30 days ÷ people' },
    cheated: { name: 'Cheated after a warning', share: 'people who paid after they were warned ÷ people warned' },
    met: { name: 'Met in person', share: 'people met in person ÷ people to be met' },
    'in-time': { name: 'Met in time', share: 'people met within the deadline ÷ people whose deadline is over' },
    stopped: { name: 'Stopped', share: 'money stopped by the police ÷ money of stop-payment leads' },
    returned: { name: 'Returned', share: 'money given back ÷ money stopped' },
    registered: { name: 'Registration', share: 'people registered ÷ people' },
    taught: { name: 'Teaching', share: 'people who took a lesson in 30 days ÷ people' },
    covered: { name: 'Safety advisors', share: 'people with an advisor ÷ people' },
  },
};

/** A share as one reads it: cases per 10,000 people, money per person, else a percentage. */
export function shareText(part: PartId, share: number, language: 'zh-CN' | 'en'): string {
  if (part === 'cases') return language === 'en' ? `${fixed(share * 10_000, 2)} per 10,000` : `每万人${fixed(share * 10_000, 2)}起`;
  if (part === 'losses') return language === 'en' ? `${fixed(share / 100, 2)} yuan each` : `人均${fixed(share / 100, 2)}元`;
  return `${fixed(share * 100, 1)}%`;
}

function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace(/\.?0+$/, '');
}
