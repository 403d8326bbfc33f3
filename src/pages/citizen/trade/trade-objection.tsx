import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { PageDeps } from '../page-deps.ts';
import { EMPTY_FORM, formId, renderTrade, TRADE_PATH, TradeField, type TradeForm, tradeFields } from './trade-frame.tsx';
import { checkedMerchant } from './trade-session.ts';

const MOST_REASON = 500;

interface ObjectionFormProps {
  /** The default that it is about. */
  readonly id: string;
  /** The answer in which he has seen it. */
  readonly enquiry: string;
  /** Of the form. */
  readonly formId: string;
  readonly form?: TradeForm;
}

export function ObjectionForm({ id, enquiry, formId: own, form = EMPTY_FORM }: ObjectionFormProps) {
  return (
    <form class="trade-form" method="post" action={`/trade/defaults/${encodeURIComponent(id)}/object`}>
      <input type="hidden" name="form" value={own} />
      <input type="hidden" name="enquiry" value={enquiry} />
      <TradeField form={form} id={`reason-${id}`} name="reason" label="您知道什么" most={MOST_REASON} long />
      <button class="trade-second" type="submit">
        提出异议
      </button>
    </form>
  );
}

/** `POST /trade/defaults/:id/object`: of whoever has just seen it in an answer. */
export async function objectTo(deps: PageDeps, context: Context): Promise<Response> {
  const merchant = await checkedMerchant(deps, context);
  const typed = await tradeFields(context);
  const { form, reason = '' } = typed;
  const id = context.req.param('id') ?? '';
  if (!(await deps.storage.sawDefault(merchant.id, id))) throw new AppError('trade.unknown', 'there is no such default', 404);
  if (reason === '' || reason.length > MOST_REASON) {
    context.status(422);
    return showRefused(deps, context, { typed, problems: { reason: `写一句您知道什么，最多${MOST_REASON}字。` } });
  }
  if (!(await deps.storage.object(formId(deps, form), id, merchant.id, reason))) {
    context.status(409);
    return showRefused(deps, context, { typed, problems: {} }, '没提成：您已经提过，或者这一笔刚有变化。');
  }
  return context.html(
    await renderTrade(deps, context, {
      title: '异议已收到',
      children: (
        <p>
          民警会查。查清以前，这条记录不会修复。<a href={TRADE_PATH}>回到核查</a>
        </p>
      ),
    }),
  );
}

/** A page of its own: the answer that he saw it in is open for half an hour, and what he wrote shall outlast it. */
async function showRefused(deps: PageDeps, context: Context, form: TradeForm, notice: string | null = null): Promise<Response> {
  const { enquiry = '' } = form.typed;
  const page = await renderTrade(deps, context, {
    title: '没提成异议',
    notice,
    children: (
      <>
        <ObjectionForm id={context.req.param('id') ?? ''} enquiry={enquiry} formId={deps.newId()} form={form} />
        <p>
          <a href={`/trade/enquiries/${encodeURIComponent(enquiry)}`}>回到查询结果</a>
        </p>
      </>
    ),
  });
  return context.html(page);
}
