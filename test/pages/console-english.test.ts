import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteOfficer } from '../../src/desk/accounts.ts';
import { type BusyDesk, CARD, openBusyDesk } from './busy-desk.ts';
import { browser, type Colleague, openDesk } from './desk-under-test.ts';
import { chineseIn } from './html-reader.ts';

type Reader = Omit<Colleague, 'id' | 'cookie'>;

let under: BusyDesk;
let invitation: string;
beforeAll(async () => {
  under = await openBusyDesk();
  invitation = await inviteOfficer(under.deps, under.admin.id, 'officer');
});
afterAll(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

const nobody = (): Reader => browser(under, { cookie: 'language=en' });

/** Answers in English alone. */
async function expectEnglish(answer: Promise<Response>, status: number | readonly number[] = 200): Promise<string> {
  const response = await answer;
  const html = await response.text();
  expect([status].flat()).toContain(response.status);
  expect(chineseIn(html)).toEqual([]);
  expect(html.length === 0 || /^<(?!!doctype)|lang="en"/.test(html)).toBe(true);
  return html;
}

const EVERY_CASE = ['waiting', 'mine', 'theirs', 'wanted', 'closed', 'call', 'merged', 'erased'] as const;

/** Every page of the desk, with the addresses under which it has something to show. A route that is missing here fails the test. */
const PAGES: Readonly<Record<string, (desk: BusyDesk) => readonly string[]>> = {
  '/console/sign-in': () => [],
  '/console/sessions': () => ['/console/sessions'],
  '/console/invitation': () => [],
  '/console': () => ['', '?mine=1', '?urgency=P0', '?colour=green&channel=phone', '?fragment=1'].map((query) => `/console${query}`),
  '/console/find': () => ['/console/find?number=A999999', '/console/find?number=what'],
  // A stream: its words are those of the queue.
  '/console/events': () => [],
  '/console/cases/:id': ({ cases }) =>
    EVERY_CASE.flatMap((name) => [`/console/cases/${cases[name]}`, `/console/cases/${cases[name]}?fragment=1`]),
  '/console/cases/:id/canned': ({ cases }) => ['', '?q=xyz', '?q=stop'].map((q) => `/console/cases/${cases.mine}/canned${q}`),
  '/console/cases/:id/canned/:reply': () => [],
  '/console/cases/:id/unmask': ({ cases }) => [`/console/cases/${cases.theirs}/unmask`],
  '/console/cases/:id/export': ({ cases }) => [`/console/cases/${cases.mine}/export`],
  // Data for programs: the field names are English, what is in them is whoever wrote it.
  '/console/cases/:id/export.json': () => [],
  '/console/cases/:id/print': () => [],
  '/console/receipts/:number': ({ receipt }) => [`/console/receipts/${receipt}`],
  '/console/calls/new': () => ['/console/calls/new'],
  '/console/call-backs': () => ['/console/call-backs'],
  '/console/handovers': () => ['/console/handovers'],
  '/console/handovers/:id': ({ sheet }) => [`/console/handovers/${sheet}`],
  '/console/numbers': () => ['', '?period=week', '?period=month', '?fragment=1'].map((query) => `/console/numbers${query}`),
  '/console/library': () => ['/console/library'],
  '/console/library/search': ({ deps }) =>
    ['', '?q=罚款', '?q=xyzxyz', '?kind=signal', '?kind=follow-up', ...deps.detector.library.types.map(({ id }) => `?type=${id}`)].map(
      (query) => `/console/library/search${query}`,
    ),
  // With pictures in it: attachments.test.ts.
  '/console/cases/:id/attachments/:attachment': ({ cases }) => [`/console/cases/${cases.mine}/attachments/none`],
  '/console/library/patterns/:id': ({ deps }) =>
    ['none', ...deps.detector.library.patterns.slice(0, 5).map(({ id }) => id)].map((id) => `/console/library/patterns/${id}`),
  '/console/library/signals/:id': ({ deps }) =>
    ['none', ...deps.detector.library.signals.slice(0, 5).map(({ id }) => id)].map((id) => `/console/library/signals/${id}`),
  '/console/library/try': () => ['/console/library/try'],
  // With drafts and releases in them: drafts-review.test.ts.
  '/console/library/releases/:version': () => ['/console/library/releases/none'],
  '/console/library/history': () => ['/console/library/history', '/console/library/history?path=x&from=1&to=2'],
  '/console/library/call-backs': () => ['/console/library/call-backs'],
  '/console/library/new': () => ['/console/library/new'],
  '/console/library/new/:id': () => ['/console/library/new/none'],
  '/console/library/drafts': () => ['/console/library/drafts'],
  '/console/library/drafts/:id': () => ['/console/library/drafts/none'],
  '/console/library/drafts/:id/build': () => ['/console/library/drafts/none/build'],
  '/console/library/drafts/:id/choose': () => ['/console/library/drafts/none/choose'],
  '/console/library/drafts/:id/files': () => ['/console/library/drafts/none/files'],
  '/console/library/drafts/:id/corpus': () => ['/console/library/drafts/none/corpus'],
  '/console/stop-leads': () => ['', '?closed=1', '?fragment=1'].map((query) => `/console/stop-leads${query}`),
  '/console/stop-leads/new': ({ cases }) =>
    ['', `?case=${cases.mine}`, `?case=${cases.theirs}`, '?case=none', '?warning=w1'].map((query) => `/console/stop-leads/new${query}`),
  // With leads in them: stop-loss.test.ts.
  '/console/stop-leads/:id': () => ['/console/stop-leads/none'],
  '/console/stop-leads/:id/sheet': () => ['/console/stop-leads/none/sheet'],
  '/console/stop-leads/:id/evidence/:evidence': () => ['/console/stop-leads/none/evidence/none'],
  '/console/teaching': () => ['/console/teaching'],
  '/console/teaching/cases/:id': ({ cases }) => [`/console/teaching/cases/${cases.closed}`, '/console/teaching/cases/none'],
  '/console/teaching/posters': () => ['/console/teaching/posters'],
  '/console/teaching/posters/:id': () => ['/console/teaching/posters/none'],
  // A picture for citizens.
  '/console/teaching/posters/:id/picture.svg': () => [],
  '/console/teaching/posters/:id/poster.pdf': () => [],
  '/console/officers': () => ['/console/officers'],
  '/console/citizens': () => ['/console/citizens'],
  // With a grid and a visit in them: advisors.test.ts, visits.test.ts.
  '/console/advisors': () => ['/console/advisors'],
  '/console/advisors/grids': () => ['/console/advisors/grids'],
  '/console/advisors/grids/:id': () => ['/console/advisors/grids/none'],
  '/console/advisors/import': () => ['/console/advisors/import'],
  '/console/advisors/training': () => ['/console/advisors/training'],
  '/console/advisors/tasks': () => ['/console/advisors/tasks'],
  // An advisor's: work-index.test.ts.
  '/console/own-index': () => [],
  '/console/visits': () => ['/console/visits'],
  '/console/visits/:id': () => ['/console/visits/none'],
  '/console/keeping': () => ['/console/keeping', '/console/keeping?count=1'],
  // With somebody found, and erased: erasures.test.ts.
  '/console/erasures': () => ['/console/erasures'],
  '/console/erasures/:id': () => ['/console/erasures/none'],
  '/console/audit': () => ['/console/audit', '/console/audit?verified=0', '/console/audit?case=A999999'],
  '/console/partners': () => ['/console/partners'],
  '/console/partners/exchanges': () => ['', '?state=dead', '?direction=in&page=1'].map((query) => `/console/partners/exchanges${query}`),
  // Data for programs.
  '/console/partners/exchanges.csv': () => [],
  '/console/partners/:id': () => ['/console/partners/none'],
  '/console/partners/:id/keys': () => ['/console/partners/none/keys'],
  '/console/partners/:id/invite': () => ['/console/partners/none/invite'],
  '/console/partner': () => ['/console/partner'],
  '/console/identifiers': () => ['', '?kind=phone', '?kind=none'].map((query) => `/console/identifiers${query}`),
  '/console/identifiers/:id': () => ['/console/identifiers/none'],
  '/console/warnings': () => ['', '?mine=1&tier=low', '?lane=call-backs', '?fragment=1'].map((query) => `/console/warnings${query}`),
  '/console/warnings/new': ({ cases }) => ['', `?case=${cases.mine}`, '?case=none'].map((query) => `/console/warnings/new${query}`),
  // With warnings and files in them: warnings.test.ts.
  '/console/warnings/:id': () => ['/console/warnings/none'],
  '/console/warnings/imports': () => ['/console/warnings/imports'],
  '/console/warnings/imports/template.csv': () => [],
  '/console/warnings/imports/:import': () => ['/console/warnings/imports/none'],
  '/console/warnings/imports/:import/errors.csv': () => [],
  // With figures in them: work-index.test.ts, merchants.test.ts.
  '/console/index-of-work': () => ['/console/index-of-work', '/console/index-of-work?area=none'],
  '/console/index-of-work/:day/csv': () => ['/console/index-of-work/2026-11-19/csv'],
  '/console/bulletins': () => ['/console/bulletins'],
  '/console/bulletins/:kind/:day': () => ['/console/bulletins/day/1'],
  '/console/bulletins/:kind/:day/print': () => ['/console/bulletins/day/1/print'],
  '/console/trade': () => ['/console/trade'],
  '/console/trade/merchants/:id': () => ['/console/trade/merchants/none'],
  '/console/trade/defaults/:id': () => ['/console/trade/defaults/none'],
  '/console/trade/appeals/:id': () => ['/console/trade/appeals/none'],
};

describe('whoever has chosen English', () => {
  it('has a line here for every page', () => {
    const registered = under.app.routes
      .filter(({ path, method }) => path.startsWith('/console') && method === 'GET')
      .map(({ path }) => path);
    expect([...new Set(registered)].sort()).toEqual(Object.keys(PAGES).sort());
  });

  it.each(Object.keys(PAGES))('reads no Chinese on %s', async (route) => {
    const people = [under.wang, under.li, under.boss, under.admin];
    for (const address of PAGES[route]?.(under) ?? [])
      for (const who of people) await expectEnglish(who.get(address), [200, 303, 403, 404, 409, 422]);
  });

  it('reads none on an empty desk', async () => {
    const empty = await openDesk();
    const boss = await empty.signIn('Zhao', 'supervisor');
    const reader = browser(empty, { cookie: `${boss.cookie}; language=en` });
    for (const path of ['', '?mine=1', '/calls/new', '/call-backs', '/handovers', '/numbers', '/officers', '/audit'])
      await expectEnglish(reader.get(`/console${path}`));
    await empty.close();
  });

  it('reads none before signing in, nor where an invitation leads', async () => {
    const stranger = nobody();
    await expectEnglish(stranger.get('/console/sign-in'));
    await expectEnglish(stranger.get('/console/sign-in?fresh=1'));
    await expectEnglish(stranger.get(`/console/invitation?token=${invitation}`));
  });

  it('reads none in a case that was unmasked, exported, printed or filled with a prepared reply', async () => {
    const { mine, theirs, erased } = under.cases;
    const { wang, boss } = under;
    await expectEnglish(boss.send(`/console/cases/${theirs}/unmask`, { reason: 'The family rang' }), 303);
    await expectEnglish(boss.get(`/console/cases/${theirs}`));
    for (const caseId of [mine, theirs, erased, under.cases.call, under.cases.closed]) {
      await expectEnglish(boss.send(`/console/cases/${caseId}/export`, { reason: 'For the prosecutor', as: 'print' }), 303);
      await expectEnglish(boss.get(`/console/cases/${caseId}/print`));
    }
    const list = await (await wang.get(`/console/cases/${mine}/canned`)).text();
    const replies = [...list.matchAll(/href="([^"]+\/canned\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(replies.length).toBeGreaterThan(5);
    for (const path of replies.slice(0, 3)) {
      await expectEnglish(wang.get(path));
      await expectEnglish(wang.send(path, { text: '' }));
    }
    await expectEnglish(wang.send('/console/calls/advice', { story: '冒充公检法的叫我转到安全账户，我转了两万' }));
    await expectEnglish(under.li.send('/console/presence', { place: mine }));
  });

  it('reads the scam types by their English names', async () => {
    const { types } = under.deps.detector.library;
    const html = await expectEnglish(under.wang.get(`/console/cases/${under.cases.mine}`));
    for (const { title } of types) expect(html).toContain(title.en.replaceAll('&', '&amp;').replaceAll("'", '&#39;'));
  });
});

describe('what is refused to whoever has chosen English', () => {
  const LONG = 'x'.repeat(5000);

  it('says why in English beside the forms of a case', async () => {
    const { mine } = under.cases;
    const wrong: readonly (readonly [string, Record<string, string>])[] = [
      ['say', { text: '' }],
      ['say', { text: LONG }],
      ['say', { text: 'You can pay, it is safe' }],
      ['note', { text: '' }],
      ['note', { text: LONG }],
      ['close', { truth: 'no', type: 'no', lost: 'no', saved: 'no' }],
      ['transfer', { to: '' }],
      ['transfer', { to: 'officer:none' }],
      ['transfer', { to: 'role:officer', remark: LONG }],
      ['judge', {}],
      ['judge', { colour: 'red', type: 'none', reason: LONG }],
      ['judge', { colour: 'green', reason: 'You can pay, it is safe' }],
      ['judge', { form: 'judge-0001', colour: 'red', reason: 'Again' }],
      ['money', {}],
      ['money', { amount: 'no', at: 'no', payee: LONG }],
      ['money/money-0001', { amount: 'no', at: 'no', payee: LONG }],
      ['police', { dispatchedAt: 'no', arrivedAt: '9:00', record: LONG }],
      ['police', { dispatchedAt: '9:00', arrivedAt: '8:00' }],
      ['call-back', { due: 'no' }],
      ['call-back', { due: '20 min', note: LONG }],
      ['merge', { into: 'none' }],
      ['export', { reason: 'no' }],
      ['export', { reason: LONG }],
    ];
    for (const [act, fields] of wrong) await expectEnglish(under.wang.send(`/console/cases/${mine}/${act}`, fields), [409, 422]);
    await expectEnglish(under.boss.send(`/console/cases/${mine}/unmask`, { reason: '' }), 422);
    await expectEnglish(under.wang.send(`/console/cases/${under.cases.call}/say`, { text: 'Hello' }), 422);
  });

  it('says in English to whom the case does not belong', async () => {
    const acts: readonly (readonly [string, Record<string, string>])[] = [
      ['release', {}],
      ['say', { text: 'Hello' }],
      ['close', { truth: 'scam' }],
      ['transfer', { to: 'role:officer' }],
      ['telephone', { calling: '1' }],
      ['reopen', {}],
      ['judge', { colour: 'red', reason: 'They want a fee' }],
      ['receipt', {}],
      ['money', { amount: '1' }],
      ['money/money-0001', { amount: '1' }],
      ['money/money-0001/remove', {}],
      ['police', { record: '1' }],
      ['call-back', { due: '20 min' }],
      ['merge', { into: 'none' }],
      ['export', { reason: 'For the court' }],
    ];
    const reader = await under.enlist('Qian');
    for (const name of ['waiting', 'mine', 'closed', 'merged', 'erased'] as const)
      for (const [act, fields] of acts) {
        // Closed cases may be opened again by whoever likes.
        if (act === 'reopen' && (name === 'closed' || name === 'merged')) continue;
        await expectEnglish(reader.send(`/console/cases/${under.cases[name]}/${act}`, fields), [409, 422]);
      }
    for (const name of ['theirs', 'wanted', 'closed'] as const)
      await expectEnglish(reader.send(`/console/cases/${under.cases[name]}/claim`), 409);
  });

  it('says so of calls, call-backs and sheets', async () => {
    const { wang, li } = under;
    await expectEnglish(wang.send('/console/calls/new', {}), 422);
    const wrong = { stage: 'paid', number: 'no', story: LONG, forWhom: LONG, town: LONG, amount: 'no', at: 'no', account: CARD };
    await expectEnglish(wang.send('/console/calls/new', wrong), 422);
    const list = `/console/call-backs/${under.callBack}`;
    await expectEnglish(li.send(list, { result: 'reached' }), 409);
    await expectEnglish(li.send(`${list}/take`), 303);
    for (const fields of [{}, { result: 'not-needed' }, { result: 'reached', said: LONG }]) await expectEnglish(li.send(list, fields), 422);
    await expectEnglish(li.send('/console/call-backs/none', { result: 'reached' }), 409);
    await expectEnglish(wang.send('/console/call-backs/none/take'), 404);
    await expectEnglish(wang.send('/console/handovers', { code: 'no' }), 422);
    await expectEnglish(wang.send('/console/handovers', { code: under.code(), remarks: LONG }), 422);
    await expectEnglish(li.send(`/console/handovers/${under.sheet}/take`, { code: under.code() }), 409);
    await expectEnglish(wang.send(`/console/handovers/${under.sheet}/take`, { code: 'no' }), 422);
    await expectEnglish(wang.send('/console/handovers/none/take', { code: 'no' }), 404);
  });

  it('says so of accounts, signing in and invitations', async () => {
    const { admin } = under;
    const stranger = nobody();
    await expectEnglish(admin.send('/console/officers/invite', { role: 'officer', meantFor: '张丽' }));
    await expectEnglish(admin.send('/console/officers/invite', { role: 'officer', meantFor: LONG }), 422);
    const withdrawn = await inviteOfficer(under.deps, admin.id, 'officer', { meantFor: 'Lost' });
    const lostLink = (await under.storage.listOpenInvitations()).find(({ meantFor }) => meantFor === 'Lost');
    const end = `/console/officers/invitations/${lostLink?.id}/withdraw`;
    await expectEnglish(admin.get('/console/officers'));
    expect((await admin.send(end)).status).toBe(303);
    await expectEnglish(admin.send('/console/officers/invitations/none/withdraw'), 409);
    expect(await expectEnglish(stranger.get(`/console/invitation?token=${withdrawn}`), 404)).toContain('was withdrawn');
    await expectEnglish(admin.send('/console/officers/invite', { role: 'king' }), 422);
    await expectEnglish(admin.send('/console/officers/none/disable'), 404);
    await expectEnglish(admin.send(`/console/officers/${under.admin.id}/disable`), 403);
    await expectEnglish(admin.send(`/console/officers/${under.admin.id}/reset`), 403);
    const lost = await under.enlist('Zhou');
    await expectEnglish(admin.send(`/console/officers/${lost.id}/reset`));
    const page = await expectEnglish(stranger.get(`/console/invitation?token=${invitation}`));
    const secret = /name="secret" value="([^"]*)"/.exec(page)?.[1] ?? '';
    const whole = {
      token: invitation,
      secret,
      name: 'zhang',
      display: 'Zhang',
      password: 'four herons over the lake',
      repeat: 'x',
      code: '0',
    };
    for (const changes of [
      {},
      { repeat: whole.password },
      { repeat: whole.password, secret: 'x' },
      { repeat: whole.password, name: '' },
      { repeat: whole.password, display: '' },
      { password: 'x', repeat: 'x' },
      { password: '1111111111', repeat: '1111111111' },
      { password: 'zhang zhang', repeat: 'zhang zhang' },
      { password: LONG, repeat: LONG },
    ])
      await expectEnglish(stranger.send('/console/invitation', { ...whole, ...changes }), 422);
    await expectEnglish(stranger.send('/console/invitation', { token: 'none' }), 404);
    for (let attempt = 0; attempt < 12; attempt++) await expectEnglish(stranger.send('/console/sign-in', { name: 'zhang' }), [401, 429]);
  });

  it('says so on every page that tells of a failure', async () => {
    const { wang, boss } = under;
    for (const path of ['/console/cases/none', '/console/receipts/none', '/console/handovers/none', '/console/nowhere'])
      await expectEnglish(wang.get(path), 404);
    await expectEnglish(wang.get(`/console/cases/${under.cases.mine}/canned/none`), 404);
    await expectEnglish(under.li.get(`/console/receipts/${under.receipt}`), 403);
    await expectEnglish(nobody().get('/console/invitation?token=none'), 404);
    for (const path of ['/console/audit', '/console/numbers', '/console/officers']) await expectEnglish(wang.get(path), 403);
    await expectEnglish(nobody().send(`/console/cases/${under.cases.mine}/claim`), 401);
    await expectEnglish(boss.send('/console/presence', { place: '../x' }), 400);
    const post = (path: string, body: string, headers: Record<string, string>) =>
      under.post(path, body, { host: 'localhost', cookie: under.wang.cookie, ...headers });
    const claim = `/console/cases/${under.cases.waiting}/note`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await expectEnglish(post(claim, '', { origin: 'https://example.net', ...form }), 403);
    await expectEnglish(post(claim, 'x', { origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=y' }), 400);
    await expectEnglish(post(claim, `text=${'x'.repeat(3_000_000)}`, { origin: 'http://localhost', ...form }), 413);
    await expectEnglish(
      Promise.resolve(under.app.request('/console', { headers: { host: 'desk.example.net', cookie: 'language=en', accept: 'text/html' } })),
      403,
    );
  });

  it('says so when the server itself fails', async () => {
    const broken = await openDesk();
    const boss = await broken.signIn('Zhao', 'supervisor');
    await broken.database.query.schema.dropTable('audit').execute();
    const html = await expectEnglish(browser(broken, { cookie: `${boss.cookie}; language=en` }).get('/console/audit') as never, 500);
    expect(html).toContain('The server failed');
    expect(broken.failures).toHaveLength(1);
    await broken.close();
  });
});
