import type { Context } from 'hono';
import { AGE_NAMES, JOB_NAMES } from '../../../citizens/citizen-names.ts';
import { CONSENT_TEXTS, consentStands } from '../../../citizens/consent-texts.ts';
import { maskNumber } from '../../../desk/masking.ts';
import { useWords } from '../../console/language.tsx';
import { AsWritten } from '../as-written.tsx';
import { capital } from '../capital.ts';
import { citizenLanguage } from '../citizen-language.ts';
import { Clock } from '../clock.tsx';
import type { PageDeps } from '../page-deps.ts';
import { ConsentWords } from './consent-list.tsx';
import { CONSENT_WORDS } from './consent-words.ts';
import { DATA_WORDS } from './data-words.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { type SignedIn, signedIn } from './me-session.ts';
import { FRAME_WORDS } from './me-words.ts';
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
  const language = citizenLanguage(context);
  const words = DATA_WORDS[language];
  const { read } = CONSENT_WORDS[language];
  return renderOwnPage(deps, context, {
    title: words.title,
    back: { path: '/me', name: FRAME_WORDS[language].backToCode },
    children: (
      <>
        {form && <Notice text={words.notSaved} />}
        <section class="me-card" aria-labelledby="kept">
          <h2 id="kept">{words.kept}</h2>
          <dl class="me-facts">
            <Fact name={words.name} value={citizen.name} />
            <Fact name={words.age} value={capital(AGE_NAMES[citizen.ageBand][read])} />
            <Fact name={words.job} value={capital(JOB_NAMES[citizen.job][read])} />
            <Fact name={words.place} value={grid ? `${grid.town} ${grid.name}` : words.noPlace} />
            <Fact name={words.phone} value={citizen.phone === null ? words.notConfirmed : words.confirmed(maskNumber(citizen.phone))} />
            {isChild && (
              <Fact
                name={words.guardian}
                value={citizen.guardian ?? ''}
                behind={`${words.comma}${citizen.guardianPhone === null ? words.notConfirmed : maskNumber(citizen.guardianPhone)}`}
              />
            )}
          </dl>
          <p class="me-actions">
            {!isChild && (
              <a class="me-link" href="/me/phone">
                {citizen.phone === null ? words.confirmPhone : words.changePhone}
              </a>
            )}
            <a class="me-link" href="/me/export">
              {words.everything}
            </a>
          </p>
        </section>
        <details class="me-card" open={form !== null}>
          <summary>{words.correct}</summary>
          <form class="me-form" method="post" action="/me/profile">
            <ProfileFields form={shown} />
            <button class="me-button" type="submit">
              {words.save}
            </button>
          </form>
        </details>
        <section id="consents" class="me-card" aria-labelledby="agreed">
          <h2 id="agreed">{words.agreedTo}</h2>
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
          <h2 id="devices">{words.devices}</h2>
          <ul>
            {sessions.map((at) => (
              <li>
                {words.signedIn[0]}
                <Clock at={at} now={deps.now()} />
                {words.signedIn[1]}
              </li>
            ))}
          </ul>
          <form class="me-actions" method="post" action="/me/sign-out" data-forgets-words="">
            {sessions.length > 1 && (
              <button class="me-button me-quiet" type="submit" name="which" value="others">
                {words.othersOut}
              </button>
            )}
            <button class="me-button me-quiet" type="submit" name="which" value="this">
              {words.thisOut}
            </button>
          </form>
          <p class="quiet">{words.unknown(deps.config.HOTLINE_NUMBER)}</p>
        </section>
        <p>
          <a class="me-link" href="/me/erase">
            {words.erase}
          </a>
        </p>
      </>
    ),
  });
}

/** @param behind what follows his own words */
function Fact({ name, value, behind = '' }: { name: string; value: string; behind?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <AsWritten text={value} />
        {behind}
      </dd>
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
  const words = useWords(DATA_WORDS);
  const [agreed, tells, erase] = words.withdrawIsErase;
  if (stands && required)
    return (
      <p>
        <b>{agreed}</b>
        {tells}
        <a class="me-link" href="/me/erase">
          {erase}
        </a>
      </p>
    );
  return (
    <form class="me-actions" method="post" action="/me/consents">
      <input type="hidden" name="purpose" value={purpose} />
      <input type="hidden" name="version" value={String(version)} />
      <b>{stands ? words.agreed : words.notAgreed}</b>
      <button class="me-button me-quiet" type="submit" name="act" value={stands ? 'withdraw' : 'give'}>
        {stands ? words.withdraw : words.agree}
      </button>
    </form>
  );
}
