import type { Context } from 'hono';
import { readLicence } from '../../../merchants/licence.ts';
import { AMOUNT_BANDS, type AmountBand } from '../../../storage/merchants/merchants-tables.ts';
import type { NewDefault } from '../../../storage/merchants/trade-records.ts';
import type { PageDeps } from '../page-deps.ts';
import { EMPTY_FORM, formId, renderTrade, TradeChoice, TradeField, type TradeForm, type Typed, tradeFields } from './trade-frame.tsx';
import { LICENCE_PROBLEM } from './trade-register.tsx';
import { checkedMerchant } from './trade-session.ts';
import { TRADE_WORDS } from './trade-words.ts';

/** What was due longer ago is for a court. */
const OLDEST_YEARS = 3;
const YEAR = 366 * 86_400_000;
const MOST_PAPERS = 500;

/** `GET /trade/file` */
export async function showFile(deps: PageDeps, context: Context, form: TradeForm = EMPTY_FORM): Promise<Response> {
  await checkedMerchant(deps, context);
  return context.html(
    await renderTrade(deps, context, {
      title: '登记一笔失约',
      children: (
        <form class="trade-form" method="post" action="/trade/defaults">
          <p>民警看过材料以后才显示给别的商户，不显示您是谁。对方可以申诉。</p>
          <input type="hidden" name="form" value={formId(deps, form.typed.form)} />
          <TradeField form={form} name="name" label="对方全名" hint="和营业执照一样。" />
          <TradeField form={form} name="licence" label="对方的统一社会信用代码" hint="没有代码的不能登记，免得认错人。" most={30} />
          <TradeChoice form={form} name="band" legend="欠多少" values={AMOUNT_BANDS} names={TRADE_WORDS['zh-CN'].bands} />
          <TradeField form={form} name="dueOn" label="哪天该付清" type="date" most={10} />
          <TradeField
            form={form}
            name="papers"
            label="有什么材料"
            hint="比如：送货单3张、欠条1张、催款聊天记录。材料留着，民警上门时看。"
            most={MOST_PAPERS}
            long
          />
          <div class="trade-terms">
            <label>
              <input type="checkbox" name="true" value="yes" checked={form.typed.true === 'yes'} required />
              <span>都是真的。假的登记要负法律责任。</span>
            </label>
            {form.problems.true && <b class="trade-problem">{form.problems.true}</b>}
          </div>
          <button class="trade-go" type="submit">
            交给民警核对
          </button>
        </form>
      ),
    }),
  );
}

/** `POST /trade/defaults` */
export async function fileDefault(deps: PageDeps, context: Context): Promise<Response> {
  const merchant = await checkedMerchant(deps, context);
  const typed = await tradeFields(context);
  const { filed, problems } = readDefault(typed, merchant.licence, deps.now());
  if (!filed) {
    context.status(422);
    return showFile(deps, context, { typed, problems });
  }
  const id = formId(deps, typed.form);
  await deps.storage.fileDefault(id, merchant.id, filed);
  return context.redirect(`/trade/defaults/${encodeURIComponent(id)}`, 303);
}

function readDefault(typed: Typed, own: string, now: number): { readonly filed: NewDefault | null; readonly problems: Typed } {
  const { name = '', licence: number = '', band: chosen, dueOn = '', papers = '' } = typed;
  const licence = readLicence(number);
  const band = AMOUNT_BANDS.find((one) => one === chosen);
  const problems = Object.fromEntries(
    [
      ['name', name.length < 2 || name.length > 60 ? '写对方的全名，2到60个字。' : ''],
      ['licence', licence === null ? LICENCE_PROBLEM : licence === own ? '这是您自己的代码。' : ''],
      ['band', band ? '' : '选一个金额。'],
      ['dueOn', dueProblem(dueOn, now)],
      ['papers', papers === '' || papers.length > MOST_PAPERS ? `写有哪些材料，最多${MOST_PAPERS}字。` : ''],
      ['true', typed.true === 'yes' ? '' : '请打勾。'],
    ].filter(([, problem]) => problem !== ''),
  );
  const isRight = Object.keys(problems).length === 0 && licence !== null && band;
  return { filed: isRight ? { name, licence, band: band as AmountBand, dueOn, papers } : null, problems };
}

function dueProblem(dueOn: string, now: number): string {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(dueOn) ? Date.parse(`${dueOn}T23:59:59+08:00`) : Number.NaN;
  // 31 April would be taken for 1 May.
  if (Number.isNaN(end) || new Date(Date.parse(`${dueOn}T00:00:00Z`)).toISOString().slice(0, 10) !== dueOn)
    return '写日期，比如2026-08-31。';
  if (end > now) return '还没到期，不能登记。';
  return now - end > OLDEST_YEARS * YEAR ? `超过${OLDEST_YEARS}年的，请走法院。` : '';
}
