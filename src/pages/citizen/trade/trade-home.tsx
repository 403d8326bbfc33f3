import type { Context } from 'hono';
import { HotlineTime } from '../../../hotline-time.ts';
import { OBJECTION_LASTS } from '../../../storage/merchants/default-machine.ts';
import type { Merchant } from '../../../storage/merchants/merchant-accounts.ts';
import { ENQUIRY_PURPOSES } from '../../../storage/merchants/merchants-tables.ts';
import { ENQUIRIES_A_DAY } from '../../../storage/merchants/trade-enquiries.ts';
import type { FiledDefault } from '../../../storage/merchants/trade-reading.ts';
import type { PageDeps } from '../page-deps.ts';
import { EMPTY_FORM, renderTrade, TradeChoice, TradeField, type TradeForm } from './trade-frame.tsx';
import { merchantIfAny } from './trade-session.ts';
import { TRADE_WORDS } from './trade-words.ts';

export const TRADE_DAY = new HotlineTime('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' });
const WORDS = TRADE_WORDS['zh-CN'];

/** `GET /trade`: what it is, how far a registration has come, or the question. */
export async function tradeHome(
  deps: PageDeps,
  context: Context,
  form: TradeForm = EMPTY_FORM,
  notice: string | null = null,
): Promise<Response> {
  const merchant = await merchantIfAny(deps, context);
  const own = merchant?.state === 'checked' ? await deps.storage.defaultsOfCreditor(merchant.id) : [];
  const page = await renderTrade(deps, context, {
    title: '往来单位核查',
    notice,
    children: merchant ? <Registered merchant={merchant} own={own} form={form} formId={deps.newId()} /> : <Stranger />,
  });
  return context.html(page);
}

function Stranger() {
  return (
    <>
      <p class="trade-lead">赊账、付定金之前，查一查对方有没有拖欠过别的商户。</p>
      <ul class="trade-points">
        <li>只给登记过、民警核对过的商户查。每次查都要写明用途，都留记录。</li>
        <li>只能按对方的全名或统一社会信用代码查，查不了大概的名字。</li>
        <li>失约登记要民警核对以后才显示。对方可以申诉，由另一位民警复核。</li>
        <li>查不到，不等于对方可靠。</li>
      </ul>
      <p>
        <a class="trade-go" href="/trade/register">
          商户登记
        </a>
      </p>
      <p class="trade-quiet">登记过、换了手机：请民警给您一个一次性的登录链接。</p>
    </>
  );
}

interface RegisteredProps {
  readonly merchant: Merchant;
  readonly own: readonly FiledDefault[];
  readonly form: TradeForm;
  readonly formId: string;
}

function Registered({ merchant, own, form, formId }: RegisteredProps) {
  return (
    <>
      <p class="trade-who">
        <b>{merchant.name}</b>
        <span>
          登记编号 <b class="number">{merchant.number}</b>
        </span>
      </p>
      {merchant.state === 'checked' ? (
        <>
          <AskForm form={form} formId={formId} />
          <OwnDefaults own={own} />
        </>
      ) : (
        <p class="trade-notice" role="status">
          {merchant.state === 'pending'
            ? '等民警核对。民警到店里时，请给他看这一页上的登记编号和您的营业执照。'
            : '民警没有核准这次登记。请和社区民警联系，或者重新登记。'}
        </p>
      )}
      <div class="trade-ends">
        {merchant.state === 'refused' && <a href="/trade/register">重新登记</a>}
        <form method="post" action="/trade/sign-out" data-forgets-words="">
          <button class="trade-plain" type="submit">
            退出
          </button>
        </form>
        <details>
          <summary>注销登记</summary>
          <form method="post" action="/trade/leave">
            <input type="hidden" name="form" value={formId} />
            <p>您的资料会删除，您登记的失约会撤下，不能恢复。</p>
            <button class="trade-second" type="submit">
              确定注销
            </button>
          </form>
        </details>
      </div>
    </>
  );
}

function AskForm({ form, formId }: { form: TradeForm; formId: string }) {
  return (
    <form class="trade-form" method="post" action="/trade/ask">
      <h2>查一家单位</h2>
      <input type="hidden" name="form" value={formId} />
      <TradeField form={form} name="asked" label="全名，或统一社会信用代码" hint="和营业执照上一字不差。" />
      <TradeChoice form={form} name="purpose" legend="用途" values={ENQUIRY_PURPOSES} names={WORDS.purposes} />
      <button class="trade-go" type="submit">
        查
      </button>
      <p class="trade-quiet">每次查询都会记下：谁、什么时候、查谁、什么用途。一天最多{ENQUIRIES_A_DAY}次。</p>
    </form>
  );
}

function OwnDefaults({ own }: { own: readonly FiledDefault[] }) {
  return (
    <section class="trade-own" aria-labelledby="own-defaults">
      <h2 id="own-defaults">我登记的失约</h2>
      {own.length === 0 && <p class="trade-quiet">还没有。有人到期不付货款，可以登记，民警核对后给别的商户提个醒。</p>}
      <ul class="trade-list">
        {own.map(({ id, number, name, state, band, paidAt }) => (
          <li>
            <a href={`/trade/defaults/${encodeURIComponent(id)}`}>{name}</a>
            <span>
              {WORDS.bands[band]}，{WORDS.states[state]}
              {paidAt !== null && `，到${TRADE_DAY.format(paidAt + OBJECTION_LASTS)}`}
            </span>
            <small class="number">{number}</small>
          </li>
        ))}
      </ul>
      <p>
        <a class="trade-second" href="/trade/file">
          登记一笔失约
        </a>
      </p>
    </section>
  );
}
