import type { Context } from 'hono';
import { AHEAD_OF_UTC } from '../../../hotline-time.ts';
import type { KeepRule } from '../../../storage/privacy/kept-table.ts';
import type { KeptReport } from '../../../storage/privacy/purge-report.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { ERASURES_PATH } from '../erasures/erasures-page.tsx';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { ADMINISTERING } from '../roles.ts';
import { officerOf } from '../session.ts';
import { keptFor } from './keeping-terms.ts';
import { KEEPING_WORDS } from './keeping-words.ts';

export const KEEPING_PATH = '/console/keeping';
const DAY = 86_400_000;
const DAYS_SHOWN = 3;

/** What was typed into the form for a copy, and what is wrong with it. */
export interface CopyRemark {
  readonly number: string;
  readonly reason: string;
  /** Which of them is wrong. */
  readonly field: 'number' | 'reason';
  readonly problem: string;
}

/** `GET /console/keeping`: how long what is kept; rows are counted only when asked for. */
export async function renderKeeping(deps: PageDeps, context: Context, remark?: CopyRemark): Promise<string> {
  const counted = context.req.query('count') === '1';
  const report = await deps.storage.keptReport(counted);
  return renderConsole(deps, context, {
    title: KEEPING_WORDS[deskLanguage(context)].title,
    children: (
      <Keeping
        {...{ report, counted, remark }}
        term={(rule) => keptFor(rule, deskLanguage(context), deps.config)}
        erases={ADMINISTERING.includes(officerOf(context).role)}
      />
    ),
  });
}

interface KeepingProps {
  readonly report: readonly KeptReport[];
  readonly counted: boolean;
  readonly remark: CopyRemark | undefined;
  readonly term: (rule: KeepRule) => string;
  /** He may erase somebody who asks for it. */
  readonly erases: boolean;
}

function Keeping({ report, counted, remark, term, erases }: KeepingProps) {
  const words = useWords(KEEPING_WORDS);
  return (
    <section class="queue-page">
      <header class="queue-head">
        <h1>{words.title}</h1>
      </header>
      <p class="quiet">{words.hint}</p>
      {!counted && (
        <p>
          <a href={`${KEEPING_PATH}?count=1`}>{words.count}</a>
        </p>
      )}
      <table class="queue keeping stacked">
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.map(({ keep, rows, oldest, removed }) => (
            <tr>
              <th scope="row">{words.kinds[keep]}</th>
              <td data-head={words.columns[1]}>{term(keep)}</td>
              <td data-head={words.columns[2]}>{counted ? rows : '…'}</td>
              <td data-head={words.columns[3]}>{oldest === null ? '–' : dateOf(oldest)}</td>
              <td data-head={words.columns[4]}>
                {removed.length === 0
                  ? words.never
                  : removed
                      .slice(0, DAYS_SHOWN)
                      .map(({ day, removed: gone }) => words.removed(gone, dateOf(day * DAY)))
                      .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{erases ? <a href={ERASURES_PATH}>{words.erase}</a> : words.eraseBy}</p>
      <CopyForm remark={remark} />
    </section>
  );
}

function CopyForm({ remark }: { remark: CopyRemark | undefined }) {
  const words = useWords(KEEPING_WORDS);
  return (
    <section class="gate gate-wide" aria-labelledby="copy">
      <h2 id="copy">{words.copyTitle}</h2>
      <p>{words.copyHint}</p>
      <form class="gate-form reason-form" method="post" action={`${KEEPING_PATH}/copy`}>
        <div class="field">
          <label for="number">{words.caseNumber}</label>
          <input id="number" name="number" required value={remark?.number ?? ''} {...faulty(remark, 'number')} />
          <Problem remark={remark} field="number" />
        </div>
        <div class="field">
          <label for="reason">{words.reason}</label>
          <textarea id="reason" name="reason" rows={2} required {...faulty(remark, 'reason')}>
            {remark?.reason ?? ''}
          </textarea>
          <Problem remark={remark} field="reason" />
        </div>
        <div class="reason-foot">
          <button class="go" type="submit" name="as" value="text">
            {words.text}
          </button>
          <button class="act" type="submit" name="as" value="json">
            {words.json}
          </button>
        </div>
      </form>
    </section>
  );
}

function faulty(remark: CopyRemark | undefined, field: CopyRemark['field']) {
  return remark?.field === field ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${field}-problem` } : {};
}

function Problem({ remark, field }: { remark: CopyRemark | undefined; field: CopyRemark['field'] }) {
  if (remark?.field !== field) return null;
  return (
    <span id={`${field}-problem`} class="problem" role="alert">
      {remark.problem}
    </span>
  );
}

/** Days of the city. */
function dateOf(at: number): string {
  return new Date(at + AHEAD_OF_UTC).toISOString().slice(0, 10);
}
