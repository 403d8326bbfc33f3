import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMINISTERING, ANYBODY, AT_THE_LIBRARY, AT_THE_QUEUE, LIBRARIANS, SUPERVISING } from '../../src/pages/console/roles.ts';
import { VISITING } from '../../src/pages/console/visits/visiting.ts';
import type { Role } from '../../src/storage/desk-schema.ts';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

/** Asks for no session: signing in and what leads there. */
const ANYONE = 'anyone';

const EVERYBODY: readonly Role[] = [...ANYBODY, 'advisor', 'partner'];

/** Who may use which route: a line for each. A route that is missing here fails the test. */
const TABLE: Readonly<Record<string, readonly Role[] | typeof ANYONE>> = {
  'GET /console/sign-in': ANYONE,
  'POST /console/sign-in': ANYONE,
  'POST /console/sign-out': ANYONE,
  'POST /console/preferences': ANYONE,
  // Where he himself is signed in
  'GET /console/sessions': EVERYBODY,
  'POST /console/sessions/end': EVERYBODY,
  'GET /console/invitation': ANYONE,
  'POST /console/invitation': ANYONE,
  // The queue and cases
  // Whose the queue is not is led to his own place.
  'GET /console': [...ANYBODY, 'partner', 'advisor'],
  'GET /console/find': AT_THE_QUEUE,
  'GET /console/events': AT_THE_QUEUE,
  'POST /console/presence': ANYBODY,
  'GET /console/cases/:id': AT_THE_QUEUE,
  'GET /console/cases/:id/attachments/:attachment': AT_THE_QUEUE,
  'POST /console/cases/:id/claim': AT_THE_QUEUE,
  'POST /console/cases/:id/release': AT_THE_QUEUE,
  'POST /console/cases/:id/say': AT_THE_QUEUE,
  'POST /console/cases/:id/note': AT_THE_QUEUE,
  'POST /console/cases/:id/close': AT_THE_QUEUE,
  'POST /console/cases/:id/transfer': AT_THE_QUEUE,
  'POST /console/cases/:id/telephone': AT_THE_QUEUE,
  'POST /console/cases/:id/reopen': AT_THE_QUEUE,
  'POST /console/cases/:id/judge': AT_THE_QUEUE,
  'POST /console/cases/:id/receipt': AT_THE_QUEUE,
  'GET /console/receipts/:number': AT_THE_QUEUE,
  'GET /console/cases/:id/canned': AT_THE_QUEUE,
  'GET /console/cases/:id/canned/:reply': AT_THE_QUEUE,
  'POST /console/cases/:id/canned/:reply': AT_THE_QUEUE,
  // Money and the telephone
  'POST /console/cases/:id/money': AT_THE_QUEUE,
  'POST /console/cases/:id/money/:fact': AT_THE_QUEUE,
  'POST /console/cases/:id/money/:fact/remove': AT_THE_QUEUE,
  'POST /console/cases/:id/police': AT_THE_QUEUE,
  'POST /console/cases/:id/community': AT_THE_QUEUE,
  'POST /console/cases/:id/call-back': AT_THE_QUEUE,
  'POST /console/cases/:id/merge': AT_THE_QUEUE,
  'GET /console/calls/new': AT_THE_QUEUE,
  'POST /console/calls/new': AT_THE_QUEUE,
  'POST /console/calls/advice': AT_THE_QUEUE,
  'GET /console/call-backs': AT_THE_QUEUE,
  'POST /console/call-backs/:callBack': AT_THE_QUEUE,
  'POST /console/call-backs/:callBack/take': AT_THE_QUEUE,
  // Stop-payment leads: what only their handler may do is refused by the lead itself
  'GET /console/stop-leads': AT_THE_QUEUE,
  'POST /console/stop-leads': AT_THE_QUEUE,
  // An advisor is led to the page for citizens.
  'GET /console/stop-leads/new': [...AT_THE_QUEUE, 'advisor'],
  'GET /console/stop-leads/:id': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/take': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/release': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/change': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/check': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/send': AT_THE_QUEUE,
  'GET /console/stop-leads/:id/sheet': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/file': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/answer': AT_THE_QUEUE,
  'POST /console/stop-leads/:id/close': AT_THE_QUEUE,
  'GET /console/stop-leads/:id/evidence/:evidence': AT_THE_QUEUE,
  // Shifts
  'GET /console/handovers': AT_THE_QUEUE,
  'POST /console/handovers': AT_THE_QUEUE,
  'GET /console/handovers/:id': AT_THE_QUEUE,
  'POST /console/handovers/:id/take': AT_THE_QUEUE,
  // Seeing in full, taking out, looking after
  'GET /console/cases/:id/unmask': SUPERVISING,
  'POST /console/cases/:id/unmask': SUPERVISING,
  'GET /console/cases/:id/export': AT_THE_QUEUE,
  'POST /console/cases/:id/export': AT_THE_QUEUE,
  'GET /console/cases/:id/export.json': AT_THE_QUEUE,
  'GET /console/cases/:id/print': AT_THE_QUEUE,
  'GET /console/audit': SUPERVISING,
  'GET /console/keeping': SUPERVISING,
  'POST /console/keeping/copy': SUPERVISING,
  'GET /console/erasures': ADMINISTERING,
  'POST /console/erasures/find': ADMINISTERING,
  'GET /console/erasures/:id': ADMINISTERING,
  'POST /console/erasures/:id': ADMINISTERING,
  'GET /console/numbers': SUPERVISING,
  // The library
  'GET /console/library': AT_THE_LIBRARY,
  'POST /console/library/activate': LIBRARIANS,
  'GET /console/library/search': AT_THE_LIBRARY,
  'GET /console/library/patterns/:id': AT_THE_LIBRARY,
  'GET /console/library/signals/:id': AT_THE_LIBRARY,
  'GET /console/library/try': AT_THE_LIBRARY,
  'POST /console/library/try': AT_THE_LIBRARY,
  'GET /console/library/releases/:version': AT_THE_LIBRARY,
  'GET /console/library/history': AT_THE_LIBRARY,
  'POST /console/library/edit': LIBRARIANS,
  'GET /console/library/call-backs': ANYBODY,
  'POST /console/library/call-backs/:message': ANYBODY,
  'POST /console/library/call-backs/:message/read': ANYBODY,
  // Drafts: written and published by librarians, read by supervisors
  'GET /console/library/new': AT_THE_LIBRARY,
  'POST /console/library/new/find': LIBRARIANS,
  'GET /console/library/new/:id': AT_THE_LIBRARY,
  'POST /console/library/new/:id/draft': LIBRARIANS,
  'POST /console/library/new/:id/dismiss': LIBRARIANS,
  'POST /console/library/new/:id/revive': LIBRARIANS,
  'GET /console/library/drafts': AT_THE_LIBRARY,
  'POST /console/library/drafts': LIBRARIANS,
  'GET /console/library/drafts/:id': AT_THE_LIBRARY,
  'GET /console/library/drafts/:id/build': AT_THE_LIBRARY,
  'POST /console/library/drafts/:id/build': LIBRARIANS,
  'POST /console/library/drafts/:id/propose': LIBRARIANS,
  'POST /console/library/drafts/:id/return': LIBRARIANS,
  'POST /console/library/drafts/:id/withdraw': LIBRARIANS,
  'POST /console/library/drafts/:id/publish': LIBRARIANS,
  'POST /console/library/drafts/:id/rebase': LIBRARIANS,
  'GET /console/library/drafts/:id/choose': LIBRARIANS,
  'POST /console/library/drafts/:id/new': LIBRARIANS,
  'GET /console/library/drafts/:id/files': LIBRARIANS,
  'POST /console/library/drafts/:id/files': LIBRARIANS,
  'POST /console/library/drafts/:id/examine': LIBRARIANS,
  'GET /console/library/drafts/:id/corpus': LIBRARIANS,
  'POST /console/library/drafts/:id/corpus': LIBRARIANS,
  // Registered citizens
  'GET /console/citizens': AT_THE_QUEUE,
  'POST /console/citizens/prove': AT_THE_QUEUE,
  'POST /console/citizens/find': AT_THE_QUEUE,
  'POST /console/citizens/:citizen/link': AT_THE_QUEUE,
  'POST /console/citizens/:citizen/sign-out': AT_THE_QUEUE,
  // What citizens are taught
  'GET /console/teaching': AT_THE_QUEUE,
  'POST /console/teaching/days': AT_THE_QUEUE,
  'POST /console/teaching/days/:day/free': AT_THE_QUEUE,
  'GET /console/teaching/cases/:id': AT_THE_QUEUE,
  'POST /console/teaching/cases/:id': AT_THE_QUEUE,
  'POST /console/teaching/news': AT_THE_QUEUE,
  'POST /console/teaching/texts/:id/agree': AT_THE_QUEUE,
  'POST /console/teaching/texts/:id/refuse': AT_THE_QUEUE,
  'POST /console/teaching/texts/:id/withdraw': AT_THE_QUEUE,
  'GET /console/teaching/posters': AT_THE_QUEUE,
  'GET /console/teaching/posters/:id': AT_THE_QUEUE,
  'GET /console/teaching/posters/:id/picture.svg': AT_THE_QUEUE,
  'GET /console/teaching/posters/:id/poster.pdf': AT_THE_QUEUE,
  'GET /console/officers': SUPERVISING,
  'POST /console/officers/invite': ADMINISTERING,
  'POST /console/officers/invitations/:invitation/withdraw': ADMINISTERING,
  'POST /console/officers/:id/disable': ADMINISTERING,
  'POST /console/officers/:id/enable': ADMINISTERING,
  'POST /console/officers/:id/sign-out': ADMINISTERING,
  'POST /console/officers/:id/reset': ADMINISTERING,
  // Partners and the list of what was reported
  'GET /console/partners': SUPERVISING,
  'POST /console/partners': ADMINISTERING,
  'GET /console/partners/exchanges': SUPERVISING,
  'GET /console/partners/exchanges.csv': SUPERVISING,
  'POST /console/partners/exchanges/again': ADMINISTERING,
  'GET /console/partners/:id': SUPERVISING,
  'POST /console/partners/:id': ADMINISTERING,
  'POST /console/partners/:id/close': ADMINISTERING,
  'POST /console/partners/:id/open': ADMINISTERING,
  'POST /console/partners/:id/keys': ADMINISTERING,
  'POST /console/partners/:id/keys/:key/end': ADMINISTERING,
  'POST /console/partners/:id/invite': ADMINISTERING,
  'GET /console/partners/:id/keys': SUPERVISING,
  'GET /console/partners/:id/invite': SUPERVISING,
  'GET /console/partner': ['partner'],
  'POST /console/partner/leads': ['partner'],
  'POST /console/partner/received': ['partner'],
  'POST /console/partner/answers': ['partner'],
  'GET /console/identifiers': AT_THE_QUEUE,
  'POST /console/identifiers/find': AT_THE_QUEUE,
  'POST /console/identifiers/closing': AT_THE_QUEUE,
  'POST /console/identifiers/import': SUPERVISING,
  'POST /console/identifiers/disputes/:dispute': AT_THE_QUEUE,
  'GET /console/identifiers/:id': AT_THE_QUEUE,
  'POST /console/identifiers/:id/remove': AT_THE_QUEUE,
  // Warnings; advisors read those of their grids (warnings.test.ts)
  'GET /console/warnings': VISITING,
  'GET /console/warnings/:id': VISITING,
  'GET /console/warnings/new': AT_THE_QUEUE,
  'POST /console/warnings/new': AT_THE_QUEUE,
  'POST /console/warnings/:id/claim': AT_THE_QUEUE,
  'POST /console/warnings/:id/release': AT_THE_QUEUE,
  'POST /console/warnings/:id/step': AT_THE_QUEUE,
  'POST /console/warnings/:id/close': AT_THE_QUEUE,
  'POST /console/warnings/:id/void': SUPERVISING,
  'GET /console/warnings/imports': AT_THE_QUEUE,
  'POST /console/warnings/imports': AT_THE_QUEUE,
  'GET /console/warnings/imports/template.csv': AT_THE_QUEUE,
  'GET /console/warnings/imports/:import': AT_THE_QUEUE,
  'GET /console/warnings/imports/:import/errors.csv': AT_THE_QUEUE,
  'POST /console/warnings/imports/:import/confirm': AT_THE_QUEUE,
  'POST /console/warnings/imports/:import/discard': AT_THE_QUEUE,
  // Grids, advisors, visits; advisors themselves: visits.test.ts
  'GET /console/advisors': SUPERVISING,
  'GET /console/advisors/grids': SUPERVISING,
  'POST /console/advisors/grids': SUPERVISING,
  'GET /console/advisors/grids/:id': SUPERVISING,
  'POST /console/advisors/grids/:id': SUPERVISING,
  'POST /console/advisors/grids/:id/close': SUPERVISING,
  'POST /console/advisors/grids/:id/advisors': SUPERVISING,
  'POST /console/advisors/grids/:id/advisors/end': SUPERVISING,
  'GET /console/advisors/import': SUPERVISING,
  'POST /console/advisors/import': SUPERVISING,
  'GET /console/advisors/training': SUPERVISING,
  'POST /console/advisors/training': SUPERVISING,
  'GET /console/advisors/tasks': SUPERVISING,
  'GET /console/visits': VISITING,
  'GET /console/visits/:id': VISITING,
  'POST /console/visits/:id/begin': VISITING,
  'POST /console/visits/:id/family': VISITING,
  'POST /console/visits/:id/finish': VISITING,
  'POST /console/visits/:id/companion': AT_THE_QUEUE,
  'POST /console/visits/tasks/:id/done': ['advisor'],
  // The index of the work, bulletins, trade partners
  'GET /console/index-of-work': AT_THE_QUEUE,
  // Of his own grids alone (work-index.test.ts)
  'GET /console/own-index': ['advisor'],
  'GET /console/index-of-work/:day/csv': SUPERVISING,
  'GET /console/bulletins': SUPERVISING,
  'GET /console/bulletins/:kind/:day': SUPERVISING,
  'GET /console/bulletins/:kind/:day/print': SUPERVISING,
  'GET /console/trade': AT_THE_QUEUE,
  'GET /console/trade/merchants/:id': AT_THE_QUEUE,
  'POST /console/trade/merchants/:id/check': AT_THE_QUEUE,
  'POST /console/trade/merchants/:id/link': AT_THE_QUEUE,
  'POST /console/trade/merchants/:id/close': AT_THE_QUEUE,
  'GET /console/trade/defaults/:id': AT_THE_QUEUE,
  'POST /console/trade/defaults/:id/check': AT_THE_QUEUE,
  'POST /console/trade/objections/:id': AT_THE_QUEUE,
  'GET /console/trade/appeals/:id': AT_THE_QUEUE,
  'POST /console/trade/appeals/:id': AT_THE_QUEUE,
};

/** How the desk says that somebody may not. */
const SIGNED_OUT = /您已退出登录|You are signed out/;

let under: DeskUnderTest;
let registered: readonly string[];
let caseId: string;
let totpSealed: string;
let colleagues = 0;
beforeAll(async () => {
  under = await openDesk();
  ({ caseId } = await under.call());
  totpSealed = await someTotp();
  const routes = under.app.routes.filter(({ path, method }) => path.startsWith('/console') && method !== 'ALL');
  registered = [...new Set(routes.map(({ method, path }) => `${method} ${path}`))];
});
afterAll(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

/** The route's own address: of a case that is there, of an officer who may be disabled. */
async function addressOf(path: string): Promise<string> {
  const id = path.startsWith('/console/officers') ? (await colleague('officer')).id : caseId;
  return path.replace(':id', id).replace(/:\w+/g, 'none');
}

/** Of an authenticator that is there, for the routes that ask for a code. */
async function someTotp(): Promise<string> {
  await under.storage.createInvitation('officer', { tokenHash: 'h', invitedBy: null, expiresAt: under.clock.now + 1000 });
  const { id } = await under.storage.useInvitation('h', {
    name: 'first',
    display: 'first',
    password: '',
    totpSecret: 'GEZDGNBVGY3TQOJQ',
    step: 0,
  });
  const { totp_sealed } = await under.database.query
    .selectFrom('officers')
    .select('totp_sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return totp_sealed;
}

/** Fresh, because some routes end the session that comes to them. */
async function colleague(role: Role): Promise<Colleague> {
  const made = await under.signIn(`${role}${++colleagues}`, role);
  await under.database.query
    .updateTable('officers')
    .set({ totp_sealed: totpSealed, partner_id: role === 'partner' ? await somePartner() : null })
    .where('id', '=', made.id)
    .execute();
  return made;
}

/** A bank, made by somebody who may; a form sent twice makes one. */
async function somePartner(): Promise<string> {
  const admin = await under.signIn(`administrator${++colleagues}`, 'administrator');
  const form = { form: 'form-0001', name: '湖州某银行', kind: 'banks', basis: '反电信网络诈骗法第三十四条', webhook: '' };
  const made = await admin.send('/console/partners', form);
  return made.headers.get('location')?.split('/').at(-1) ?? '';
}

async function ask(who: Omit<Colleague, 'id' | 'cookie'>, route: string) {
  const [method, path = ''] = route.split(' ');
  const address = await addressOf(path);
  const response = await (method === 'GET' ? who.get(address) : who.send(address, {}));
  // A stream has no end.
  const endless = response.headers.get('content-type')?.includes('event-stream');
  const text = endless ? '' : await response.text();
  if (endless) await response.body?.cancel();
  return { status: response.status, location: response.headers.get('location'), text };
}

describe('routes × roles', () => {
  it('has a line for every route, and none for routes that are gone', () => {
    expect(registered.filter((route) => !(route in TABLE))).toEqual([]);
    expect(Object.keys(TABLE).filter((route) => !registered.includes(route))).toEqual([]);
  });

  it.each(Object.entries(TABLE))('%s', async (route, allowed) => {
    const isGet = route.startsWith('GET');
    const nobody = await ask(browser(under), route);
    if (allowed === ANYONE) {
      expect([nobody.status === 403, SIGNED_OUT.test(nobody.text)]).toEqual([false, false]);
    } else {
      expect([nobody.status, nobody.location]).toEqual(isGet ? [303, '/console/sign-in'] : [401, null]);
    }
    for (const role of EVERYBODY) {
      const { status, location, text } = await ask(await colleague(role), route);
      if (allowed === ANYONE) expect([role, status === 403, SIGNED_OUT.test(text)]).toEqual([role, false, false]);
      else if (allowed.includes(role)) {
        expect([role, [401, 403].includes(status), status < 500]).toEqual([role, false, true]);
        expect(location).not.toBe('/console/sign-in');
      } else expect([role, status]).toEqual([role, 403]);
    }
  });

  it('takes no form from elsewhere, whoever is signed in', async () => {
    for (const route of Object.keys(TABLE).filter((one) => one.startsWith('POST'))) {
      const { cookie } = await colleague('administrator');
      const response = await under.post(await addressOf(route.slice('POST '.length)), '', {
        origin: 'https://example.net',
        host: 'localhost',
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
      });
      expect([route, response.status]).toEqual([route, 403]);
    }
  });
});
