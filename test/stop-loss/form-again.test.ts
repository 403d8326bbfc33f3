import { describe, expect, it } from 'vitest';
import { correctionsOf, maskedCorrection } from '../../src/stop-loss/corrections.ts';
import { formAgain, formContent, type LeadOfForm } from '../../src/stop-loss/form-again.ts';
import { leadBodyOf, readLeadBody, readTransfers } from '../../src/stop-loss/stop-lead.ts';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const LATER = NOW + 5 * 60_000;
const CARD = '6222021001036221014';
const OTHER = '6217001210024455220';
const FIRST = { 't1-amount': '2万', 't1-at': '10分钟前', 't1-way': 'bank', 't1-account': CARD, name: '王小明', story: '冒充客服' };

function leadOf(typed: Record<string, string>): LeadOfForm {
  const transfers = readTransfers(typed, NOW).map(({ transfer }, index) => ({ position: index + 1, transfer }));
  return { body: JSON.stringify(readLeadBody(typed)), transfers, createdAt: NOW };
}
function again(typed: Record<string, string>, lead = leadOf(FIRST)) {
  const found = formAgain(lead, typed, LATER);
  if (!found) throw new Error('nothing is different');
  return found;
}
const written = (body: string) => correctionsOf(body).map(({ position, word, before, after }) => [position, word, before, after]);

describe('the form of a lead that comes once more', () => {
  it('is the same where nothing else was typed, however late it comes and however it is spaced', () => {
    expect(formAgain(leadOf(FIRST), FIRST, LATER)).toBeNull();
    expect(formContent({ ...FIRST, name: ' 王小明 ' })).toBe(formContent(FIRST));
    for (const other of [
      { 't1-at': '11分钟前' },
      { 't1-at': '昨天15:00' },
      { name: '王小明明' },
      { 't2-place': '织里' },
      { 't1-way': 'cash' },
    ])
      expect([other, formContent({ ...FIRST, ...other }) === formContent(FIRST)]).toEqual([other, false]);
    expect(formContent({ ...FIRST, 't1-at': '15:00' })).not.toBe(formContent({ ...FIRST, 't1-at': '昨天15:00' }));
  });

  it('corrects what it says otherwise, with both versions, and keeps what it leaves empty', () => {
    const { body, transfers, added } = again({ ...FIRST, 't1-amount': '20万', 't1-account': OTHER, name: '王小明乙', story: '' });
    expect(added).toEqual([]);
    const [kept] = leadOf(FIRST).transfers;
    expect(transfers).toEqual([{ position: 1, transfer: { ...kept?.transfer, amount: 20_000_000, account: OTHER, bank: '建设银行' } }]);
    expect(leadBodyOf(body)).toMatchObject({ name: '王小明乙', story: '冒充客服' });
    expect(written(body)).toEqual([
      [1, 'amount', '20000', '200000'],
      [1, 'account', CARD, OTHER],
      [1, 'bank', '工商银行', '建设银行'],
      [null, 'name', '王小明', '王小明乙'],
    ]);
  });

  it('leaves no bank of the old account beside an account whose bank nobody knows', () => {
    expect(again({ ...FIRST, 't1-account': '999000111222' }).transfers[0]?.transfer.bank).toBe('');
    const named = { ...FIRST, 't1-bank': '吴江农商行' };
    expect(again({ ...named, 't1-account': '999000111222' }, leadOf(named)).transfers[0]?.transfer.bank).toBe('吴江农商行');
  });

  it('adds the payments that it did not have, in whatever order they stand, and strikes out none', () => {
    const second = { 't2-amount': '5000', 't2-at': '9:00', 't2-way': 'cash', 't2-place': '织里镇路口' };
    expect(again({ ...FIRST, ...second })).toMatchObject({ transfers: [], added: [{ amount: 500_000, place: '织里镇路口' }] });
    const lead = leadOf({ ...FIRST, ...second });
    const turned = { 't1-amount': '5000', 't1-way': 'cash', 't2-amount': '2万', 't2-way': 'bank', 't2-account': OTHER };
    expect(again(turned, lead).transfers).toMatchObject([{ position: 1, transfer: { account: OTHER } }]);
    expect(formAgain(lead, { ...FIRST }, LATER)).toBeNull();
  });

  it('reads a time of day that was not over the first time as of now', () => {
    const lead = leadOf({ ...FIRST, 't1-at': '' });
    expect(again({ ...FIRST, 't1-at': '10:02' }, lead).transfers[0]?.transfer.at).toBe(NOW + 2 * 60_000);
  });

  it('shows nothing of it in full to whoever does not handle the lead', () => {
    const { body } = again({
      ...FIRST,
      't1-payee': '李四甲',
      't1-fromAccount': OTHER,
      idNumber: '330501196001011234',
      scamContact: 'wx-haha8',
    });
    const shown = JSON.stringify(correctionsOf(body).map(maskedCorrection));
    for (const secret of ['李四甲', OTHER, '330501196001011234', 'wx-haha8'])
      expect([secret, shown.includes(secret)]).toEqual([secret, false]);
    expect(shown).toContain('建设银行');
  });
});
