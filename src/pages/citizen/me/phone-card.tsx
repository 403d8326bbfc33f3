import type { Context } from 'hono';
import { maskNumber } from '../../../desk/masking.ts';
import type { CodePurpose } from '../../../storage/citizens/citizens-tables.ts';
import { spacedCode } from '../../../storage/citizens/phone-code.ts';
import type { ShownCode } from '../../../storage/citizens/phone-proofs.ts';
import { useWords } from '../../console/language.tsx';
import { citizenLanguage } from '../citizen-language.ts';
import { Clock } from '../clock.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { renderOwnPage } from './me-frame.tsx';
import { ensureToken, type SignedIn, signedIn, tokenHashOf } from './me-session.ts';
import { FRAME_WORDS } from './me-words.ts';
import { PHONE_WORDS } from './phone-words.ts';

interface PhoneCardProps {
  readonly purpose: CodePurpose;
  readonly shown: ShownCode;
  readonly deps: PageDeps;
}

/** He sends the code to us where texts are read, or tells it. We never send one. */
export function PhoneCard({ purpose, shown: { code, expiresAt }, deps: { config, now } }: PhoneCardProps) {
  const words = useWords(PHONE_WORDS);
  const { title, why } = words.reasons[purpose];
  const sms = config.CITIZEN_SMS_NUMBER;
  const [call, tell] = words.call(sms !== '');
  const done = words.done(sms !== '');
  return (
    <section class="me-card me-phone" aria-labelledby="phone-title">
      <h2 id="phone-title">{title}</h2>
      <p>{why(done)}</p>
      <p class="me-digits number">{spacedCode(code)}</p>
      <ul>
        {sms !== '' && (
          <li>
            {words.text}
            <b class="number">{sms}</b>
            {words.answer}
          </li>
        )}
        <li>
          {call}
          <a class="tel" href={telLink(config.HOTLINE_NUMBER)}>
            {config.HOTLINE_NUMBER}
          </a>
          {tell}
        </li>
      </ul>
      <p class="quiet">
        {words.valid[0]}
        <Clock at={expiresAt} now={now()} />
        {words.valid[1]}
        <b>{words.scam}</b>
        {words.onlyHere}
      </p>
      <p>
        <a class="me-button" href="/me">
          {done}
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
  const language = citizenLanguage(context);
  const words = PHONE_WORDS[language];
  return context.html(
    await renderOwnPage(deps, context, {
      title: words.title,
      back: { path: '/me', name: FRAME_WORDS[language].backToCode },
      children: (
        <>
          <p>{phone === null ? words.none : words.confirmed(maskNumber(phone))}</p>
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
  const words = PHONE_WORDS[citizenLanguage(context)];
  return context.html(
    await renderOwnPage(deps, context, {
      title: words.signInTitle,
      back: { path: '/join', name: words.notRegistered },
      children: (
        <>
          <PhoneCard purpose="sign-in" shown={shown} deps={deps} />
          <p>
            {words.newNumber[0]}
            <a href={telLink(deps.config.HOTLINE_NUMBER)}>{deps.config.HOTLINE_NUMBER}</a>
            {words.newNumber[1]}
          </p>
        </>
      ),
    }),
  );
}

export function codeFor(deps: PageDeps, { citizen, token, tokenHash }: SignedIn, purpose: CodePurpose): Promise<ShownCode> {
  return deps.storage.phoneCode(purpose, token, tokenHash, citizen.id);
}
