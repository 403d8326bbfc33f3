import type { Context } from 'hono';
import { readReceiptNumber } from '../../desk/receipt.ts';
import { AppError } from '../../errors.ts';
import { HotlineTime } from '../../hotline-time.ts';
import type { ReceiptEvidence } from '../../storage/receipt-evidence.ts';
import type { ListedReceipt, ReceiptState } from '../../storage/receipts.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { deskLanguage, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { RECEIPT_WORDS } from './receipt-words.ts';
import { SUPERVISING } from './roles.ts';
import { officerOf } from './session.ts';

/**
 * `GET /console/receipts/:number`: a page to print, for the case's owner and supervisors; who reads it is written down.
 * @throws AppError 404 `receipt.unknown`, 403 `account.not-allowed`
 */
export async function renderReceiptSheet(deps: PageDeps, context: Context): Promise<string> {
  const words = RECEIPT_WORDS[deskLanguage(context)];
  const officer = officerOf(context);
  const number = readReceiptNumber(context.req.param('number') ?? '');
  const receipt = number === null ? null : await deps.storage.findReceipt(number);
  if (!receipt) throw new AppError('receipt.unknown', words.unknown, 404);
  if (receipt.ownerId !== officer.id && !SUPERVISING.includes(officer.role))
    throw new AppError('account.not-allowed', words.notAllowed, 403);
  const read = await deps.storage.readReceipt(receipt.number, officer.id);
  if (!read) throw new AppError('receipt.unknown', words.unknown, 404);
  const typeNames = new Map(deps.detector.library.types.map(({ id, title }) => [id as string, { 'zh-CN': title.zh, en: title.en }]));
  const named = (type: string | null): string => (type === null ? '' : (typeNames.get(type)?.[deskLanguage(context)] ?? type));
  return renderConsole(deps, context, {
    title: `${words.title} ${receipt.number}`,
    children: <Sheet receipt={receipt} state={read.state} evidence={read.evidence} named={named} />,
  });
}

interface SheetProps {
  readonly receipt: ListedReceipt;
  readonly state: ReceiptState;
  readonly evidence: ReceiptEvidence | null;
  readonly named: (type: string | null) => string;
}

function Sheet({ receipt, state, evidence, named }: SheetProps) {
  const words = useWords(RECEIPT_WORDS);
  const { columns } = words;
  return (
    <article class="receipt-sheet">
      <a class="back" href={`/console/cases/${receipt.caseId}`}>
        {words.back}
      </a>
      <h1>
        {words.title} <span class="number">{receipt.number}</span>
      </h1>
      <p class={state === 'intact' ? 'notice' : 'refusal'} role="status">
        {words.states[state]}
      </p>
      <p>{words.vouches}</p>
      <p>
        {words.made} <Moment at={receipt.at} /> {receipt.officer}
        {evidence && ` · ${words.case} ${evidence.caseNumber}`}
      </p>
      {evidence && (
        <>
          <Table
            title={words.asked}
            heads={[columns.received, columns.told, columns.colour, columns.why, columns.release, columns.hash]}
            rows={evidence.messages.map((one) => [
              <Moment at={one.receivedAt} />,
              <Moment at={one.judgedAt} />,
              `${words.colours[one.colour] ?? one.colour} ${named(one.type)}`,
              <span lang="zh-CN">{one.reasons.map(({ id, why }) => `${id}: ${why}`).join('; ')}</span>,
              `${one.release}, ${one.engine}`,
              <code>{one.sha256}</code>,
            ])}
          />
          <Table
            title={words.judged}
            heads={[columns.at, columns.officer, columns.colour, columns.why]}
            rows={evidence.judgements.map((one) => [
              <Moment at={one.at} />,
              `${one.officer} (${one.officerId})`,
              `${words.colours[one.colour] ?? one.colour} ${named(one.type)}`,
              one.reason,
            ])}
          />
          <Table
            title={words.sent}
            heads={[columns.at, columns.author, columns.state, columns.hash]}
            rows={evidence.deliveries.map((one) => [
              <Moment at={one.at} />,
              words.authors[one.author] ?? one.author,
              words.deliveries[one.state] ?? one.state,
              <code>{one.sha256}</code>,
            ])}
          />
        </>
      )}
    </article>
  );
}

type Cell = string | ReturnType<typeof Moment>;

function Table({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly (readonly Cell[])[] }) {
  const { none } = useWords(RECEIPT_WORDS);
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p class="left">{none}</p>
      ) : (
        <table class="stacked">
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {row.map((cell, at) => (
                  <td data-head={heads[at]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const MOMENT = new HotlineTime('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

/** To the second, in the hotline's time: it may be read in court. */
function Moment({ at }: { at: number }) {
  return (
    <time class="number" dateTime={new Date(at).toISOString()}>
      {MOMENT.format(at)}
    </time>
  );
}
