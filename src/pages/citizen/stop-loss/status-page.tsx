import type { Context } from 'hono';
import { writtenAmount } from '../../../desk/amounts.ts';
import { maskName, maskNumber } from '../../../desk/masking.ts';
import { AppError } from '../../../errors.ts';
import { HANDED, WAY_NAMES } from '../../../stop-loss/police-sheet.ts';
import { firstPaid, type TransferBody, transferBodyOf } from '../../../stop-loss/stop-lead.ts';
import { countAmounts } from '../../../storage/stop-loss/count-amounts.ts';
import type { StopAnswer } from '../../../storage/stop-loss/read-answers.ts';
import type { StopLead } from '../../../storage/stop-loss/read-leads.ts';
import { Clock } from '../clock.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook, withCalls } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { Logo } from '../signs.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { Elapsed, FirstSteps } from './stop-loss-page.tsx';

const STEPS = [
  ['received', '已收到'],
  ['checked', '已电话核对'],
  ['sent', '已交公安'],
  ['answered', '公安已回复'],
] as const;
const NEXT: Readonly<Record<StopLead['state'], string>> = {
  received: '值班员会打您留的电话，核对是不是您本人。只问姓名和转账情况，不问密码和验证码。',
  checked: '已和您核对过，正在交给公安。',
  sent: '已交给公安。止不止付、止住多少，由公安决定，有回复会写在这一页。',
  answered: '公安对每一笔都有了回复，写在下面。后面还有消息，也写在这里。',
  closed: '这条线索已办结。',
};

/** `GET /stop-loss/:token`: what became of it, in the words of the police and no others. @throws AppError 404 `stop-lead.unknown` */
export async function renderStatus(deps: PageDeps, context: Context, problem: string | null = null): Promise<string> {
  const token = context.req.param('token') ?? '';
  const lead = await deps.storage.stopLeadOfToken(token);
  if (!lead) throw new AppError('stop-lead.unknown', 'there is no such stop lead', 404);
  context.header('X-Robots-Tag', 'noindex, nofollow');
  const now = deps.now();
  const transfers = lead.records.map(({ position, body }) => ({ position, transfer: transferBodyOf(body) }));
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const gone = lead.body === null;
  const reached = STEPS.findIndex(([state]) => state === (lead.state === 'closed' ? lastStep(lead) : lead.state));
  return renderPage({
    title: `止付线索 ${lead.number} · 反诈一哥`,
    description: '',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet stop-loss">
        <h1>
          <Logo /> 止付线索 <span class="number">{lead.number}</span>
        </h1>
        <p class="stop-received" role="status">
          已收到，<b>不等于已止付</b>。
        </p>
        {lead.state !== 'closed' && <FirstSteps />}
        {!gone && lead.state !== 'closed' && <Elapsed paidAt={firstPaid(transfers.map(({ transfer }) => transfer))} now={now} />}
        {problem && (
          <p class="stop-problem" role="alert">
            {problem}
          </p>
        )}
        <ol class="stop-steps" aria-label="办到哪一步">
          {STEPS.map(([, name], index) => (
            <li data-reached={index <= reached ? '' : undefined} aria-current={index === reached ? 'step' : undefined}>
              {name}
            </li>
          ))}
        </ol>
        <p>{NEXT[lead.state]}</p>
        {gone ? (
          <p>资料已按规定删除，只留下编号和金额。</p>
        ) : (
          <ul class="stop-records">
            {transfers.map(({ position, transfer }) => (
              <li>
                <p class="stop-record-head">
                  <b class="number">{transfer.amount === null ? '金额未知' : writtenAmount(transfer.amount)}</b>
                  <span>{WAY_NAMES[transfer.way]}</span>
                  {transfer.at !== null && <Clock at={transfer.at} now={now} />}
                </p>
                <p class="number">{receiverOf(transfer)}</p>
                <AnswerOf answer={lead.answers.find((one) => one.position === position)} now={now} />
              </li>
            ))}
          </ul>
        )}
        {lead.answers.length > 1 && !gone && <Sums lead={lead} />}
        <section class="stop-second" aria-labelledby="second-title">
          <h2 id="second-title">谁说能帮您把钱追回来，都是骗子</h2>
          <p>{withCalls('收费的、发链接的、加微信的“网警”“律师”“黑客”，都别理。公安退钱不收费。拿不准，自己打110问。', book)}</p>
          <p>
            本页不能证明任何人、任何付款可信。打电话来的人说对了编号，也不说明他是值班员：您可以挂掉，自己打
            {withCalls(deps.config.HOTLINE_NUMBER, book)}。
          </p>
        </section>
        {!gone && lead.state !== 'closed' && <EvidenceForm token={token} formId={deps.newId()} count={lead.evidence.length} />}
        {!gone && (
          <form class="stop-forget" method="post" action={`/stop-loss/${token}/forget`}>
            {lead.forgetAt === null ? (
              <>
                <p>不想留资料，可以要求删除。{lead.state === 'closed' ? '已经办结，马上就删。' : '还没办结时公安要用，办结后立即删。'}</p>
                <button class="stop-quiet" type="submit">
                  {lead.state === 'closed' ? '删掉我的资料' : '办结后删掉我的资料'}
                </button>
              </>
            ) : (
              <p role="status">记下了：{lead.state === 'closed' ? '您的资料马上删除。' : '办结后立即删除您的资料。'}</p>
            )}
          </form>
        )}
        <p class="stop-links">
          <a href={`/stop-loss/${token}`}>看最新情况</a> <a href="/">回到对话</a>
        </p>
        <p class="stop-small">这一页的网址只有您知道，别转给别人。</p>
      </main>
    ),
  });
}

/** To which account, masked; what was handed over: where and to whom, as he wrote it. */
function receiverOf({ way, payee, account, bank, courier, place, plate, waybill }: TransferBody): string {
  const said = (name: string, text: string): string => (text === '' ? '' : `${name}${text}`);
  const parts = [
    said('给 ', [maskName(payee), maskNumber(account), bank].filter((text) => text !== '').join(' ')),
    said('交给：', courier),
    said('地点：', place),
    said('车牌：', maskNumber(plate)),
    said('运单：', maskNumber(waybill)),
  ].filter((text) => text !== '');
  if (parts.length > 0) return parts.join('　');
  return HANDED.has(way) ? '交给谁、在哪里交的：待补' : '给（账号待补）';
}

function lastStep(lead: StopLead): StopLead['state'] {
  if (lead.answers.length > 0) return 'answered';
  return lead.sentVersion !== null ? 'sent' : lead.checkedAt !== null ? 'checked' : 'received';
}

/** Exactly what was said, each sum by its own name; what was not said is not made up. */
function AnswerOf({ answer, now }: { answer: StopAnswer | undefined; now: number }) {
  if (!answer) return <p class="stop-answer stop-none">公安还没有回复这一笔。</p>;
  const sums = [
    ['止付金额', answer.stopped],
    ['其中您的', answer.ownShare],
    ['其中别人的', answer.othersShare],
    ['已返还', answer.returned],
  ] as const;
  return (
    <div class="stop-answer">
      <p>
        公安回复（
        <Clock at={answer.answeredAt} now={now} />）{answer.refused && '：没有止住'}
      </p>
      <dl>
        {sums.map(([name, fen]) =>
          fen === null ? null : (
            <div>
              <dt>{name}</dt>
              <dd class="number">{writtenAmount(fen)}</dd>
            </div>
          ),
        )}
      </dl>
      {answer.reason !== '' && <p>{answer.reason}</p>}
    </div>
  );
}

function Sums({ lead }: { lead: StopLead }) {
  const { stopped, ownShare, returned } = countAmounts(lead.answers);
  return (
    <p class="stop-sums number">
      合起来：止付 {writtenAmount(stopped)}，其中您的 {writtenAmount(ownShare)}；已返还 {writtenAmount(returned)}
      。止付的钱还要依法核实，不等于都能退。
    </p>
  );
}
