import { describe, expect, it } from 'vitest';
import { saysForbidden } from '../conversation/never-said.ts';
import { at, caseId, english, number, officersWords, within } from './claimed-case.ts';
import { browser } from './desk-under-test.ts';
import { li, page, under, wang } from './two-officers.ts';

describe('an officer’s verdict', () => {
  const RED = { colour: 'red', type: 'task-rebate', reason: '对方要他先垫钱', form: 'form-0001' };

  it('reaches the citizen as 人工研判, and stands on the case', async () => {
    const nudged = under.nudges.count;
    const judged = await wang.send(at('/judge'), RED);
    expect([judged.status, judged.headers.get('location')]).toEqual([303, at('#verdict')]);
    const [text = ''] = await officersWords();
    // Twenty thousand have gone: 110 first.
    expect(text.slice(0, 60)).toMatch(/^🔴 人工研判：像诈骗（刷单返利）。别再转钱，马上打110/);
    expect(text).toContain('为什么：对方要他先垫钱。');
    expect(text).toContain(`研判员 王警官 · 工单${number}`);
    expect(saysForbidden(text)).toEqual([]);
    expect(under.nudges.count).toBe(nudged + 1);
    const shown = within(await page(wang.get(at())), 'verdict');
    expect(shown).toContain('红 像诈骗');
    expect(shown).toContain('对方要他先垫钱');
    await wang.send(at('/judge'), RED);
    expect((await officersWords()).length).toBe(1);
  });

  it('is masked for whoever does not own the case, who has no form either', async () => {
    await wang.send(at('/judge'), { ...RED, reason: '收款卡6217001234563921是骗子的' });
    const shown = within(await page(li.get(at())), 'verdict');
    expect(shown).toContain('…3921');
    expect(shown).not.toContain('6217001234563921');
    expect(shown).not.toContain('name="colour"');
  });

  it('of somebody else is refused, and what he typed kept', async () => {
    const refused = await li.send(at('/judge'), RED);
    expect(refused.status).toBe(409);
    const shown = await page(refused);
    expect(shown).toContain('没发出：这一单现在不是您在办。');
    expect(within(shown, 'kept-reason')).toContain('对方要他先垫钱');
    expect(await officersWords()).toEqual([]);
    expect((await li.send('/console/cases/none/judge', RED)).status).toBe(404);
  });

  it.each([
    [{ reason: '' }, '写一句为什么'],
    [{ colour: '' }, '先选红、黄、绿'],
    [{ colour: 'blue' }, '先选红、黄、绿'],
    [{ type: 'no-such' }, '没有这种套路'],
    [{ reason: '长'.repeat(201) }, '理由最多200字，现在201字'],
    [{ reason: '查过了，可以转' }, '像在替付款担保'],
    [{ reason: '对方账户是安全的' }, '像在替付款担保'],
    [{ reason: '放心转吧' }, '像在替付款担保'],
    [{ reason: 'this is safe' }, '像在替付款担保'],
    [{ reason: '报案后一定能追回' }, '像在替付款担保'],
  ])('with %o is told why not, beside the form, and nothing is lost', async (parts, problem) => {
    const typed = { ...RED, ...parts };
    const refused = await wang.send(at('/judge'), typed);
    expect(refused.status).toBe(422);
    const shown = within(await page(refused), 'verdict-form');
    expect(shown.slice(0, shown.indexOf('</form>'))).toContain(problem);
    expect(shown).toContain(`${typed.reason}</textarea>`);
    expect(shown).toMatch(typed.colour === 'red' ? /value="red"[^>]*checked/ : /id="verdict-red"/);
    expect(await officersWords()).toEqual([]);
  });

  it('says another verdict of the same form was not sent', async () => {
    await wang.send(at('/judge'), RED);
    const again = await wang.send(at('/judge'), { ...RED, colour: 'yellow' });
    expect([again.status, (await page(again)).includes('刚才已经发出过一条')]).toEqual([409, true]);
  });

  it('that an SMS would cut is refused', async () => {
    await under.database.query.updateTable('conversations').set({ channel: 'aliyun' }).execute();
    const long = await wang.send(at('/judge'), { ...RED, reason: '长'.repeat(180) });
    expect([long.status, (await page(long)).includes('这个渠道发不全')]).toEqual([422, true]);
  });

  it('speaks English to an officer who does', async () => {
    const shown = await page(english(wang).get(at()));
    expect(shown).toContain('Green, no signs seen');
    expect(await page(english(wang).send(at('/judge'), { ...RED, reason: '可以转' }))).toContain('as if you vouched for a payment');
  });
});

describe('a receipt', () => {
  const numberOf = async (): Promise<string> => (await under.storage.receiptsOf(caseId))[0]?.number ?? '';

  it('is made by the owner, told to the citizen and shown on the case', async () => {
    expect((await li.send(at('/receipt'))).status).toBe(409);
    expect(await officersWords()).toEqual([]);
    const form = /name="form" value="(receipt-[^"]+)"/.exec(await page(wang.get(at())))?.[1] ?? '';
    const made = await wang.send(at('/receipt'), { form });
    expect([made.status, made.headers.get('location')]).toEqual([303, at('#receipts')]);
    await wang.send(at('/receipt'), { form });
    const receipt = await numberOf();
    expect(receipt).toMatch(/^R2026(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    const words = await officersWords();
    expect(words).toHaveLength(1);
    expect(words[0]).toContain(receipt);
    expect(words[0]).toContain('编号只证明您问过，不证明任何付款可信');
    expect(within(await page(wang.get(at())), 'receipts')).toContain(`/console/receipts/${receipt}`);
    const seen = within(await page(li.get(at())), 'receipts');
    expect(seen).toContain(receipt);
    expect(seen).not.toContain(`/console/receipts/${receipt}`);
  });

  it('is read by its owner and supervisors, who are written down', async () => {
    await wang.send(at('/judge'), { colour: 'red', reason: '对方要他先垫钱' });
    await wang.send(at('/receipt'));
    const receipt = await numberOf();
    const chief = await under.signIn('主管', 'supervisor');
    expect((await li.get(`/console/receipts/${receipt}`)).status).toBe(403);
    expect((await wang.get('/console/receipts/R2026-0000-0000-0000')).status).toBe(404);
    expect((await wang.get('/console/receipts/%3Cb%3E')).status).toBe(404);
    for (const reader of [wang, chief]) {
      const shown = await page(reader.get(`/console/receipts/${receipt.toLowerCase()}`));
      expect(shown).toContain('核对一致');
      expect(shown).toContain('不证明任何付款可信');
      expect(shown).toContain('对方要他先垫钱');
      expect(shown).not.toContain('两万');
    }
    const rows = await under.database.query.selectFrom('audit').select(['action', 'officer_id', 'subject']).execute();
    const reading = rows.filter(({ action, subject }) => action === 'case.read' && subject === caseId).map(({ officer_id }) => officer_id);
    expect(reading).toContain(chief.id);
    await under.database.query.updateTable('receipts').set({ seal: 'x' }).execute();
    expect(await page(english(chief).get(`/console/receipts/${receipt}`))).toContain('It does not fit');
    await under.database.query.updateTable('persons').set({ key_wrapped: null }).execute();
    expect(await page(chief.get(`/console/receipts/${receipt}`))).toContain('已按他的要求删除');
  });

  it('is to strangers a number that exists, and nothing else', async () => {
    await wang.send(at('/judge'), { colour: 'red', reason: '对方要他先垫钱' });
    await wang.send(at('/receipt'));
    const receipt = await numberOf();
    const stranger = browser(under);
    const plain = async (path: string): Promise<string> => (await page(stranger.get(path))).replaceAll(/<[^>]+>/g, '');
    for (const path of [`/receipt/${receipt}`, `/receipt?n=${receipt}`, `/receipt?n=${receipt.toLowerCase().replaceAll('-', '+')}`]) {
      const shown = await plain(path);
      expect(shown).toContain('编号存在。本回执不证明任何付款可信；凭它要钱就是诈骗。');
      for (const secret of ['王警官', number, '垫钱', '红', '已', '2026-11', '11月']) expect(shown).not.toContain(secret);
    }
    for (const path of ['/receipt/R2026-0000-0000-0000', '/receipt?n=abc', '/receipt?n=%3Cscript%3E']) {
      const shown = await page(stranger.get(path));
      expect(shown.replaceAll(/<[^>]+>/g, '')).toContain('没有这个编号。凭它要钱就是诈骗，打96110。');
      expect(shown).not.toContain('<script>');
    }
    const empty = await stranger.get('/receipt');
    expect([empty.status, empty.headers.get('x-robots-tag'), empty.headers.get('cache-control')]).toEqual([
      200,
      'noindex, nofollow',
      'no-store',
    ]);
    expect(await page(empty)).not.toContain('没有这个编号');
    // Known and unknown differ in the one sentence alone.
    const rest = (html: string): string => html.replace(/<div class="receipt-answer".*?<\/div>/s, '').replaceAll(/R2026[-0-9A-Z]+/g, '');
    expect(rest(await page(stranger.get(`/receipt/${receipt}`)))).toBe(rest(await page(stranger.get('/receipt/R2026-0000-0000-0000'))));
  });
});
