import { withoutGuard } from '../csv-rows.ts';
import { AppError } from '../errors.ts';
import { NEEDED_FIELDS, WARNING_FIELDS, type WarningField, type WrittenWarning } from './warning-fields.ts';

/** How each column may be headed; the first name is the one that we write ourselves. */
export const COLUMN_NAMES: Readonly<Record<WarningField, readonly string[]>> = {
  externalId: ['预警编号', '编号', 'externalid', 'id'],
  tier: ['等级', '预警等级', '风险等级', 'tier'],
  phone: ['手机号', '电话', '手机', '号码', 'phone'],
  name: ['姓名', 'name'],
  town: ['乡镇', '街道', '乡镇街道', 'town'],
  grid: ['网格', '社区', '村社', 'grid'],
  address: ['地址', '住址', 'address'],
  type: ['类型', '诈骗类型', 'type'],
  story: ['情况', '预警内容', '备注', 'story'],
  account: ['账户', '账号', '卡号', 'account'],
  amount: ['金额', '涉及金额', 'amount'],
};

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/^\ufeff/, '')
    .replace(/[\s*（()）]/g, '')
    .toLowerCase();

/**
 * Which column is which; others are left out.
 * @throws AppError 422 `import.columns` naming what is missing
 */
export function readColumns(header: readonly string[]): readonly (WarningField | null)[] {
  const taken = new Set<WarningField>();
  const columns = header.map((name) => {
    const field = WARNING_FIELDS.find((one) => !taken.has(one) && COLUMN_NAMES[one].includes(plain(name))) ?? null;
    if (field) taken.add(field);
    return field;
  });
  const missing = NEEDED_FIELDS.filter((field) => !taken.has(field)).map((field) => COLUMN_NAMES[field][0]);
  if (missing.length > 0)
    throw new AppError('import.columns', `第一行要写列名，缺：${missing.join('、')}。下载空白表，照着填，再上传。`, 422);
  return columns;
}

export function writtenIn(columns: readonly (WarningField | null)[], cells: readonly string[]): WrittenWarning {
  const written: Partial<Record<WarningField, string>> = {};
  for (const [at, field] of columns.entries()) if (field) written[field] = withoutGuard(cells[at] ?? '');
  return written;
}
