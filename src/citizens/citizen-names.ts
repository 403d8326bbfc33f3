import type { AgeBand, ConsentPurpose, Job } from '../storage/citizens/citizens-tables.ts';

interface Named {
  readonly zh: string;
  readonly en: string;
}

export const AGE_NAMES: Readonly<Record<AgeBand, Named>> = {
  under14: { zh: '未满14岁', en: 'under 14' },
  '14-17': { zh: '14到17岁', en: '14 to 17' },
  '18-30': { zh: '18到30岁', en: '18 to 30' },
  '31-45': { zh: '31到45岁', en: '31 to 45' },
  '46-59': { zh: '46到59岁', en: '46 to 59' },
  '60-69': { zh: '60到69岁', en: '60 to 69' },
  '70plus': { zh: '70岁以上', en: '70 and older' },
};

export const JOB_NAMES: Readonly<Record<Job, Named>> = {
  student: { zh: '上学', en: 'at school' },
  employee: { zh: '上班打工', en: 'employed' },
  accounting: { zh: '财务会计', en: 'accounting' },
  trade: { zh: '开店做生意', en: 'own business' },
  farming: { zh: '务农', en: 'farming' },
  public: { zh: '机关、学校、医院', en: 'office, school, hospital' },
  home: { zh: '在家操持', en: 'at home' },
  seeking: { zh: '找工作', en: 'looking for work' },
  retired: { zh: '退休', en: 'retired' },
  other: { zh: '其他', en: 'other' },
};

export const PURPOSE_NAMES: Readonly<Record<ConsentPurpose, Named>> = {
  profile: { zh: '登记我的信息', en: 'registration' },
  guardian: { zh: '监护人同意', en: 'guardian’s consent' },
  exposure: { zh: '用我的咨询算反诈码', en: 'own chats count' },
  teaching: { zh: '推送反诈提醒', en: 'lessons' },
};
