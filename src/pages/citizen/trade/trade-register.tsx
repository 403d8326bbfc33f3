import type { Context } from 'hono';
import { communityName } from '../../../desk/community.ts';
import { readLicence } from '../../../merchants/licence.ts';
import { TRADE_DAYS_KEPT } from '../../../storage/merchants/trade-retention.ts';
import type { PageDeps } from '../page-deps.ts';
import { EMPTY_FORM, formId, renderTrade, TRADE_PATH, TradeField, type TradeForm, type Typed, tradeFields } from './trade-frame.tsx';
import { merchantIfAny, sha256, tokenToRegister } from './trade-session.ts';

const PHONE = /^\+?\d[\d -]{5,18}\d$/;
export const LICENCE_PROBLEM = '18位，照营业执照抄，看看有没有抄错一位。';

/** What of the fields cannot be. UTF-16 units. */
function problemsOf(typed: Typed): Typed {
  const { name = '', licence = '', market = '', contact = '', phone = '', agreed } = typed;
  return Object.fromEntries(
    [
      ['name', name.length < 2 || name.length > 60 ? '写营业执照上的名称，2到60个字。' : ''],
      ['licence', readLicence(licence) === null ? LICENCE_PROBLEM : ''],
      ['market', communityName(market) === null ? '写市场或镇街的名字，不要写门牌号。' : ''],
      ['contact', contact === '' || contact.length > 30 ? '写联系人的姓名。' : ''],
      ['phone', PHONE.test(phone) ? '' : '写一个能打通的电话。'],
      ['agreed', agreed === 'yes' ? '' : '看过以后，请打勾。'],
    ].filter(([, problem]) => problem !== ''),
  );
}

/** `GET /trade/register` */
export async function showRegister(deps: PageDeps, context: Context, form: TradeForm = EMPTY_FORM): Promise<Response> {
  if (!(await merchantIfAny(deps, context))) await tokenToRegister(deps, context);
  return context.html(
    await renderTrade(deps, context, {
      title: '商户登记',
      children: (
        <form class="trade-form" method="post" action="/trade/register">
          <input type="hidden" name="form" value={formId(deps, form.typed.form)} />
          <TradeField form={form} name="name" label="单位名称" hint="和营业执照一样。" />
          <TradeField form={form} name="licence" label="统一社会信用代码" hint="18位，在营业执照上。" most={30} />
          <TradeField form={form} name="market" label="在哪个市场" most={20} />
          <TradeField form={form} name="contact" label="联系人" most={30} />
          <TradeField form={form} name="phone" label="电话" type="tel" most={20} />
          <div class="trade-terms">
            <p>
              这些资料只用来核对商户身份，加密保存，注销就删除。您的查询和登记保存{TRADE_DAYS_KEPT}
              天，供民警核对。查到的内容只能自己做生意时参考，不能转发、张贴。
            </p>
            <label>
              <input type="checkbox" name="agreed" value="yes" checked={form.typed.agreed === 'yes'} required />
              <span>我看过了，同意</span>
            </label>
            {form.problems.agreed && <b class="trade-problem">{form.problems.agreed}</b>}
          </div>
          <button class="trade-go" type="submit">
            登记
          </button>
        </form>
      ),
    }),
  );
}

/** `POST /trade/register` */
export async function registerMerchant(deps: PageDeps, context: Context): Promise<Response> {
  const typed = await tradeFields(context);
  const problems = problemsOf(typed);
  const { name = '', licence = '', market = '', contact = '', phone = '' } = typed;
  const [code, place] = [readLicence(licence), communityName(market)];
  if (Object.keys(problems).length > 0 || code === null || place === null) {
    context.status(422);
    return showRegister(deps, context, { typed, problems });
  }
  const details = { name, licence: code, market: place, contact, phone };
  const id = formId(deps, typed.form);
  // The same form once more.
  if ((await merchantIfAny(deps, context))?.id === id) return context.redirect(TRADE_PATH, 303);
  await deps.storage.registerMerchant(id, details, await sha256(await tokenToRegister(deps, context)));
  return context.redirect(TRADE_PATH, 303);
}
