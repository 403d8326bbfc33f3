import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { chineseIn, readHtml } from './html-reader.ts';

const LEAD = { 't1-amount': '20000', 't1-at': '10分钟前', 't1-way': 'bank', name: '王小明乙', phone: '13800001234', do: 'send' };
const CHECKED = { way: 'rang-back', result: 'confirmed' };

let under: DeskUnderTest;
let wang: Colleague;
let status: string;
let lead: string;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('王警官');
  const answer = await browser(under).send('/stop-loss', { formId: 'checked-0001', ...LEAD });
  status = answer.headers.get('location') ?? '';
  const { id } = await under.database.query.selectFrom('stop_leads').select('id').executeTakeFirstOrThrow();
  lead = `/console/stop-leads/${id}`;
  await press('take');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const row = () => under.database.query.selectFrom('stop_leads').selectAll().executeTakeFirstOrThrow();
let forms = 0;
async function press(what: string, fields: Record<string, string> = {}): Promise<void> {
  const { acts } = await row();
  const answer = await wang.send(`${lead}/${what}`, { formId: `pressed-${String(++forms)}`, seen: String(acts), ...fields });
  expect([what, answer.status]).toEqual([what, 303]);
}
const page = async (headers = {}): Promise<string> => (await wang.get(lead, headers)).text();
const sheet = async (): Promise<string> => (await wang.get(`${lead}/sheet`)).text();
const typedIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    readHtml(html)
      .elements.filter(({ tag, attributes }) => tag === 'input' && attributes.name && attributes.type !== 'radio')
      .map(({ attributes }) => [attributes.name, attributes.value ?? '']),
  );

describe('who it is that was checked', () => {
  it('is said to the police to be another telephone, where the page of the lead has put one in since', async () => {
    await press('check', CHECKED);
    expect(await sheet()).toContain('电话回拨核对，王警官');
    expect(await sheet()).not.toContain('核对以后改过');
    expect((await browser(under).send(`${status}/phone`, { phone: '13900005678' })).status).toBe(303);
    expect(await sheet()).toContain('电话回拨核对，王警官，核对以后改过：联系电话');
    expect(await page()).toContain('核对以后改过：联系电话。请再核一次');
    const english = await page({ cookie: `${wang.cookie}; language=en` });
    expect(english).toContain('Changed after the check: ');
    expect(chineseIn(english).filter((found) => !/王警官|王小明乙/.test(found))).toEqual([]);
    await press('check', CHECKED);
    expect(await sheet()).not.toContain('核对以后改过');
    expect(await page()).not.toContain('请再核一次');
  });

  it('is checked again when it was sent, and then sent again', async () => {
    await press('check', CHECKED);
    await press('send', { way: 'sheet', version: String((await row()).version) });
    expect(await page()).not.toContain('name="result"');
    const { 't1-position': position = '1' } = typedIn(await page());
    await press('change', { ...LEAD, 't1-position': position, name: '王大明', do: 'save' });
    expect(await page()).toContain('核对以后改过：姓名。请再核一次');
    expect(await row()).toMatchObject({ state: 'sent', version: 2 });
    await press('check', CHECKED);
    expect(await row()).toMatchObject({ state: 'sent', version: 3, sent_version: 1 });
    expect(await sheet()).not.toContain('核对以后改过');
  });

  it('is nobody any more where the second check fails', async () => {
    await press('check', CHECKED);
    await press('check', { way: 'rang-back', result: 'not-him' });
    expect(await row()).toMatchObject({ state: 'received', checked_at: null });
    expect(await sheet()).not.toContain('电话回拨核对');
  });
});
