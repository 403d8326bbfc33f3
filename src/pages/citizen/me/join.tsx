import type { Context } from 'hono';
import { CONSENT_TEXTS, type ConsentText, consentText } from '../../../citizens/consent-texts.ts';
import type { GivenConsent } from '../../../storage/citizens/consents.ts';
import type { PageDeps } from '../page-deps.ts';
import { ConsentWords } from './consent-list.tsx';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { citizenToken, ensureToken, signedIn, tokenHashOf } from './me-session.ts';
import { Problem, ProfileFields } from './profile-fields.tsx';
import { emptyProfile, type ProfileForm, readProfile, type Typed } from './read-profile.ts';

/** `GET /join?g=<grid>`: whoever is registered already is led to his code. */
export async function showJoin(deps: PageDeps, context: Context): Promise<Response> {
  if (await signedIn(deps, context)) return context.redirect('/me', 303);
  ensureToken(deps, context);
  return context.html(await joinPage(deps, context, await emptyProfile(deps, context.req.query('g')), {}));
}

/** `POST /join` */
export async function join(deps: PageDeps, context: Context): Promise<Response> {
  if (await signedIn(deps, context)) return context.redirect('/me', 303);
  const fields = await ownFields(context);
  const { profile, form } = await readProfile(deps, fields);
  const token = citizenToken(context, deps.config);
  const given = CONSENT_TEXTS.filter(({ purpose }) => fields[`consent-${purpose}`] === String(versionOf(purpose)));
  const wanted = profile?.ageBand === 'under14' ? ['profile', 'guardian'] : ['profile'];
  const missing = wanted.filter((purpose) => !given.some((text) => text.purpose === purpose));
  if (!profile || missing.length > 0 || token === null) {
    ensureToken(deps, context);
    context.status(422);
    const problems = { ...form.problems, ...(missing.length > 0 && { consent: missingWords(missing) }) };
    const notice = token === null ? '您的浏览器没有收下 Cookie，登记不能保存。请打开 Cookie 再交一次。' : null;
    return context.html(await joinPage(deps, context, { ...form, problems }, fields, notice));
  }
  const consents: GivenConsent[] = given
    .filter(({ purpose }) => purpose !== 'guardian' || profile.ageBand === 'under14')
    .map(({ purpose, version }) => ({ purpose, version }));
  await deps.storage.registerCitizen({ ...profile, tokenHash: await tokenHashOf(token), consents });
  ensureToken(deps, context);
  return context.redirect('/me', 303);
}

function versionOf(purpose: string): number | undefined {
  return CONSENT_TEXTS.find((text) => text.purpose === purpose)?.version;
}

function missingWords(missing: readonly string[]): string {
  return missing.includes('guardian')
    ? '未满14岁，要监护人读过、在“我是监护人”前面打勾。'
    : '要登记，请读一读，在“登记我的信息”前面打勾。不同意也照样可以求助。';
}

async function joinPage(deps: PageDeps, context: Context, form: ProfileForm, fields: Typed, notice: string | null = null): Promise<string> {
  const tick = (text: ConsentText) => (
    <ConsentWords text={text} deps={deps} brief={!text.required}>
      <label class="me-tick">
        <input
          type="checkbox"
          name={`consent-${text.purpose}`}
          value={String(text.version)}
          checked={fields[`consent-${text.purpose}`] === String(text.version)}
        />
        <span>
          {text.required ? '我同意（登记要有这一条）' : text.purpose === 'guardian' ? '我是监护人，我同意' : '我同意（可以不选）'}
        </span>
      </label>
    </ConsentWords>
  );
  return renderOwnPage(deps, context, {
    title: '登记，领反诈码',
    children: (
      <>
        <p class="me-lead">反诈码只给您自己看：您现在容易不容易上当，怎么更稳当。两分钟填完。</p>
        <Notice text={notice} />
        {Object.keys(form.problems).length > 0 && <Notice text="还差一点，看看下面红字的地方。填过的都还在。" />}
        <form class="me-form" method="post" action="/join">
          <ProfileFields form={form}>{tick(consentText('guardian'))}</ProfileFields>
          <h2>请读一读再打勾</h2>
          <Problem of="consent" text={form.problems.consent} />
          {CONSENT_TEXTS.filter(({ purpose }) => purpose !== 'guardian').map(tick)}
          <button class="me-button" type="submit">
            登记
          </button>
        </form>
        <p>
          以前登记过？
          <a class="me-link" href="/me/sign-in">
            换了手机或浏览器，从这里进
          </a>
        </p>
      </>
    ),
  });
}
