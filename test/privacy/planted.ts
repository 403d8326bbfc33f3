/** What one citizen leaves in a day, made up so that nothing else in the house looks like it. */
export const PLANTED = {
  name: '欧阳雪莲子',
  phone: '13877665544',
  idNumber: '330501196512123344',
  account: '6222021001987654321',
  address: '利济弄七十七号后门',
  story: '紫砂壶拍卖群里的阿澜',
  family: '欧阳小舟',
  familyPhone: '13966778899',
  guardianWord: '女儿在德清教书',
  telegramId: '7171717171',
} as const;

/** What any of it looks like where blanks and hyphens were put in or taken out. */
export function findPlanted(text: string): string[] {
  const plain = text.replaceAll(/[\s-]/g, '');
  return Object.entries(PLANTED)
    .filter(([, value]) => plain.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
    .map(([what]) => what);
}
