import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Handover } from '../../storage/handovers.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { Clock } from './clock.tsx';
import { CaseTick, type HandoverRemark, Signature } from './handover-parts.tsx';
import { SheetCallBacks, SheetCases } from './handover-sheet.tsx';
import { type HandoverWords, WORDS } from './handover-words.ts';
import { HANDOVERS_PATH } from './handovers-page.tsx';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { officerOf } from './session.ts';

/**
 * `GET /console/handovers/:id`: a sheet as it was signed, and where the next officer signs; also the answer to a form that failed.
 * @throws AppError 404 `handover.unknown`
 */
export async function renderHandover(deps: PageDeps, context: Context, remark: HandoverRemark = { problems: {} }): Promise<string> {
  const words = WORDS[deskLanguage(context)];
  const sheet = await deps.storage.handover(context.req.param('id') ?? '');
  if (!sheet) throw new AppError('handover.unknown', words.unknown, 404);
  return renderConsole(deps, context, {
    title: words.sheet,
    children: <Sheet sheet={sheet} readerId={officerOf(context).id} remark={remark} now={deps.now()} />,
  });
}

interface SheetProps {
  readonly sheet: Handover;
  readonly readerId: string;
  readonly remark: HandoverRemark;
  readonly now: number;
}

function Sheet({ sheet, readerId, remark, now }: SheetProps) {
  const words = useWords(WORDS);
  const { id, from, to, createdAt, takenAt, body } = sheet;
  const own = from.id === readerId;
  const takes = takenAt === null && !own;
  const parts = (
    <>
      <SheetCases
        title={`${words.case} · ${from.display}`}
        {...(takes ? { note: words.takeNote } : {})}
        none={words.nothing}
        cases={body.cases}
        now={now}
        last={{
          head: words.goes,
          of: (one) =>
            one.goes && takes ? (
              <CaseTick caseId={one.id} label={`${words.goes} ${one.number}`} ticked={remark.ticked?.has(one.id) ?? true} />
            ) : (
              becameOf(sheet, one, words)
            ),
        }}
      />
      <SheetCases title={words.waiting} none={words.nothing} cases={body.waiting} now={now} />
      <SheetCallBacks callBacks={body.callBacks} now={now} />
      <section class="sheet-part">
        <h2>{words.remarks}</h2>
        {body.remarks === '' ? <p class="quiet">{words.noRemarks}</p> : <p class="sheet-remarks">{body.remarks}</p>}
      </section>
    </>
  );
  return (
    <section class="queue-page handover">
      <header class="queue-head">
        <a class="back" href={HANDOVERS_PATH}>
          {words.back}
        </a>
        <h1>{words.sheet}</h1>
        <p>
          {words.given} <b>{from.display}</b> <Clock at={createdAt} now={now} />
        </p>
        <p>
          {words.taken}{' '}
          {to && takenAt !== null ? (
            <>
              <b>{to.display}</b> <Clock at={takenAt} now={now} />
            </>
          ) : (
            words.notTaken
          )}
        </p>
      </header>
      {remark.problems.sheet && (
        <p class="refusal" role="alert">
          {remark.problems.sheet}
        </p>
      )}
      {takes ? (
        <form class="handover-form" method="post" action={`${HANDOVERS_PATH}/${encodeURIComponent(id)}/take`} aria-label={words.take}>
          {parts}
          <Signature button={words.takeButton} problem={remark.problems.code} />
        </form>
      ) : (
        <div class="handover-form">
          {parts}
          {takenAt === null && <p class="quiet">{words.ownSheet}</p>}
        </div>
      )}
      <p class="quiet on-screen">{words.print}</p>
    </section>
  );
}

/** Before it is signed for, what shall become of a case; afterwards what has. */
function becameOf({ moved }: Handover, { id, goes }: Handover['body']['cases'][number], words: HandoverWords): string {
  if (!goes) return words.stays;
  if (moved === null) return '✓';
  return moved.includes(id) ? words.moved : words.notMoved;
}
