import { expect, it } from 'vitest';
import { li, under, wang } from './two-officers.ts';

const CARD = '6222021205001234567';
const PHONE = '13812345678';

it('shows whoever does not own a case no number and no name of it, on any page', async () => {
  const { caseId } = await under.call(`我叫王小明，电话${PHONE}，刚给骗子的卡${CARD}转了两万，户名李建国`);
  const at = (path: string) => `/console/cases/${caseId}${path}`;
  const sent = [
    await wang.send(at('/claim')),
    await wang.send(at('/note'), { text: `他电话${PHONE}` }),
    await wang.send(at('/money'), {
      formId: 'money-00001',
      account: CARD,
      payee: '李建国',
      amount: '20000',
      payerId: '330501199001011234',
    }),
    await wang.send(at('/police'), { number: `J${PHONE}`, unit: '织里派出所' }),
    await wang.send(at('/call-back'), { formId: 'promise-0001', due: '20分钟后', note: `打${PHONE}找王小明` }),
    await wang.send(at('/judge'), { form: 'judge-00001', colour: 'red', reason: `对方卡号${CARD}，户名李建国` }),
    await wang.send(at('/say'), { form: 'reply-00001', text: `您的卡${CARD}先挂失` }),
    await wang.send(at('/receipt'), { form: 'receipt-0001' }),
  ];
  expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 303));
  const { number: receipt } = await under.database.query.selectFrom('receipts').select('number').executeTakeFirstOrThrow();
  const boss = await under.signIn('赵主管', 'supervisor');
  const librarian = await under.signIn('钱编辑', 'librarian');
  const paths = [
    ...['/console', '/console?fragment=1', '/console/call-backs', '/console/handovers', '/console/calls/new', '/console/find?number=1'],
    ...['', '?fragment=1', '/canned', '/canned/hang-up', '/export', '/print', '/export.json', '/unmask'].map(at),
    ...[`/console/receipts/${receipt}`, '/console/numbers', '/console/officers', '/console/audit', `/receipt/${receipt}`],
  ];
  const secrets = [CARD, PHONE, '李建国', '王小明', '330501199001011234'];
  for (const [who, colleague] of [
    ['officer', li],
    ['supervisor', boss],
    ['librarian', librarian],
  ] as const)
    for (const path of paths) {
      const response = await colleague.get(path);
      const text = await response.text();
      const allowed = path.startsWith('/console/receipts/') && who === 'supervisor' ? [CARD, '李建国'] : [];
      const leaked = secrets.filter((secret) => text.includes(secret) && !allowed.includes(secret));
      expect([who, path, leaked]).toEqual([who, path, []]);
    }
  for (const path of [
    '/claim',
    '/note',
    '/say',
    '/judge',
    '/close',
    '/transfer',
    '/money',
    '/police',
    '/call-back',
    '/receipt',
    '/canned/hang-up',
  ]) {
    const text = await (await li.send(at(path), { text: '' })).text();
    expect([path, secrets.filter((secret) => text.includes(secret))]).toEqual([path, []]);
  }
});
