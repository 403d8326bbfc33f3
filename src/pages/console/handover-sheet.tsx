import type { Child } from 'hono/jsx';
import type { SheetCallBack, SheetCase } from '../../storage/open-work.ts';
import { Clock } from './clock.tsx';
import { type HandoverWords, WORDS } from './handover-words.ts';
import { useWords } from './language.tsx';
import { UrgencySign } from './urgency-sign.tsx';

interface SheetCasesProps<Case extends SheetCase> {
  readonly title: string;
  readonly note?: string;
  readonly none: string;
  readonly cases: readonly Case[];
  readonly now: number;
  /** What stands in the last column, and its heading. */
  readonly last?: { readonly head: string; readonly of: (one: Case) => Child };
}

/** Cases by number and urgency; who wants to know more opens them. */
export function SheetCases<Case extends SheetCase>({ title, note, none, cases, now, last }: SheetCasesProps<Case>) {
  const words = useWords(WORDS);
  return (
    <section class="sheet-part">
      <h2>
        {title} <span class="number">{cases.length}</span>
      </h2>
      {cases.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <>
          {note && <p class="quiet">{note}</p>}
          <table class="figures stacked">
            <thead>
              <tr>
                <th scope="col">{words.urgency}</th>
                <th scope="col">{words.case}</th>
                <th scope="col">{words.opened}</th>
                {last && <th scope="col">{last.head}</th>}
              </tr>
            </thead>
            <tbody>
              {cases.map((one) => (
                <tr>
                  <td data-head={words.urgency}>
                    <UrgencySign urgency={one.urgency} />
                  </td>
                  <th scope="row" data-head={words.case}>
                    <CaseLink id={one.id} number={one.number} />
                  </th>
                  <td data-head={words.opened}>
                    <Clock at={one.createdAt} now={now} />
                  </td>
                  {last && <td data-head={last.head}>{last.of(one)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

export function SheetCallBacks({ callBacks, now }: { callBacks: readonly SheetCallBack[]; now: number }) {
  const words = useWords(WORDS);
  return (
    <section class="sheet-part">
      <h2>
        {words.callBacks} <span class="number">{callBacks.length}</span>
      </h2>
      {callBacks.length === 0 ? (
        <p class="quiet">{words.callBacksNone}</p>
      ) : (
        <table class="figures stacked">
          <thead>
            <tr>
              <th scope="col">{words.due}</th>
              <th scope="col">{words.case}</th>
              <th scope="col">{words.attempts}</th>
            </tr>
          </thead>
          <tbody>
            {callBacks.map(({ caseId, number, dueAt, attempts }) => (
              <tr>
                <td data-head={words.due}>
                  <Clock at={dueAt} now={now} />
                </td>
                <th scope="row" data-head={words.case}>
                  <CaseLink id={caseId} number={number} />
                </th>
                <td data-head={words.attempts}>{attemptsWord(attempts, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function attemptsWord(attempts: number, words: HandoverWords): string {
  return attempts === 0 ? '–' : `${attempts}${words.times}`;
}

function CaseLink({ id, number }: { id: string; number: string }) {
  return (
    <a class="number" href={`/console/cases/${encodeURIComponent(id)}`}>
      {number}
    </a>
  );
}
