import type { Context } from 'hono';
import { AGE_NAMES, JOB_NAMES } from '../../../citizens/citizen-names.ts';
import { CONSENT_TEXTS, consentStands } from '../../../citizens/consent-texts.ts';
import { maskNumber } from '../../../desk/masking.ts';
import { Clock } from '../clock.tsx';
import type { PageDeps } from '../page-deps.ts';
import { ConsentWords } from './consent-list.tsx';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { type SignedIn, signedIn } from './me-session.ts';
import { ProfileFields } from './profile-fields.tsx';
import type { ProfileForm } from './read-profile.ts';

/** `GET /me/data`: what is kept of him, and all that he may do with it. */
export async function showData(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  return context.html(await dataPage(deps, context, own, null));
}

/** @param form what he typed and what is wrong with it; null: as it is kept */
export async function dataPage(deps: PageDeps, context: Context, own: SignedIn, form: ProfileForm | null): Promise<string> {
  const { citizen, consents } = own;
  const grid = citizen.gridId === null ? null : await deps.storage.readGrid(citizen.gridId);
  const sessions = await deps.storage.citizenSessions(citizen.id);
  const shown = form ?? {
    typed: {
      name: citizen.name,
      ageBand: citizen.ageBand,
      job: citizen.job,
      grid: grid?.id ?? '',
      place: '',
      guardian: citizen.guardian ?? '',
    },
    problems: {},
    grids: grid ? [grid] : [],
  };
  const isChild = citizen.ageBand === 'under14';
  const texts = CONSENT_TEXTS.filter(({ purpose }) => purpose !== 'guardian' || isChild);
  return renderOwnPage(deps, context, {
    title: '我的信息',
    back: { path: '/me', name: '回我的反诈码' },
    children: (
      <>
        {form && <Notice text="没存上，看看下面红字的地方。" />}
        <section class="me-card" aria-labelledby="kept">
          <h2 id="kept">我们记着这些</h2>
          <dl class="me-facts">
            <Fact name="称呼" value={citizen.name} />
            <Fact name="年龄" value={AGE_NAMES[citizen.ageBand].zh} />
            <Fact name="平时做什么" value={JOB_NAMES[citizen.job].zh} />
            <Fact name="社区" value={grid ? `${grid.town} ${grid.name}` : '没填'} />
            <Fact name="手机" value={citizen.phone === null ? '还没确认' : `${maskNumber(citizen.phone)}，已确认`} />
            {isChild && (
              <Fact
                name="监护人"
                value={`${citizen.guardian ?? ''}，${citizen.guardianPhone === null ? '还没确认' : maskNumber(citizen.guardianPhone)}`}
              />
            )}
          </dl>
          <p class="me-actions">
            {!isChild && (
              <a class="me-link" href="/me/phone">
                {citizen.phone === null ? '确认手机号' : '换手机号'}
              </a>
            )}
            <a class="me-link" href="/me/export">
              全部看一遍，或导出
            </a>
          </p>
        </section>
        <details class="me-card" open={form !== null}>
          <summary>改一改</summary>
          <form class="me-form" method="post" action="/me/profile">
            <ProfileFields form={shown} />
            <button class="me-button" type="submit">
              保存
            </button>
          </form>
        </details>
        <section id="consents" class="me-card" aria-labelledby="agreed">
          <h2 id="agreed">我同意过的</h2>
          {texts.map((text) => (
            <ConsentWords text={text} deps={deps} brief>
              <ConsentForm
                purpose={text.purpose}
                version={text.version}
                stands={consentStands(consents, text.purpose)}
                required={text.required}
              />
            </ConsentWords>
          ))}
        </section>
        <section class="me-card" aria-labelledby="devices">
          <h2 id="devices">登录着的手机和浏览器</h2>
          <ul>
            {sessions.map((at) => (
              <li>
                <Clock at={at} now={deps.now()} /> 登录
              </li>
            ))}
          </ul>
          <form class="me-actions" method="post" action="/me/sign-out" data-forgets-words="">
            {sessions.length > 1 && (
              <button class="me-button me-quiet" type="submit" name="which" value="others">
                让别的都退出
              </button>
            )}
            <button class="me-button me-quiet" type="submit" name="which" value="this">
              这台退出
            </button>
          </form>
          <p class="quiet">有不认识的登录，先让别的都退出，再打{deps.config.HOTLINE_NUMBER}。</p>
        </section>
        <p>
          <a class="me-link" href="/me/erase">
            注销，删除我的信息
          </a>
        </p>
      </>
    ),
  });
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface ConsentFormProps {
  readonly purpose: string;
  readonly version: number;
  readonly stands: boolean;
  readonly required: boolean;
}

function ConsentForm({ purpose, version, stands, required }: ConsentFormProps) {
  if (stands && required)
    return (
      <p>
        <b>✓ 已同意。</b>撤回这一条就是注销：
        <a class="me-link" href="/me/erase">
          撤回并注销
        </a>
      </p>
    );
  return (
    <form class="me-actions" method="post" action="/me/consents">
      <input type="hidden" name="purpose" value={purpose} />
      <input type="hidden" name="version" value={String(version)} />
      <b>{stands ? '✓ 已同意' : '没有同意'}</b>
      <button class="me-button me-quiet" type="submit" name="act" value={stands ? 'withdraw' : 'give'}>
        {stands ? '撤回' : '同意'}
      </button>
    </form>
  );
}
