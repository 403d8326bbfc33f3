import type { Context } from 'hono';
import type { PageDeps } from '../page-deps.ts';
import { renderTrade, TRADE_PATH, tradeFields } from './trade-frame.tsx';
import { keepMerchantToken, sha256 } from './trade-session.ts';

const SHAPE = /^[\w-]{16,64}$/;

/** `GET /trade/link?token=`: opening it alone does nothing, because messengers open links for a preview. */
export async function showLink(deps: PageDeps, context: Context, used = false): Promise<Response> {
  return context.html(
    await renderTrade(deps, context, {
      title: '在这台手机上登录',
      notice: used ? '这个链接用过了，或者过期了。请民警再给一个。' : null,
      children: used ? null : (
        <form class="trade-form" method="post" action="/trade/link">
          <p>链接只能用一次，当天有效。是您自己问民警要的，才按下去。</p>
          <input type="hidden" name="token" value={context.req.query('token') ?? ''} />
          <button class="trade-go" type="submit">
            登录
          </button>
        </form>
      ),
    }),
  );
}

/** `POST /trade/link` */
export async function useLink(deps: PageDeps, context: Context): Promise<Response> {
  const { token = '' } = await tradeFields(context);
  const own = deps.newId();
  if (SHAPE.test(token) && (await deps.storage.useMerchantLink(await sha256(token), await sha256(own)))) {
    keepMerchantToken(deps, context, own);
    return context.redirect(TRADE_PATH, 303);
  }
  context.status(409);
  return showLink(deps, context, true);
}
