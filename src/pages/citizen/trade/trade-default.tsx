import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { DEFAULT_ACTS, OBJECTION_DAYS, OBJECTION_LASTS } from '../../../storage/merchants/default-machine.ts';
import type { DatedStep, FiledDefault } from '../../../storage/merchants/trade-reading.ts';
import type { PageDeps } from '../page-deps.ts';
import { formId, renderTrade, TRADE_PATH, tradeFields } from './trade-frame.tsx';
import { TRADE_DAY } from './trade-home.tsx';
import { checkedMerchant } from './trade-session.ts';
import { TRADE_WORDS } from './trade-words.ts';

const WORDS = TRADE_WORDS['zh-CN'];
const LATE = '这一笔刚有变化，看看现在的情况。';

/** The creditor's own. @throws AppError 404 `trade.unknown` */
async function ownDefault(deps: PageDeps, context: Context): Promise<FiledDefault> {
  const merchant = await checkedMerchant(deps, context);
  const one = await deps.storage.readDefault(context.req.param('id') ?? '');
  if (one?.creditorId !== merchant.id) throw new AppError('trade.unknown', 'there is no such default of yours', 404);
  return one;
}

/** `GET /trade/defaults/:id`: for its creditor, every step with its day. */
export async function showDefault(deps: PageDeps, context: Context, notice: string | null = null): Promise<Response> {
  const one = await ownDefault(deps, context);
  const objections = await deps.storage.objectionsTo(one.id);
  const steps = await deps.storage.tradeSteps([one.id, ...objections.map(({ id }) => id)], 'default');
  return context.html(
    await renderTrade(deps, context, {
      title: `失约登记 ${one.number}`,
      notice,
      children: <Own one={one} steps={steps} form={deps.newId()} />,
    }),
  );
}

function Own({ one, steps, form }: { one: FiledDefault; steps: readonly DatedStep[]; form: string }) {
  const { id, name, licence, band, dueOn, papers, state, paidAt } = one;
  const path = `/trade/defaults/${encodeURIComponent(id)}`;
  return (
    <>
      <dl class="trade-facts">
        <dt>对方</dt>
        <dd>
          {name}，{licence}
        </dd>
        <dt>欠款</dt>
        <dd>
          {WORDS.bands[band]}，应在{dueOn}付清
        </dd>
        <dt>材料</dt>
        <dd class="trade-said">{papers}</dd>
        <dt>现在</dt>
        <dd>
          <b>{WORDS.states[state]}</b>
          {paidAt !== null &&
            `。所有债权人都说已还清，再过${OBJECTION_DAYS}天没人提出异议，就不再显示；最早${TRADE_DAY.format(paidAt + OBJECTION_LASTS)}。`}
        </dd>
      </dl>
      <div class="trade-ends">
        {DEFAULT_ACTS.paid.from.includes(state) && (
          <form method="post" action={`${path}/paid`}>
            <input type="hidden" name="form" value={`${form}-paid`} />
            <button class="trade-go" type="submit">
              对方已还清
            </button>
          </form>
        )}
        {DEFAULT_ACTS.withdrawn.from.includes(state) && (
          <form method="post" action={`${path}/withdraw`}>
            <input type="hidden" name="form" value={`${form}-off`} />
            <button class="trade-second" type="submit">
              登记错了，撤下
            </button>
          </form>
        )}
      </div>
      <section aria-labelledby="steps">
        <h2 id="steps">每一步</h2>
        <ol class="trade-steps">
          {steps.map(({ at, act, actor, note }) => (
            <li>
              <time class="number" dateTime={new Date(at).toISOString()}>
                {TRADE_DAY.format(at)}
              </time>
              <span>
                {WORDS.acts[act]}
                {actor === 'officer' && note !== null && `：${note}`}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <p>
        <a href={TRADE_PATH}>回到核查</a>
      </p>
    </>
  );
}

/** `POST /trade/defaults/:id/paid`, `…/withdraw` */
export async function actOnOwn(deps: PageDeps, context: Context, act: 'paid' | 'withdrawn'): Promise<Response> {
  const one = await ownDefault(deps, context);
  const { form } = await tradeFields(context);
  if (!(await deps.storage.actOnDefault(formId(deps, form), one.id, { actor: 'merchant', id: one.creditorId, act }))) {
    context.status(409);
    return showDefault(deps, context, LATE);
  }
  return context.redirect(`/trade/defaults/${encodeURIComponent(one.id)}`, 303);
}
