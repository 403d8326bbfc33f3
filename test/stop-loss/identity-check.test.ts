import { describe, expect, it } from 'vitest';
import { changedSince, checkInWords, readCheck } from '../../src/stop-loss/identity-check.ts';

const HIM = { name: '王小明乙', idNumber: '330501196001011234', phone: '13800001234' };
const typed = (result: string) => readCheck({ way: 'rang-back', result, note: '' }, { officer: '张警官', at: 1000, of: HIM });

describe('a check of who it is', () => {
  it('is told to the police as it was', () => {
    expect(checkInWords(typed('confirmed'), HIM)).toBe('电话回拨核对，张警官');
    expect(checkInWords(typed('unreached'), HIM)).toBe('');
    expect(checkInWords(null, HIM)).toBe('');
  });

  it.each([
    [{ phone: '13900005678' }, '联系电话'],
    [{ name: '另一个人' }, '姓名'],
    [{ idNumber: '', phone: '' }, '身份证号、联系电话'],
  ])('names what was changed afterwards: %j', (changed, said) => {
    expect(checkInWords(typed('confirmed'), { ...HIM, ...changed })).toBe(`电话回拨核对，张警官，核对以后改过：${said}`);
  });

  it('holds no longer than until the change is taken back, and says nothing of a check that does not know whose it was', () => {
    const check = typed('confirmed');
    expect(changedSince(check, { ...HIM })).toEqual([]);
    if (!check) throw new Error('no check');
    const { of: _, ...older } = check;
    expect(checkInWords(older, { ...HIM, name: '另一个人' })).toBe('电话回拨核对，张警官');
    expect(changedSince(typed('not-him'), { ...HIM, name: '另一个人' })).toEqual([]);
  });
});
