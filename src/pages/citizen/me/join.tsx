import type { Context } from 'hono';
import { CONSENT_TEXTS, type ConsentText, consentText } from '../../../citizens/consent-texts.ts';
import type { GivenConsent } from '../../../storage/citizens/consents.ts';
import { type CitizenLanguage, citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { ConsentWords } from './consent-list.tsx';
import { JOIN_WORDS } from './join-words.ts';
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
  const language = citizenLanguage(context);
  const { profile, form } = await readProfile(deps, fields, language);
  const token = citizenToken(context, deps.config);
  const given = CONSENT_TEXTS.filter(({ purpose }) => fields[`consent-${purpose}`] === String(versionOf(purpose)));
  const wanted = profile?.ageBand === 'under14' ? ['profile', 'guardian'] : ['profile'];
  const missing = wanted.filter((purpose) => !given.some((text) => text.purpose === purpose));
  if (!profile || missing.length > 0 || token === null) {
    ensureToken(deps, context);
    context.status(422);
    const problems = { ...form.problems, ...(missing.length > 0 && { consent: missingWords(missing, language) }) };
    const notice = token === null ? JOIN_WORDS[language].noCookies : null;
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

function missingWords(missing: readonly string[], language: CitizenLanguage): string {
  const { guardianMissing, consentMissing } = JOIN_WORDS[language];
  return missing.includes('guardian') ? guardianMissing : consentMissing;
}

async function joinPage(deps: PageDeps, context: Context, form: ProfileForm, fields: Typed, notice: string | null = null): Promise<string> {
  const words = JOIN_WORDS[citizenLanguage(context)];
  const tick = (text: ConsentText) => (
    <ConsentWords text={text} deps={deps} brief={!text.required}>
      <label class="me-tick">
        <input
          type="checkbox"
          name={`consent-${text.purpose}`}
          value={String(text.version)}
          checked={fields[`consent-${text.purpose}`] === String(text.version)}
        />
        <span>{text.required ? words.agreeRequired : text.purpose === 'guardian' ? words.agreeGuardian : words.agree}</span>
      </label>
    </ConsentWords>
  );
  return renderOwnPage(deps, context, {
    title: words.title,
    children: (
      <>
        <p class="me-lead">{words.lead}</p>
        <Notice text={notice} />
        {Object.keys(form.problems).length > 0 && <Notice text={words.open} />}
        <form class="me-form" method="post" action="/join">
          <ProfileFields form={form}>{tick(consentText('guardian'))}</ProfileFields>
          <h2>{words.read}</h2>
          <Problem of="consent" text={form.problems.consent} />
          {CONSENT_TEXTS.filter(({ purpose }) => purpose !== 'guardian').map(tick)}
          <button class="me-button" type="submit">
            {words.join}
          </button>
        </form>
        <p>
          {words.before}
          <a class="me-link" href="/me/sign-in">
            {words.beforeLink}
          </a>
        </p>
      </>
    ),
  });
}
