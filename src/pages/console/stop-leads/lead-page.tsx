import type { Context } from 'hono';
import { typedTransfers } from '../../../stop-loss/stop-lead.ts';
import { timePassed } from '../../../stop-loss/time-passed.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { SUPERVISING } from '../roles.ts';
import { officerOf } from '../session.ts';
import { AnswersPart } from './answers-part.tsx';
import { CitizenCorrections } from './citizen-corrections.tsx';
import { LeadFields } from './lead-fields.tsx';
import { LEAD_PAGE_WORDS } from './lead-page-words.ts';
import { CLOSINGS, type LeadPageProps, type LeadRemark, Seen } from './lead-parts.tsx';
import { type LeadView, loadLeadView } from './lead-view.ts';
import { CheckPart, SendPart } from './police-parts.tsx';
import { SheetParts } from './sheet-parts.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';
import { STOP_LEADS_PATH } from './stop-leads-page.tsx';

/** `GET /console/stop-leads/:id`: everything known of one lead, and the next step. */
export async function renderLead(deps: PageDeps, context: Context, remark: LeadRemark | null = null): Promise<string> {
  const view = await loadLeadView(deps, context);
  const { lead } = view;
  const props: LeadPageProps = {
    view,
    officer: officerOf(context),
    now: deps.now(),
    newId: deps.newId,
    remark,
    connected: await deps.storage.policeAreConnected(),
    posts: await deps.storage.stopLeadPosts(lead.number),
    token: await deps.storage.stopLeadToken(lead.id),
  };
  return renderConsole(deps, context, {
    title: `${LEAD_FORM_WORDS[deskLanguage(context)].title} ${lead.number}`,
    children: <LeadPage {...props} />,
  });
}

function LeadPage(props: LeadPageProps) {
  const { view, now, remark, token } = props;
  const { lead, mine, gone } = view;
  const words = useWords(LEAD_PAGE_WORDS);
  const form = useWords(LEAD_FORM_WORDS);
  const open = lead.state !== 'closed' && !gone;
  return (
    <section class="queue-page stop-lead">
      <a class="back" href={STOP_LEADS_PATH}>
        ← {words.back}
      </a>
      <header class="stop-lead-head">
        <h1 class="number">{lead.number}</h1>
        <b class="stop-state">{form.states[lead.state]}</b>
        <span>{lead.closedWhy === null ? words.lead : form.ends[lead.closedWhy]}</span>
        {lead.caseId && <a href={`/console/cases/${encodeURIComponent(lead.caseId)}`}>{words.caseLink}</a>}
      </header>
      {open && lead.firstPaidAt !== null && <p class="stop-minutes number">{form.passed(timePassed(lead.firstPaidAt, now))}</p>}
      {remark?.problem && (
        <p class="notice" role="alert">
          {remark.problem}
        </p>
      )}
      {open && <Handler {...props} />}
      {gone ? <p>{words.gone}</p> : !mine && <p class="quiet">{words.masked}</p>}
      {lead.forgetAt !== null && !gone && <p class="quiet">{words.forget}</p>}
      {!gone && <SheetParts sheet={view.sheet} sameAccount={view.sameAccount} />}
      <CitizenCorrections view={view} now={now} />
      {open && mine && <ChangePart {...props} />}
      {open && mine && <CheckPart {...props} />}
      {open && mine && <SendPart {...props} />}
      <AnswersPart {...props} />
      {!gone && <EvidencePart view={view} />}
      {mine && !gone && (
        <section>
          <h2>{words.citizen}</h2>
          <p>
            <a class="number" href={`/stop-loss/${token}`}>
              {`/stop-loss/${token}`}
            </a>
          </p>
          <p class="quiet">{words.citizenHint}</p>
        </section>
      )}
      {open && mine && <ClosePart {...props} />}
    </section>
  );
}

function Handler(props: LeadPageProps) {
  const { lead, mine } = props.view;
  const words = useWords(LEAD_PAGE_WORDS);
  const path = `${STOP_LEADS_PATH}/${lead.id}`;
  const mayTakeOver = SUPERVISING.includes(props.officer.role);
  return (
    <div class="stop-handler">
      {lead.handler && <span class="owner-line">{mine ? words.yours : words.theirs(lead.handler.display)}</span>}
      {!lead.handler && (
        <form method="post" action={`${path}/take`}>
          <Seen {...props} />
          <button class="act act-first" type="submit">
            {words.take}
          </button>
        </form>
      )}
      {lead.handler && !mine && mayTakeOver && (
        <form method="post" action={`${path}/take`}>
          <Seen {...props} />
          <button class="act" type="submit" name="over" value="1">
            {words.takeOver}
          </button>
        </form>
      )}
      {mine && (
        <form method="post" action={`${path}/release`}>
          <Seen {...props} />
          <button class="act" type="submit">
            {words.release}
          </button>
        </form>
      )}
    </div>
  );
}

function ChangePart(props: LeadPageProps) {
  const { view, remark } = props;
  const words = useWords(LEAD_PAGE_WORDS);
  const failed = remark?.form === 'change';
  return (
    <details class="stop-change" open={failed}>
      <summary class="act">{words.change}</summary>
      <form method="post" action={`${STOP_LEADS_PATH}/${view.lead.id}/change`}>
        <Seen {...props} />
        <LeadFields typed={failed ? remark.typed : typedLead(view)} />
        <button class="act act-first" type="submit" name="do" value="save">
          {words.save}
        </button>
      </form>
    </details>
  );
}

function typedLead({ sheet }: LeadView): Readonly<Record<string, string>> {
  const positions = sheet.transfers.map(({ position }, index) => [`t${index + 1}-position`, String(position)] as const);
  return { ...sheet.body, ...typedTransfers(sheet.transfers.map(({ transfer }) => transfer)), ...Object.fromEntries(positions) };
}

function EvidencePart({ view: { lead, mine } }: { view: LeadView }) {
  const words = useWords(LEAD_PAGE_WORDS);
  return (
    <section>
      <h2>{words.evidence}</h2>
      {lead.evidence.length === 0 ? (
        <p class="quiet">{words.noEvidence}</p>
      ) : mine ? (
        <ul class="stop-files">
          {lead.evidence.map(({ id, mediaType, size }, index) => (
            <li>
              <a href={`${STOP_LEADS_PATH}/${lead.id}/evidence/${id}`} target="_blank" rel="noreferrer">
                {`${index + 1} · ${mediaType} · ${Math.ceil(size / 1024)} KB`}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p class="quiet">
          {lead.evidence.length} · {words.onlyHandler}
        </p>
      )}
    </section>
  );
}

function ClosePart(props: LeadPageProps) {
  const words = useWords(LEAD_PAGE_WORDS);
  const { ends } = useWords(LEAD_FORM_WORDS);
  return (
    <section>
      <h2>{words.close}</h2>
      <form class="stop-close" method="post" action={`${STOP_LEADS_PATH}/${props.view.lead.id}/close`}>
        <Seen {...props} />
        <label for="close-why">{words.why}</label>
        <select id="close-why" name="why">
          {CLOSINGS.map((why) => (
            <option value={why} selected={props.remark?.typed.why === why}>
              {ends[why]}
            </option>
          ))}
        </select>
        <button class="act" type="submit">
          {words.closeNow}
        </button>
      </form>
    </section>
  );
}
