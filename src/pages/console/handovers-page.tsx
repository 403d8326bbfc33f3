import type { Context } from 'hono';
import type { HandoverLine } from '../../storage/handovers.ts';
import type { OpenWork } from '../../storage/open-work.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { PutBack } from '../citizen/put-back.tsx';
import { Clock } from './clock.tsx';
import { CaseTick, type HandoverRemark, Signature } from './handover-parts.tsx';
import { SheetCallBacks, SheetCases } from './handover-sheet.tsx';
import { WORDS } from './handover-words.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderLivePage } from './live-page.tsx';
import { officerOf } from './session.ts';

export const HANDOVERS_PATH = '/console/handovers';
const MOST_LISTED = 60;

/** `GET /console/handovers`: what he would hand over now, and the sheets that there are; also the answer to a form that failed. */
export async function renderHandovers(deps: PageDeps, context: Context, remark: HandoverRemark = { problems: {} }): Promise<string> {
  const [work, lines] = await Promise.all([deps.storage.openWork(officerOf(context).id), deps.storage.listHandovers(MOST_LISTED)]);
  return renderLivePage(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    address: HANDOVERS_PATH,
    cursor: await deps.storage.deskCursor(),
    children: <Handovers work={work} lines={lines} remark={remark} now={deps.now()} formId={deps.newId()} />,
  });
}

interface HandoversProps {
  readonly work: OpenWork;
  readonly lines: readonly HandoverLine[];
  readonly remark: HandoverRemark;
  readonly now: number;
  readonly formId: string;
}

function Handovers({ work, lines, remark, now, formId }: HandoversProps) {
  const words = useWords(WORDS);
  const { problems, ticked, remarks } = remark;
  return (
    <section class="queue-page handovers">
      <header class="queue-head">
        <h1>{words.title}</h1>
      </header>
      <div class="handover-columns">
        <form class="handover-form" method="post" action={HANDOVERS_PATH} aria-label={words.make}>
          <input type="hidden" name="form" value={formId} />
          <SheetCases
            title={words.mine}
            note={words.mineNote}
            none={words.mineNone}
            cases={work.cases}
            now={now}
            last={{
              head: words.goes,
              of: ({ id, number }) => <CaseTick caseId={id} label={`${words.goes} ${number}`} ticked={ticked?.has(id) ?? true} />,
            }}
          />
          <SheetCases title={words.waiting} none={words.waitingNone} cases={work.waiting} now={now} />
          <SheetCallBacks callBacks={work.callBacks} now={now} />
          <div class="field">
            <label for="remarks">{words.remarks}</label>
            <textarea
              id="remarks"
              name="remarks"
              rows={4}
              aria-describedby="remarks-hint remarks-problem"
              aria-invalid={problems.remarks ? 'true' : undefined}
            >
              {remarks ?? ''}
            </textarea>
            <PutBack of="remarks" />
            <span id="remarks-hint" class="hint">
              {words.remarksHint}
            </span>
            <span id="remarks-problem" class="problem">
              {problems.remarks ?? ''}
            </span>
          </div>
          <Signature button={words.give} problem={problems.code} />
        </form>
        <section class="sheet-part" aria-labelledby="earlier">
          <h2 id="earlier">{words.earlier}</h2>
          {lines.length === 0 ? <p class="quiet">{words.none}</p> : <Sheets lines={lines} now={now} />}
        </section>
      </div>
    </section>
  );
}

function Sheets({ lines, now }: { lines: readonly HandoverLine[]; now: number }) {
  const words = useWords(WORDS);
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">{words.given}</th>
          <th scope="col">{words.taken}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, from, to, createdAt, takenAt }) => (
          <tr>
            <th scope="row">
              {from.display} <Clock at={createdAt} now={now} />
            </th>
            <td>
              {to && takenAt !== null ? (
                <>
                  {to.display} <Clock at={takenAt} now={now} />
                </>
              ) : (
                <b>{words.notTaken}</b>
              )}
            </td>
            <td>
              <a href={`${HANDOVERS_PATH}/${encodeURIComponent(id)}`}>{words.open}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
