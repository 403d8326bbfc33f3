import type { Context } from 'hono';
import { writtenAmount } from '../../../desk/amounts.ts';
import { maskName, maskNumber, maskText } from '../../../desk/masking.ts';
import { AppError } from '../../../errors.ts';
import { takesTelephone, telephoneOf } from '../../../stop-loss/add-telephone.ts';
import { correctionsOf, mayCorrect } from '../../../stop-loss/corrections.ts';
import { HANDED } from '../../../stop-loss/police-sheet.ts';
import { firstPaid, leadBodyOf, type TransferBody, transferBodyOf } from '../../../stop-loss/stop-lead.ts';
import { countAmounts } from '../../../storage/stop-loss/count-amounts.ts';
import type { StopAnswer } from '../../../storage/stop-loss/read-answers.ts';
import type { StopLead } from '../../../storage/stop-loss/read-leads.ts';
import { useWords } from '../../console/language.tsx';
import { AsWritten } from '../as-written.tsx';
import { Clock } from '../clock.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook, withCalls } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { Corrected, CorrectForm } from './correct-form.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { ReachNotice } from './reach-notice.tsx';
import { STATUS_WORDS } from './status-words.ts';
import { Elapsed, FirstSteps } from './stop-loss-page.tsx';

type StatusWords = (typeof STATUS_WORDS)['en'];

const STEPS = ['received', 'checked', 'sent', 'answered'] as const;

/** What a form of the page says that did not succeed: what is wrong, or the telephone that cannot be rung either. */
interface StatusRemark {
  readonly problem?: string;
  readonly telephone?: string;
  /** What he has typed to correct the lead. */
  readonly correction?: { readonly typed: Readonly<Record<string, string>>; readonly phoneUnread: boolean };
}

/** `GET /stop-loss/:token`: what became of it, in the words of the police and no others. @throws AppError 404 `stop-lead.unknown` */
export async function renderStatus(
  deps: PageDeps,
  context: Context,
  { problem, telephone, correction }: StatusRemark = {},
): Promise<string> {
  const token = context.req.param('token') ?? '';
  const lead = await deps.storage.stopLeadOfToken(token);
  if (!lead) throw new AppError('stop-lead.unknown', 'there is no such stop lead', 404);
  context.header('X-Robots-Tag', 'noindex, nofollow');
  const now = deps.now();
  const transfers = lead.records.map(({ position, body }) => ({ position, transfer: transferBodyOf(body) }));
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const gone = lead.body === null;
  const preferences = readPreferences(context);
  const words = STATUS_WORDS[preferences.language];
  const hotline = deps.config.HOTLINE_NUMBER;
  // Later an officer has spoken with him already; whom he has rung himself he has spoken with at once.
  const toRing = lead.state === 'received' && !gone;
  const reached = toRing ? await telephoneOf(deps.storage, lead, hotline) : null;
  const unreached = toRing && reached === null && lead.origin !== 'call';
  const end = lead.state === 'closed' ? 'closed' : 'open';
  const step = STEPS.findIndex((state) => state === (lead.state === 'closed' ? lastStep(lead) : lead.state));
  return renderPage({
    title: words.title(lead.number),
    description: '',
    preferences,
    urls: await deps.assets.urls(),
    page: 'plain',
    bilingual: true,
    children: (
      <main class="sheet stop-loss">
        <h1>
          {words.heading} <span class="number">{lead.number}</span>
        </h1>
        <p class="stop-received" role="status" tabindex={-1} autofocus={!unreached && !problem && !correction}>
          {words.receivedBefore}
          <b>{words.received}</b>
          {preferences.language === 'en' ? '.' : '。'}
        </p>
        {unreached && (
          <ReachNotice
            token={token}
            number={lead.number}
            hotline={hotline}
            said={leadBodyOf(lead.body).phone}
            tried={telephone ?? null}
            takes={takesTelephone(lead)}
          />
        )}
        {lead.state !== 'closed' && <FirstSteps />}
        {!gone && lead.state !== 'closed' && <Elapsed paidAt={firstPaid(transfers.map(({ transfer }) => transfer))} now={now} />}
        {problem && (
          <p class="stop-problem" role="alert" tabindex={-1} autofocus>
            {problem}
          </p>
        )}
        <ol class="stop-steps" aria-label={words.steps}>
          {STEPS.map((state, index) => (
            <li data-reached={index <= step ? '' : undefined} aria-current={index === step ? 'step' : undefined}>
              {words.names[state]}
            </li>
          ))}
        </ol>
        <p>{lead.state === 'received' ? words.ring(reached === null ? null : maskNumber(reached)) : words.next[lead.state]}</p>
        {gone ? (
          <p>{words.gone}</p>
        ) : (
          <ul class="stop-records">
            {transfers.map(({ position, transfer }) => (
              <li>
                <p class="stop-record-head">
                  <b class="number">{transfer.amount === null ? words.unknown : words.amount(writtenAmount(transfer.amount))}</b>
                  <span>{words.ways[transfer.way]}</span>
                  {transfer.at !== null && <Clock at={transfer.at} now={now} />}
                </p>
                <NotUnderstood transfer={transfer} />
                <p class="number">
                  <AsWritten text={receiverOf(transfer, words)} />
                </p>
                <AnswerOf answer={lead.answers.find((one) => one.position === position)} now={now} />
              </li>
            ))}
          </ul>
        )}
        {correctionsOf(lead.body).length > 0 && <Corrected />}
        {mayCorrect(lead) && (
          <CorrectForm
            token={token}
            seen={lead.acts}
            transfers={transfers.map(({ transfer }) => transfer)}
            phone={reached}
            typed={correction?.typed ?? null}
            phoneUnread={correction?.phoneUnread === true}
            now={now}
          />
        )}
        {lead.answers.length > 1 && !gone && <Sums lead={lead} />}
        <section class="stop-second" aria-labelledby="second-title">
          <h2 id="second-title">{words.second}</h2>
          <p>{withCalls(words.secondTells, book)}</p>
          <p>{withCalls(words.proves(hotline), book)}</p>
        </section>
        {!gone && lead.state !== 'closed' && <EvidenceForm token={token} formId={deps.newId()} count={lead.evidence.length} />}
        {!gone && (
          <form class="stop-forget" method="post" action={`/stop-loss/${token}/forget`} data-forgets-words="">
            {lead.forgetAt === null ? (
              <>
                <p>{words.forget[end]}</p>
                <button class="stop-quiet" type="submit">
                  {words.forgetDo[end]}
                </button>
              </>
            ) : (
              <p role="status">{words.forgetNoted[end]}</p>
            )}
          </form>
        )}
        <p class="stop-links">
          <a href={`/stop-loss/${token}`}>{words.again}</a> <a href="/">{words.back}</a>
        </p>
        <p class="stop-small">{words.address}</p>
      </main>
    ),
  });
}

/** What he wrote and nobody can reckon with: it is kept, and he is told, so that he does not take it for understood. */
function NotUnderstood({ transfer: { amountSaid, atSaid } }: { transfer: TransferBody }) {
  const words = useWords(STATUS_WORDS);
  const said = [
    [words.amountUnread, amountSaid],
    [words.timeUnread, atSaid],
  ].filter(([, text]) => text !== '');
  if (said.length === 0) return null;
  return (
    <p class="stop-note">
      {said.map(([name, text = '']) => (
        <>
          {name} “<AsWritten text={maskText(text)} />”{words.ended}
        </>
      ))}
      {words.unreadTells}
    </p>
  );
}

/** To which account, masked; what was handed over: where and to whom, as he wrote it. */
function receiverOf({ way, payee, account, bank, courier, place, plate, waybill }: TransferBody, words: StatusWords): string {
  const said = (name: string, text: string): string => (text === '' ? '' : `${name}${text}`);
  const parts = [
    said(words.to, [maskName(payee), maskNumber(account), bank].filter((text) => text !== '').join(' ')),
    said(words.courier, courier),
    said(words.place, place),
    said(words.plate, maskNumber(plate)),
    said(words.waybill, maskNumber(waybill)),
  ].filter((text) => text !== '');
  if (parts.length > 0) return parts.join('　');
  return HANDED.has(way) ? words.handedUnknown : words.accountUnknown;
}

function lastStep(lead: StopLead): StopLead['state'] {
  if (lead.answers.length > 0) return 'answered';
  return lead.sentVersion !== null ? 'sent' : lead.checkedAt !== null ? 'checked' : 'received';
}

/** Exactly what was said, each sum by its own name; what was not said is not made up. */
function AnswerOf({ answer, now }: { answer: StopAnswer | undefined; now: number }) {
  const words = useWords(STATUS_WORDS);
  if (!answer) return <p class="stop-answer stop-none">{words.noAnswer}</p>;
  const sums = [
    [words.stopped, answer.stopped],
    [words.own, answer.ownShare],
    [words.others, answer.othersShare],
    [words.returned, answer.returned],
  ] as const;
  return (
    <div class="stop-answer">
      <p>
        {words.answered}（
        <Clock at={answer.answeredAt} now={now} />）{answer.refused && words.refused}
      </p>
      <dl>
        {sums.map(([name, fen]) =>
          fen === null ? null : (
            <div>
              <dt>{name}</dt>
              <dd class="number">{words.amount(writtenAmount(fen))}</dd>
            </div>
          ),
        )}
      </dl>
      {answer.reason !== '' && <p lang="zh-CN">{answer.reason}</p>}
    </div>
  );
}

function Sums({ lead }: { lead: StopLead }) {
  const words = useWords(STATUS_WORDS);
  const { stopped, ownShare, returned } = countAmounts(lead.answers);
  const written = (fen: number): string => words.amount(writtenAmount(fen));
  return <p class="stop-sums number">{words.sums(written(stopped), written(ownShare), written(returned))}</p>;
}
