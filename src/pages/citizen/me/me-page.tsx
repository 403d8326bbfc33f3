import type { Context } from 'hono';
import { consentStands, consentsToRenew, consentText } from '../../../citizens/consent-texts.ts';
import { loadMyCode } from '../../../citizens/my-code.ts';
import { citizenLanguage } from '../citizen-language.ts';
import { Clock } from '../clock.tsx';
import type { PageDeps } from '../page-deps.ts';
import { publicIndexLink } from '../public-index/public-index-link.tsx';
import { CodeCard, CodeLines } from './code-card.tsx';
import { ConsentWords } from './consent-list.tsx';
import { NeverProof, renderOwnPage } from './me-frame.tsx';
import { isWaitingForGuardian, type SignedIn, signedIn } from './me-session.ts';
import { ME_WORDS } from './me-words.ts';
import { codeFor, PhoneCard } from './phone-card.tsx';

/** `GET /me`: his own code, for him alone. */
export async function showMe(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.html(await strangerPage(deps, context));
  if (!consentStands(own.consents, 'profile')) return context.html(await renewPage(deps, context, own));
  const { citizen } = own;
  if (isWaitingForGuardian(own)) return context.html(await guardianPage(deps, context, own));
  if (consentStands(own.consents, 'exposure') && own.conversationId !== null)
    await deps.storage.linkConversation(citizen.id, own.conversationId);
  const my = await loadMyCode(deps.storage, citizen, own.consents, deps.now());
  const now = deps.now();
  const index = await publicIndexLink(deps);
  const words = ME_WORDS[citizenLanguage(context)];
  return context.html(
    await renderOwnPage(deps, context, {
      // Without his name: a picture of it would be shown around.
      title: words.title,
      children: (
        <>
          <CodeCard code={my.code} />
          <p class="me-actions">
            {my.mayCheck ? (
              <a class="me-button" href="/me/check-up">
                {my.last ? words.checkAgain : words.check}
              </a>
            ) : (
              my.checkAgainAt !== null && (
                <span>
                  {words.next[0]}
                  <Clock at={my.checkAgainAt} now={now} />
                  {words.next[1]}
                </span>
              )
            )}
            {my.last && (
              <a class="me-link" href={`/me/check-up/${my.last.attempt}`}>
                {words.explained}
              </a>
            )}
          </p>
          {consentsToRenew(own.consents).length > 0 && (
            <p class="me-notice">
              {words.changed[0]}
              <a href="/me/data#consents">{words.changed[1]}</a>
              {words.changed[2]}
            </p>
          )}
          {citizen.phoneProvedAt === null && citizen.ageBand !== 'under14' && (
            <PhoneCard purpose="phone" shown={await codeFor(deps, own, 'phone')} deps={deps} />
          )}
          <CodeLines my={my} now={now} />
          <p>
            <a class="me-link" href="/me/data">
              {words.data}
            </a>
          </p>
          {index && <p>{index}</p>}
        </>
      ),
    }),
  );
}

function strangerPage(deps: PageDeps, context: Context): Promise<string> {
  const words = ME_WORDS[citizenLanguage(context)];
  return renderOwnPage(deps, context, {
    title: words.title,
    children: (
      <>
        <p class="me-lead">{words.stranger}</p>
        <p class="me-actions">
          <a class="me-button" href="/join">
            {words.join}
          </a>
          <a class="me-link" href="/me/sign-in">
            {words.elsewhere}
          </a>
        </p>
        <NeverProof />
      </>
    ),
  });
}

/** The text that carries the registration has changed: nothing goes on before he has read it. His rights do. */
function renewPage(deps: PageDeps, context: Context, own: SignedIn): Promise<string> {
  const text = consentText('profile');
  const words = ME_WORDS[citizenLanguage(context)];
  return renderOwnPage(deps, context, {
    title: words.renewTitle,
    children: (
      <>
        <NeverProof />
        <ConsentWords text={text} deps={deps} />
        <form method="post" action="/me/consents">
          <input type="hidden" name="purpose" value="profile" />
          <input type="hidden" name="version" value={String(text.version)} />
          <button class="me-button" type="submit" name="act" value="give">
            {words.goOn}
          </button>
        </form>
        <p>
          {words.disagree}
          <a class="me-link" href="/me/data">
            {words.disagreeLink(own.citizen.name !== '')}
          </a>
        </p>
      </>
    ),
  });
}

async function guardianPage(deps: PageDeps, context: Context, own: SignedIn): Promise<string> {
  const agreed = consentStands(own.consents, 'guardian');
  const text = consentText('guardian');
  const words = ME_WORDS[citizenLanguage(context)];
  return renderOwnPage(deps, context, {
    title: words.guardianTitle,
    children: (
      <>
        <NeverProof />
        {agreed ? (
          <PhoneCard purpose="guardian" shown={await codeFor(deps, own, 'guardian')} deps={deps} />
        ) : (
          <ConsentWords text={text} deps={deps}>
            <form method="post" action="/me/consents">
              <input type="hidden" name="purpose" value="guardian" />
              <input type="hidden" name="version" value={String(text.version)} />
              <button class="me-button" type="submit" name="act" value="give">
                {words.guardianAgrees}
              </button>
            </form>
          </ConsentWords>
        )}
        <p>{words.sevenDays}</p>
        <p>
          <a class="me-link" href="/me/data">
            {words.own}
          </a>
        </p>
      </>
    ),
  });
}
