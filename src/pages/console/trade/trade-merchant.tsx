import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Merchant } from '../../../storage/merchants/merchant-accounts.ts';
import type { DatedStep } from '../../../storage/merchants/trade-reading.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { sha256 } from '../../citizen/trade/trade-session.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { timeText } from '../print-value.tsx';
import { officerOf } from '../session.ts';
import { readDecision } from './trade-decision.ts';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';
import { Decide, type DeskRemark, TRADE_DESK_PATH, TradeFacts, TradeSteps } from './trade-parts.tsx';

interface Shown {
  readonly remark?: DeskRemark | null;
  readonly notice?: string | null;
  readonly link?: string | null;
}

/** @throws AppError 404 `trade.unknown` */
async function merchantOfPage(deps: PageDeps, context: Context): Promise<Merchant> {
  const merchant = await deps.storage.readMerchant(context.req.param('id') ?? '');
  if (!merchant) throw new AppError('trade.unknown', TRADE_DESK_WORDS[deskLanguage(context)].unknown, 404);
  return merchant;
}

/** `GET /console/trade/merchants/:id`: in full, and so it is written down. */
export async function showMerchant(
  deps: PageDeps,
  context: Context,
  { remark = null, notice = null, link = null }: Shown = {},
): Promise<Response> {
  const merchant = await merchantOfPage(deps, context);
  await deps.storage.auditTradeRead(merchant.id, officerOf(context).id);
  const steps = await deps.storage.tradeSteps([merchant.id], 'merchant');
  return context.html(
    await renderConsole(deps, context, {
      title: TRADE_DESK_WORDS[deskLanguage(context)].merchant,
      children: <MerchantPage merchant={merchant} steps={steps} remark={remark} notice={notice} link={link} form={deps.newId()} />,
    }),
  );
}

interface MerchantPageProps {
  readonly merchant: Merchant;
  readonly steps: readonly DatedStep[];
  readonly remark: DeskRemark | null;
  readonly notice: string | null;
  readonly link: string | null;
  readonly form: string;
}

function MerchantPage({ merchant, steps, remark, notice, link, form }: MerchantPageProps) {
  const words = useWords(TRADE_DESK_WORDS);
  const path = `${TRADE_DESK_PATH}/merchants/${encodeURIComponent(merchant.id)}`;
  return (
    <section class="queue-page trade-desk">
      <nav class="index-way">
        <a href={TRADE_DESK_PATH}>{words.back}</a>
      </nav>
      <h1>
        {words.merchant} <span class="number">{merchant.number}</span>
      </h1>
      {notice && (
        <p class="notice" role="alert">
          {notice}
        </p>
      )}
      {link && (
        <p class="notice">
          {words.linkMade} <span class="secret">{link}</span>
        </p>
      )}
      <TradeFacts
        rows={[
          [words.name, <span lang="zh-CN">{merchant.name}</span>],
          [words.licence, <span class="number">{merchant.licence}</span>],
          [words.market, <span lang="zh-CN">{merchant.market}</span>],
          [words.contact, <span lang="zh-CN">{merchant.contact}</span>],
          [words.phone, <span class="number">{merchant.phone}</span>],
          [words.state, words.merchantStates[merchant.state]],
          [words.since, <span class="number">{timeText(merchant.createdAt)}</span>],
        ]}
      />
      {merchant.state === 'pending' && (
        <Decide
          action={`${path}/check`}
          form={form}
          how={words.howMerchant}
          label={words.reasonShown}
          remark={remark}
          answers={[
            ['accept', words.accept],
            ['refuse', words.refuse],
          ]}
        />
      )}
      {merchant.state === 'checked' && (
        <>
          <form class="trade-desk-decide" method="post" action={`${path}/link`}>
            <p class="quiet">{words.linkNote}</p>
            <input type="hidden" name="form" value={`${form}-link`} />
            <button class="act" type="submit">
              {words.link}
            </button>
          </form>
          <details class="trade-desk-decide">
            <summary>{words.close}</summary>
            <form method="post" action={`${path}/close`}>
              <p class="quiet">{words.closeNote}</p>
              <input type="hidden" name="form" value={`${form}-close`} />
              <button class="act" type="submit">
                {words.close}
              </button>
            </form>
          </details>
        </>
      )}
      <TradeSteps steps={steps} />
    </section>
  );
}

/** `POST /console/trade/merchants/:id/check` */
export async function checkMerchant(deps: PageDeps, context: Context): Promise<Response> {
  const merchant = await merchantOfPage(deps, context);
  const words = TRADE_DESK_WORDS[deskLanguage(context)];
  const { form, answer, note, problem } = await readDecision(deps, context, ['accept', 'refuse'], ['refuse']);
  if (problem) {
    context.status(422);
    return showMerchant(deps, context, { remark: { problem, said: note } });
  }
  if (!(await deps.storage.decideMerchant(form, merchant.id, officerOf(context).id, answer === 'accept', note))) {
    context.status(409);
    return showMerchant(deps, context, { notice: words.late, remark: { problem: words.late, said: note } });
  }
  return context.redirect(TRADE_DESK_PATH, 303);
}

/** `POST /console/trade/merchants/:id/link`: shown once; the same form again makes none. */
export async function linkMerchant(deps: PageDeps, context: Context): Promise<Response> {
  const merchant = await merchantOfPage(deps, context);
  const { form } = await readDecision(deps, context, [], []);
  const token = deps.newId();
  const made = await deps.storage.giveMerchantLink(form, merchant.id, officerOf(context).id, await sha256(token));
  const host = context.req.header('host') ?? '';
  const base = deps.config.PUBLIC_URL || `http://${host}`;
  if (!made) context.status(409);
  return showMerchant(
    deps,
    context,
    made ? { link: `${base}/trade/link?token=${token}` } : { notice: TRADE_DESK_WORDS[deskLanguage(context)].late },
  );
}

/** `POST /console/trade/merchants/:id/close` */
export async function closeMerchant(deps: PageDeps, context: Context): Promise<Response> {
  const merchant = await merchantOfPage(deps, context);
  const { form } = await readDecision(deps, context, [], []);
  if (!(await deps.storage.closeMerchant(form, merchant.id, { officerId: officerOf(context).id }))) {
    context.status(409);
    return showMerchant(deps, context, { notice: TRADE_DESK_WORDS[deskLanguage(context)].late });
  }
  return context.redirect(TRADE_DESK_PATH, 303);
}
