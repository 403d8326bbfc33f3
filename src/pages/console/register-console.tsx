import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { csrf } from 'hono/csrf';
import { matchedRoutes } from 'hono/route';
import { createLiveQueue } from '../../desk/live-queue.ts';
import { AppError } from '../../errors.ts';
import type { AppDeps } from '../../routes/app-deps.ts';
import { MAX_FORM_BYTES } from '../../routes/body-limits.ts';
import { createAssets } from '../citizen/assets.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { invitationForm, invitationPage } from './accept-invitation.tsx';
import { registerAdvisors } from './advisors/register-advisors.ts';
import { registerCitizensDesk } from './citizens/register-citizens-desk.ts';
import { onConsoleError } from './console-error.tsx';
import { registerErasures } from './erasures/register-erasures.ts';
import { registerIdentifiers } from './identifiers/register-identifiers.ts';
import { officerForms } from './officer-forms.ts';
import { OFFICERS_PATH, renderOfficers } from './officers-page.tsx';
import { INVITATIONS_PATH } from './open-invitations.tsx';
import { endOwnSessions, OWN_SESSIONS_PATH, ownSessionsPage } from './own-sessions.tsx';
import { registerPartners } from './partners/register-partners.ts';
import { saveDeskPreferences } from './preferences.ts';
import { registerKeeping } from './privacy/register-keeping.ts';
import { registerQueuePages } from './queue-pages.tsx';
import { registerAnswering } from './register-answering.ts';
import { registerAudit } from './register-audit.ts';
import { registerCaseWork } from './register-case-work.ts';
import { registerLibrary } from './register-library.ts';
import { registerLive } from './register-live.ts';
import { registerMoney } from './register-money.ts';
import { registerNewScripts } from './register-new-scripts.ts';
import { registerNumbers } from './register-numbers.ts';
import { registerShifts } from './register-shifts.ts';
import { registerTelephone } from './register-telephone.ts';
import { ADMINISTERING, ANYBODY, SUPERVISING } from './roles.ts';
import { encryptedOnly, requireOfficer, SIGN_IN_PATH } from './session.ts';
import { signInForm, signInPage, signOutForm } from './sign-in.tsx';
import { stepUp } from './step-up.tsx';
import { registerStopLeads } from './stop-leads/register-stop-leads.ts';
import { registerTeachingDesk } from './teaching-desk/register-teaching-desk.ts';
import { registerTradeDesk } from './trade/register-trade-desk.ts';
import { registerVisits } from './visits/register-visits.ts';
import { registerWarnings } from './warnings/register-warnings.ts';
import { registerWorkIndex } from './work-index/register-work-index.ts';

/** The pages of the desk. What stands before all of them holds for those that others register here too. */
export function registerConsolePages(app: Hono, appDeps: AppDeps, limit: MiddlewareHandler): void {
  // Read once per change, however many pages of the desk ask for it.
  const queue = createLiveQueue(appDeps);
  const storage = { ...appDeps.storage, queue: async () => (await queue.read()).cases };
  const deps: PageDeps = { ...appDeps, storage, assets: createAssets(appDeps) };
  const pages = new Hono();
  pages.onError(onConsoleError(deps));
  pages.use('/console/*', noStore, encryptedOnly(deps.config), ownForms, notTooLarge, compress(), knownPages);
  pages.get(SIGN_IN_PATH, limit, signInPage(deps));
  pages.post(SIGN_IN_PATH, limit, signInForm(deps));
  pages.post('/console/sign-out', limit, signOutForm(deps));
  pages.post('/console/preferences', limit, saveDeskPreferences(deps));
  pages.get('/console/invitation', limit, invitationPage(deps));
  pages.post('/console/invitation', limit, invitationForm(deps));
  registerQueuePages(pages, deps);
  registerOfficerPages(pages, deps);
  registerCaseWork(pages, deps);
  registerAnswering(pages, deps);
  registerMoney(pages, deps);
  registerTelephone(pages, deps);
  registerAudit(pages, deps);
  registerKeeping(pages, deps);
  registerErasures(pages, deps);
  registerNumbers(pages, deps);
  registerShifts(pages, deps);
  registerLibrary(pages, deps);
  registerNewScripts(pages, deps);
  registerWarnings(pages, deps);
  registerVisits(pages, deps);
  registerAdvisors(pages, deps);
  registerStopLeads(pages, deps);
  registerPartners(pages, deps);
  registerIdentifiers(pages, deps);
  registerTeachingDesk(pages, deps);
  registerWorkIndex(pages, deps);
  registerTradeDesk(pages, deps);
  registerCitizensDesk(pages, deps);
  registerLive(pages, deps, queue);
  app.route('/', pages);
}

/** The list is for supervisors too; what changes accounts is for administrators. */
function registerOfficerPages(pages: Hono, deps: PageDeps): void {
  const administrator = requireOfficer(deps, ADMINISTERING);
  const forms = officerForms(deps);
  const again = stepUp(deps);
  const anybody = requireOfficer(deps, [...ANYBODY, 'advisor', 'partner']);
  pages.get(OWN_SESSIONS_PATH, anybody, ownSessionsPage(deps));
  pages.post(`${OWN_SESSIONS_PATH}/end`, anybody, endOwnSessions(deps));
  pages.get(OFFICERS_PATH, requireOfficer(deps, SUPERVISING), async (context) => context.html(await renderOfficers(deps, context)));
  pages.post(`${OFFICERS_PATH}/invite`, administrator, again, forms.invite);
  // Nothing that a stolen session wins by it: no code is asked for.
  pages.post(`${INVITATIONS_PATH}/:invitation/withdraw`, administrator, forms.withdraw);
  pages.post(`${OFFICERS_PATH}/:id/disable`, administrator, again, forms.disable);
  pages.post(`${OFFICERS_PATH}/:id/enable`, administrator, again, forms.enable);
  pages.post(`${OFFICERS_PATH}/:id/sign-out`, administrator, forms.signOut);
  pages.post(`${OFFICERS_PATH}/:id/reset`, administrator, again, forms.reset);
}

/** Personal: neither the browser nor a proxy keeps it. */
const noStore: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
};

/** Where there is no page, the desk says so itself, and not the page for citizens. */
const knownPages: MiddlewareHandler = async (context, next) => {
  // No name of ours has it in it, and some databases fail over it.
  if (context.req.url.includes('%00')) throw unknownPage();
  await next();
  const known = matchedRoutes(context).some(({ method }) => method !== 'ALL');
  if (!known && context.res.status === 404) throw unknownPage();
};

function unknownPage(): AppError {
  return new AppError('page.unknown', '没有这一页，网址可能打错了。', 404);
}

/** The host is compared, not the scheme: behind a TLS proxy we are spoken to in plain HTTP. */
const ownForms = csrf({ origin: (origin, context) => URL.canParse(origin) && new URL(origin).host === context.req.header('host') });

const limited = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: () => {
    throw new AppError('request.too-large', `the form may have ${MAX_FORM_BYTES} bytes at most`, 413);
  },
});

/** A file of warnings bounds itself while it is read. */
const notTooLarge: MiddlewareHandler = (context, next) =>
  context.req.method === 'POST' && context.req.path === '/console/warnings/imports' ? next() : limited(context, next);
