import type { Role } from '../../src/storage/desk-schema.ts';
import { AT_THE_DESK } from '../../src/storage/presence.ts';
import { createSealer } from '../../src/storage/seal.ts';
import { codeAt } from '../desk/authenticator.ts';
import { MASTER_KEY } from '../storage/temporary-sqlite.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const STEP = 30_000;
export const CARD = '6222021202041234567';
const TELEPHONE = '13800001234';

/** A desk in the middle of a shift: cases in every state, and one with everything in it. Its officers have Latin names and speak English. */
export interface BusyDesk extends DeskUnderTest {
  readonly wang: Colleague;
  readonly li: Colleague;
  readonly boss: Colleague;
  readonly admin: Colleague;
  readonly cases: Readonly<Record<'waiting' | 'mine' | 'theirs' | 'wanted' | 'closed' | 'call' | 'merged' | 'erased', string>>;
  readonly receipt: string;
  readonly sheet: string;
  readonly callBack: string;
  /** Somebody whose telephone makes codes. */
  enlist(display: string, role?: Role): Promise<Colleague>;
  /** A code that has not served. */
  code(): string;
}

export async function openBusyDesk(settings: Record<string, string> = {}): Promise<BusyDesk> {
  const under = await openDesk({}, settings);
  const totp_sealed = await (await createSealer(MASTER_KEY)).sealOwn(SECRET);
  const enlist = async (display: string, role: Role = 'officer'): Promise<Colleague> => {
    const signedIn = await under.signIn(display, role);
    const cookie = `${signedIn.cookie}; language=en`;
    const colleague = { ...signedIn, cookie, ...browser(under, { cookie }) };
    await under.database.query.updateTable('officers').set({ totp_sealed }).where('id', '=', colleague.id).execute();
    await under.storage.noteSeen(colleague.id, AT_THE_DESK);
    return colleague;
  };
  const code = (): string => {
    under.clock.now += STEP;
    return codeAt(SECRET, under.clock.now);
  };
  const done = async (answer: Promise<Response>): Promise<string> => {
    const response = await answer;
    if (response.status !== 303) throw new Error(`answered ${response.status}: ${(await response.text()).slice(0, 3000)}`);
    return (response.headers.get('location') ?? '').replace(/^.*\//, '').replace(/#.*$/, '');
  };
  const [wang, li, boss, admin] = [
    await enlist('Wang'),
    await enlist('Li'),
    await enlist('Zhao', 'supervisor'),
    await enlist('Sun', 'administrator'),
  ];
  const known = new Set<string>();
  const called = async (text?: string): Promise<string> => {
    under.clock.now += 1;
    const { caseId } = await under.call(text);
    if (known.has(caseId)) throw new Error(`${text} calls nobody`);
    known.add(caseId);
    return caseId;
  };
  const claimed = async (who: Colleague, text?: string): Promise<string> => {
    const caseId = await called(text);
    await done(who.send(`/console/cases/${caseId}/claim`));
    return caseId;
  };

  const erased = await claimed(li);
  await done(li.send(`/console/cases/${erased}/close`, { truth: 'scam' }));
  await under.database.query.updateTable('persons').set({ leaving_since: 1 }).execute();
  if ((await under.storage.eraseLeavers()) !== 1) throw new Error('nobody was erased');

  const closed = await claimed(wang);
  const [type = ''] = under.deps.detector.library.types.map(({ id }) => id);
  await done(wang.send(`/console/cases/${closed}/close`, { truth: 'scam', type, lost: '20000', saved: '300', reported: '1' }));
  const theirs = await claimed(li, '我不想活了，钱全被骗走了');
  await done(li.send(`/console/cases/${theirs}/telephone`, { calling: '1' }));
  const wanted = await claimed(li, '转人工');
  await done(li.send(`/console/cases/${wanted}/transfer`, { to: 'role:supervisor', remark: 'Please look' }));
  for (const text of ['他说是公安，让我别挂电话', '你们怎么收集我的个人信息，转人工', '举报一个诈骗电话，转人工', '取消人工'])
    await under.chat({ text });

  const mine = await claimed(wang, `我刚给骗子转了两万块钱，怎么办？他叫我共享屏幕，钱转到${CARD}，他电话13900139000，转了20000元`);
  const to = (act: string, fields: Record<string, string> = {}) => done(wang.send(`/console/cases/${mine}/${act}`, fields));
  await to('say', { text: '先别转，我在。' });
  await to('note', { text: 'The son rings at ten' });
  await to('money', { formId: 'money-0001', kind: 'cash', amount: '20000', at: '9:31', account: CARD, payee: 'Li Si', courier: 'a man' });
  await to('judge', { form: 'judge-0001', colour: 'red', type, reason: 'They want a fee first' });
  await to('receipt', { form: 'receipt-0001' });
  await to('police', { record: 'X1', unit: 'Zhili', dispatchedAt: '9:00', arrivedAt: '9:20' });
  await to('call-back', { formId: 'call-back-0001', due: '20 min', note: 'Ask for the slip' });

  const takeCall = (formId: string): Promise<string> =>
    done(
      wang.send('/console/calls/new', {
        formId,
        stage: 'paid',
        number: TELEPHONE,
        story: '冒充公检法的叫我转到安全账户，我转了两万',
        forWhom: 'his mother',
        town: 'Zhili',
      }),
    );
  const call = await takeCall('call-0001');
  const merged = await takeCall('call-0002');
  known.add(call).add(merged);
  const { number } = (await under.storage.deskCase(call)) ?? { number: '' };
  await done(wang.send(`/console/cases/${merged}/merge`, { into: number }));
  const waiting = await called();
  await under.database.query.updateTable('cases').set({ returned_at: under.clock.now }).where('id', '=', waiting).execute();

  const sheet = await done(li.send('/console/handovers', { code: code(), remarks: 'The family comes', [`case-${theirs}`]: 'on' }));
  const [made] = await under.storage.receiptsOf(mine);
  const callBacks = await under.storage.callBacksOf(mine);
  return {
    ...under,
    wang,
    li,
    boss,
    admin,
    cases: { waiting, mine, theirs, wanted, closed, call, merged, erased },
    receipt: made?.number ?? '',
    sheet,
    callBack: callBacks[0]?.id ?? '',
    enlist,
    code,
  };
}
