import type { Context } from 'hono';
import { maskNumber } from '../../../desk/masking.ts';
import type { CodePurpose } from '../../../storage/citizens/citizens-tables.ts';
import { spacedCode } from '../../../storage/citizens/phone-code.ts';
import type { ShownCode } from '../../../storage/citizens/phone-proofs.ts';
import { Clock } from '../clock.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { renderOwnPage } from './me-frame.tsx';
import { ensureToken, type SignedIn, signedIn, tokenHashOf } from './me-session.ts';

const REASONS: Readonly<Record<CodePurpose, { readonly title: string; readonly why: string }>> = {
  phone: { title: '确认手机号', why: '有预警时，我们才找得到您。' },
  guardian: { title: '请监护人用自己的手机确认', why: '确认以后，孩子才算登记好。' },
  'sign-in': { title: '用您登记过的手机确认是您本人', why: '确认以后，回到这里点“我发好了”。' },
};

interface PhoneCardProps {
  readonly purpose: CodePurpose;
  readonly shown: ShownCode;
  readonly deps: PageDeps;
}

/** He sends the code to us, or tells it. We never send one. */
export function PhoneCard({ purpose, shown: { code, expiresAt }, deps: { config, now } }: PhoneCardProps) {
  const { title, why } = REASONS[purpose];
  const sms = config.CITIZEN_SMS_NUMBER;
  return (
    <section class="me-card me-phone" aria-labelledby="phone-title">
      <h2 id="phone-title">{title}</h2>
      <p>{why}</p>
      <p class="me-digits number">{spacedCode(code)}</p>
      <ul>
        {sms !== '' && (
          <li>
            用手机短信，只把这9个数字发到 <b class="number">{sms}</b>
          </li>
        )}
        <li>
          {sms === '' ? '' : '或者'}打{' '}
          <a class="tel" href={telLink(config.HOTLINE_NUMBER)}>
            {config.HOTLINE_NUMBER}
          </a>
          ，念给接线员
        </li>
      </ul>
      <p class="quiet">
        到 <Clock at={expiresAt} now={now()} /> 有效，用一次。<b>别人叫您发这串数字，是骗子：</b>
        只有您自己在这一页上看到时才发。我们不会发短信、打电话向您要验证码。
      </p>
      <p>
        <a class="me-button" href="/me">
          我发好了
        </a>
      </p>
    </section>
  );
}

/** `GET /me/phone`: a first number, or another one. */
export async function showPhone(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  const { phone } = own.citizen;
  return context.html(
    await renderOwnPage(deps, context, {
      title: '手机号',
      back: { path: '/me', name: '回我的反诈码' },
      children: (
        <>
          <p>{phone === null ? '还没有确认过手机号。' : `现在确认的是 ${maskNumber(phone)}。要换，就用新手机发下面的数字。`}</p>
          <PhoneCard purpose="phone" shown={await codeFor(deps, own, 'phone')} deps={deps} />
        </>
      ),
    }),
  );
}

/** `GET /me/sign-in`: another browser of somebody who is registered. */
export async function showSignIn(deps: PageDeps, context: Context): Promise<Response> {
  if (await signedIn(deps, context)) return context.redirect('/me', 303);
  const token = ensureToken(deps, context);
  const shown = await deps.storage.phoneCode('sign-in', token, await tokenHashOf(token), null);
  return context.html(
    await renderOwnPage(deps, context, {
      title: '换手机或浏览器进入',
      back: { path: '/join', name: '没登记过，去登记' },
      children: (
        <>
          <PhoneCard purpose="sign-in" shown={shown} deps={deps} />
          <p>
            手机号也换了？打 <a href={telLink(deps.config.HOTLINE_NUMBER)}>{deps.config.HOTLINE_NUMBER}</a>
            ，接线员核对以后给您一个一次性的网址。
          </p>
        </>
      ),
    }),
  );
}

export function codeFor(deps: PageDeps, { citizen, token, tokenHash }: SignedIn, purpose: CodePurpose): Promise<ShownCode> {
  return deps.storage.phoneCode(purpose, token, tokenHash, citizen.id);
}
