import type { Context } from 'hono';
import { leadFromCase } from '../../../stop-loss/prefill.ts';
import { fieldOf, firstPaid, readTransfers, typedTransfers } from '../../../stop-loss/stop-lead.ts';
import { timePassed } from '../../../stop-loss/time-passed.ts';
import type { Officer } from '../../../storage/officer.ts';
import type { ListedStopLead } from '../../../storage/stop-loss/list-leads.ts';
import type { ReceivedLead } from '../../../storage/stop-loss/receive-lead.ts';
import { ALL_QUICK_TEXTS } from '../../citizen/composer.tsx';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { unknownCase } from '../case-page.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { aDayAgo } from '../visits/visiting.ts';
import { LeadFields } from './lead-fields.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';
import { LeadTable, STOP_LEADS_PATH } from './stop-leads-page.tsx';

export interface NewLeadForm {
  readonly typed: Readonly<Record<string, string>>;
  readonly problem: string | null;
  /** The lead that this form has made already, of other words. */
  readonly before?: Pick<ReceivedLead, 'id' | 'number'>;
}

interface Words {
  readonly title: string;
  readonly first: string;
  readonly filled: string;
  readonly closedToYou: string;
  readonly there: string;
  readonly before: string;
  readonly beforeMore: string;
  readonly save: string;
  readonly back: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '记一条止付线索',
    first: '先让他打110，说“我被骗了，要止付”。知道多少记多少：金额、时间、账号有一样就能存。',
    filled: '表里先填了他说过的和已经记下的，核对了再存。',
    closedToYou: '这一单不是您在办，没有自动带出内容。接手以后再来，会自动填好。',
    there: '这一单已经有线索：',
    before: '没有存：这张表已经存成了线索',
    beforeMore: '，这次写的和那次不一样。要改，打开那条线索改；是另外的钱，再按一次“存成线索”，会另存一条。',
    save: '存成线索',
    back: '回工单',
  },
  en: {
    title: 'Take down a stop lead',
    first:
      'First have him ring 110 and say that he was cheated and wants the payment stopped. Note what is known: amount, time or account is enough.',
    filled: 'Filled in from what he has said and what is known already. Check it with him before you save.',
    closedToYou: 'The case is not yours, so nothing of it was filled in. Claim it first, then come back.',
    there: 'This case has leads already:',
    before: 'Not saved: this form was saved before as lead ',
    beforeMore:
      ', and says something else now. To change it, open that lead. If it is other money, save once more: it becomes a second lead.',
    save: 'Save the lead',
    back: 'Back to the case',
  },
};

/** `GET /console/stop-leads/new?case=…|warning=…`: opens at once, filled in as far as it is known. */
export async function renderNewLead(deps: PageDeps, context: Context, given: NewLeadForm | null = null): Promise<string> {
  const caseId = given?.typed.case ?? context.req.query('case') ?? '';
  const warning = given?.typed.warning ?? context.req.query('warning') ?? '';
  const deskCase = caseId === '' ? null : await deps.storage.deskCase(caseId);
  if (caseId !== '' && !deskCase) throw unknownCase();
  const officer = officerOf(context);
  const mayRead = deskCase !== null && (deskCase.owner?.id === officer.id || (await deps.storage.isUnmasked(officer.id, deskCase.id)));
  const phone = deskCase && mayRead && !given ? await deps.storage.telephoneOf(deskCase.id) : null;
  const not = { buttons: ALL_QUICK_TEXTS, numbers: [deps.config.HOTLINE_NUMBER, phone ?? ''] };
  const known = deskCase && mayRead && !given ? await leadFromCase(deps.storage, deskCase, deps.detector.library.links, not) : null;
  const warned = warning !== '' && !given ? await warnedPerson(deps, officer, warning) : null;
  const typed = given?.typed ?? {
    ...typedTransfers(known?.transfers ?? []),
    ...(warned?.account && !known?.transfers.length && { [fieldOf(1, 'fromAccount')]: warned.account }),
    name: known?.payer || (warned?.name ?? ''),
    idNumber: known?.payerId ?? '',
    phone: phone ?? warned?.phone ?? '',
    ...known?.story,
    case: caseId,
    warning,
    formId: deps.newId(),
  };
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: (
      <NewLead
        typed={typed}
        problem={given?.problem ?? null}
        {...(given?.before && { before: given.before })}
        leads={deskCase ? await deps.storage.stopLeadsOfCase(deskCase.id) : []}
        filled={(known?.transfers.length ?? 0) > 0 || Boolean(known?.story.story) || warned !== null}
        closedToYou={deskCase !== null && !mayRead}
        now={deps.now()}
      />
    ),
  });
}

/**
 * Whom the doorstep page shows to whoever goes there, and to nobody else: name and telephone; his account only to whoever has
 * claimed the warning. That it was read is written down.
 */
async function warnedPerson({ storage, now }: PageDeps, { id, role }: Pick<Officer, 'id' | 'role'>, warningId: string) {
  if (!(await storage.mayVisit({ id, role }, warningId, aDayAgo(now())))) return null;
  const warning = await storage.readWarning(warningId, { id, role });
  if (!warning?.person) return null;
  await storage.noteWarningRead(warningId, id);
  const { name, phone, account } = warning.person;
  return { name, phone, account: warning.owner?.id === id ? account : null };
}

interface NewLeadProps extends NewLeadForm {
  readonly leads: readonly ListedStopLead[];
  readonly filled: boolean;
  readonly closedToYou: boolean;
  readonly now: number;
}

function NewLead({ typed, problem, before, leads, filled, closedToYou, now }: NewLeadProps) {
  const words = useWords(WORDS);
  const lead = useWords(LEAD_FORM_WORDS);
  const paidAt = firstPaid(readTransfers(typed, now).map(({ transfer }) => transfer));
  return (
    <section class="queue-page stop-lead">
      {typed.case && (
        <a class="back" href={`/console/cases/${encodeURIComponent(typed.case)}`}>
          ← {words.back}
        </a>
      )}
      <h1>{words.title}</h1>
      {paidAt !== null && <p class="stop-minutes number">{lead.passed(timePassed(paidAt, now))}</p>}
      <p>{words.first}</p>
      {filled && <p class="quiet">{words.filled}</p>}
      {closedToYou && <p class="quiet">{words.closedToYou}</p>}
      {leads.length > 0 && (
        <>
          <h2>{words.there}</h2>
          <LeadTable leads={leads} now={now} />
        </>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {before && (
        <p class="problem" role="alert">
          {words.before}
          <a class="number" href={`${STOP_LEADS_PATH}/${before.id}`}>
            {before.number}
          </a>
          {words.beforeMore}
        </p>
      )}
      <form id="stop-lead-new" method="post" action={STOP_LEADS_PATH}>
        <input type="hidden" name="formId" value={typed.formId ?? ''} />
        <input type="hidden" name="case" value={typed.case ?? ''} />
        <input type="hidden" name="warning" value={typed.warning ?? ''} />
        <LeadFields typed={typed} />
        <button class="act act-first" type="submit" name="do" value="save">
          {words.save}
        </button>
      </form>
    </section>
  );
}
