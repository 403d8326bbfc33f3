import type { Context } from 'hono';
import { consentStands, consentsToRenew, consentText } from '../../../citizens/consent-texts.ts';
import { loadMyCode } from '../../../citizens/my-code.ts';
import { Clock } from '../clock.tsx';
import type { PageDeps } from '../page-deps.ts';
import { publicIndexLink } from '../public-index/public-index-link.tsx';
import { CodeCard, CodeLines } from './code-card.tsx';
import { ConsentWords } from './consent-list.tsx';
import { renderOwnPage } from './me-frame.tsx';
import { type SignedIn, signedIn } from './me-session.ts';
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
  return context.html(
    await renderOwnPage(deps, context, {
      // Without his name: a picture of it would be shown around.
      title: '我的反诈码',
      children: (
        <>
          <CodeCard code={my.code} />
          <p class="me-actions">
            {my.mayCheck ? (
              <a class="me-button" href="/me/check-up">
                {my.last ? '再做一次体检' : '做反诈体检，10题'}
              </a>
            ) : (
              my.checkAgainAt !== null && (
                <span>
                  下次体检：
                  <Clock at={my.checkAgainAt} now={now} /> 以后
                </span>
              )
            )}
            {my.last && (
              <a class="me-link" href={`/me/check-up/${my.last.attempt}`}>
                看上次体检的讲解
              </a>
            )}
          </p>
          {consentsToRenew(own.consents).length > 0 && (
            <p class="me-notice">
              有一份说明改了，请<a href="/me/data#consents">再看一看，重新选</a>。没选以前，那一项先停着。
            </p>
          )}
          {citizen.phoneProvedAt === null && citizen.ageBand !== 'under14' && (
            <PhoneCard purpose="phone" shown={await codeFor(deps, own, 'phone')} deps={deps} />
          )}
          <CodeLines my={my} now={now} />
          <p>
            <a class="me-link" href="/me/data">
              我的信息：看、改、导出、撤回同意、注销
            </a>
          </p>
          {index && <p>{index}</p>}
        </>
      ),
    }),
  );
}

export function isWaitingForGuardian({ citizen, consents }: SignedIn): boolean {
  return citizen.ageBand === 'under14' && (citizen.guardianProvedAt === null || !consentStands(consents, 'guardian'));
}

function strangerPage(deps: PageDeps, context: Context): Promise<string> {
  return renderOwnPage(deps, context, {
    title: '我的反诈码',
    children: (
      <>
        <p class="me-lead">这里还没有您的登记。求助不用登记。</p>
        <p class="me-actions">
          <a class="me-button" href="/join">
            登记，领反诈码
          </a>
          <a class="me-link" href="/me/sign-in">
            登记过，换了手机或浏览器
          </a>
        </p>
        <p class="me-never">绿码的人也被骗过。此码不能证明任何人可信。</p>
      </>
    ),
  });
}

/** The text that carries the registration has changed: nothing goes on before he has read it. His rights do. */
function renewPage(deps: PageDeps, context: Context, own: SignedIn): Promise<string> {
  const text = consentText('profile');
  return renderOwnPage(deps, context, {
    title: '说明改了，请再看一看',
    children: (
      <>
        <p class="me-never">绿码的人也被骗过。此码不能证明任何人可信。</p>
        <ConsentWords text={text} deps={deps} />
        <form method="post" action="/me/consents">
          <input type="hidden" name="purpose" value="profile" />
          <input type="hidden" name="version" value={String(text.version)} />
          <button class="me-button" type="submit" name="act" value="give">
            我同意，继续
          </button>
        </form>
        <p>
          不同意？
          <a class="me-link" href="/me/data">
            导出或注销{own.citizen.name === '' ? '' : '我的信息'}
          </a>
        </p>
      </>
    ),
  });
}

async function guardianPage(deps: PageDeps, context: Context, own: SignedIn): Promise<string> {
  const agreed = consentStands(own.consents, 'guardian');
  const text = consentText('guardian');
  return renderOwnPage(deps, context, {
    title: '还差监护人确认',
    children: (
      <>
        <p class="me-never">绿码的人也被骗过。此码不能证明任何人可信。</p>
        {agreed ? (
          <PhoneCard purpose="guardian" shown={await codeFor(deps, own, 'guardian')} deps={deps} />
        ) : (
          <ConsentWords text={text} deps={deps}>
            <form method="post" action="/me/consents">
              <input type="hidden" name="purpose" value="guardian" />
              <input type="hidden" name="version" value={String(text.version)} />
              <button class="me-button" type="submit" name="act" value="give">
                我是监护人，我同意
              </button>
            </form>
          </ConsentWords>
        )}
        <p>7天内没有确认，这份登记会自动删除。</p>
        <p>
          <a class="me-link" href="/me/data">
            看、改、注销
          </a>
        </p>
      </>
    ),
  });
}
