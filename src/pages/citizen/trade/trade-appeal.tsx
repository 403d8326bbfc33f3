import type { Context } from 'hono';
import { readLicence } from '../../../merchants/licence.ts';
import type { DecisionState } from '../../../storage/merchants/merchants-tables.ts';
import type { PageDeps } from '../page-deps.ts';
import { EMPTY_FORM, formId, renderTrade, TradeField, type TradeForm, tradeFields } from './trade-frame.tsx';
import { LICENCE_PROBLEM } from './trade-register.tsx';

const MOST_REASON = 1000;
const STATES: Readonly<Record<DecisionState, string>> = {
  open: '民警正在复核。',
  upheld: '申诉成立，登记已撤下。',
  dismissed: '申诉不成立。不服可以向公安机关申请复核，或者走法院。',
};

/** `GET /trade/appeal?n=`: for whoever is concerned; it says to nobody whether there is a record. */
export async function showAppeal(
  deps: PageDeps,
  context: Context,
  form: TradeForm = EMPTY_FORM,
  refusal: string | null = null,
): Promise<Response> {
  const number = (context.req.query('n') ?? '').trim().toUpperCase();
  const state = /^S\d{9}$/.test(number) ? await deps.storage.appealState(number) : null;
  const standing = number === '' ? null : state ? STATES[state] : '没有这个申诉编号，看看有没有抄错。';
  return context.html(
    await renderTrade(deps, context, {
      title: '申诉',
      notice: refusal ?? standing,
      children: (
        <>
          <form class="trade-form" method="post" action="/trade/appeal">
            <p>有人登记您的单位失约，您觉得不对，写在这里。由没经手过的另一位民警复核，会打电话和您核对身份。</p>
            <input type="hidden" name="form" value={formId(deps, form.typed.form)} />
            <TradeField form={form} name="name" label="您的单位名称" />
            <TradeField form={form} name="licence" label="统一社会信用代码" most={30} />
            <TradeField form={form} name="phone" label="电话" type="tel" most={20} />
            <TradeField form={form} name="reason" label="哪里不对" hint="有收条、转账记录的，写上，留好。" most={MOST_REASON} long />
            <button class="trade-go" type="submit">
              提交申诉
            </button>
          </form>
          <form class="trade-form" method="get" action="/trade/appeal">
            <h2>申诉办得怎样了</h2>
            <div class="trade-field">
              <label for="n">申诉编号</label>
              <input id="n" name="n" value={number} maxlength={12} autocomplete="off" required />
            </div>
            <button class="trade-second" type="submit">
              查看
            </button>
          </form>
        </>
      ),
    }),
  );
}

/** `POST /trade/appeal` */
export async function appeal(deps: PageDeps, context: Context): Promise<Response> {
  const typed = await tradeFields(context);
  const { name = '', licence: typedLicence = '', phone = '', reason = '' } = typed;
  const licence = readLicence(typedLicence);
  const problems = Object.fromEntries(
    [
      ['name', name.length < 2 || name.length > 60 ? '写单位名称，2到60个字。' : ''],
      ['licence', licence === null ? LICENCE_PROBLEM : ''],
      ['phone', /^\+?\d[\d -]{5,18}\d$/.test(phone) ? '' : '写一个能打通的电话。'],
      ['reason', reason === '' || reason.length > MOST_REASON ? `写哪里不对，最多${MOST_REASON}字。` : ''],
    ].filter(([, problem]) => problem !== ''),
  );
  if (Object.keys(problems).length > 0 || licence === null) {
    context.status(422);
    return showAppeal(deps, context, { typed, problems });
  }
  const number = await deps.storage.appeal(formId(deps, typed.form), { name, licence, phone, reason });
  if (number === null) {
    context.status(409);
    // Under a new id: with the old one it would be refused again.
    return showAppeal(deps, context, { typed: { ...typed, form: '' }, problems: {} }, '没有收到。您写的还在下面，请再按一次“提交申诉”。');
  }
  return context.html(
    await renderTrade(deps, context, {
      title: '申诉已收到',
      children: (
        <p>
          申诉编号 <b class="number">{number}</b>，请记下来。民警会打电话和您核对。
        </p>
      ),
    }),
  );
}
