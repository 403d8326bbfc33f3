import type { Context } from 'hono';
import { AGE_NAMES, JOB_NAMES } from '../../../citizens/citizen-names.ts';
import { maskName, maskNumber } from '../../../desk/masking.ts';
import type { KeptConsent } from '../../../storage/citizens/consents.ts';
import type { Citizen } from '../../../storage/citizens/registrations.ts';
import type { Grid } from '../../../storage/places/places.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { Clock } from '../clock.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { CitizenConsents } from './citizen-consents.tsx';
import { CITIZEN_WORDS } from './citizen-words.ts';

export const CITIZENS_PATH = '/console/citizens';

export interface CitizensView {
  /** What came of what he did. */
  readonly said?: string;
  readonly typed?: { readonly code?: string; readonly number?: string; readonly sought?: string };
  readonly problems?: { readonly code?: string; readonly number?: string; readonly sought?: string };
  readonly found?: { readonly citizen: Citizen; readonly grid: Grid | null; readonly consents: readonly KeptConsent[] };
  /** Known to this one answer alone. */
  readonly link?: string;
}

/** `GET /console/citizens`, and what its forms answer. */
export async function renderCitizens(deps: PageDeps, context: Context, view: CitizensView = {}): Promise<string> {
  return renderConsole(deps, context, {
    title: CITIZEN_WORDS[deskLanguage(context)].title,
    children: <Citizens view={view} now={deps.now()} />,
  });
}

function Citizens({ view: { said, typed = {}, problems = {}, found, link }, now }: { view: CitizensView; now: number }) {
  const words = useWords(CITIZEN_WORDS);
  return (
    <section class="queue-page citizens-desk">
      <header>
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead}</p>
      </header>
      {said && (
        <p class="notice" role="status">
          {said}
        </p>
      )}
      {link && (
        <div class="notice" role="status">
          <p>{words.linkMade}</p>
          <code class="secret">{link}</code>
        </div>
      )}
      {found && <Found found={found} now={now} />}
      <div class="citizens-forms">
        <form method="post" action={`${CITIZENS_PATH}/prove`} aria-labelledby="prove-title">
          <h2 id="prove-title">{words.proveTitle}</h2>
          <DigitsField name="code" label={words.code} value={typed.code} problem={problems.code} />
          <DigitsField name="number" label={words.number} hint={words.numberHint} value={typed.number} problem={problems.number} />
          <button class="act act-first" type="submit">
            {words.prove}
          </button>
        </form>
        <form method="post" action={`${CITIZENS_PATH}/find`} aria-labelledby="find-title">
          <h2 id="find-title">{words.findTitle}</h2>
          <DigitsField name="sought" label={words.number} hint={words.findHint} value={typed.sought} problem={problems.sought} />
          <button class="act" type="submit">
            {words.find}
          </button>
        </form>
      </div>
    </section>
  );
}

interface DigitsFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string | undefined;
  readonly problem: string | undefined;
}

function DigitsField({ name, label, hint, value, problem }: DigitsFieldProps) {
  const notes = [hint ? `${name}-hint` : null, problem ? `${name}-problem` : null].filter((id) => id !== null).join(' ');
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        value={value}
        inputmode="tel"
        autocomplete="off"
        required
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={notes || undefined}
      />
      {hint && (
        <span id={`${name}-hint`} class="hint">
          {hint}
        </span>
      )}
      {problem && (
        <span id={`${name}-problem`} class="problem">
          {problem}
        </span>
      )}
    </div>
  );
}

const NAMED: Spoken<'zh' | 'en'> = { 'zh-CN': 'zh', en: 'en' };

/** Enough to make sure that it is he, not enough to tell others who he is. */
function Found({ found: { citizen, grid, consents }, now }: { found: NonNullable<CitizensView['found']>; now: number }) {
  const words = useWords(CITIZEN_WORDS);
  const language = useWords(NAMED);
  const path = `${CITIZENS_PATH}/${encodeURIComponent(citizen.id)}`;
  return (
    <article class="citizens-found" aria-labelledby="found-title">
      <h2 id="found-title">{words.found}</h2>
      <dl>
        <div>
          <dt>{words.name}</dt>
          <dd lang="zh-CN">{maskName(citizen.name)}</dd>
        </div>
        <div>
          <dt>{words.phone}</dt>
          <dd class="number">{citizen.phone === null ? '–' : maskNumber(citizen.phone)}</dd>
        </div>
        <div>
          <dt>{words.grid}</dt>
          <dd lang={grid ? 'zh-CN' : undefined}>{grid ? `${grid.town} ${grid.name}` : words.none}</dd>
        </div>
        <div>
          <dt>{words.age}</dt>
          <dd>{AGE_NAMES[citizen.ageBand][language]}</dd>
        </div>
        <div>
          <dt>{words.job}</dt>
          <dd>{JOB_NAMES[citizen.job][language]}</dd>
        </div>
        <div>
          <dt>{words.since}</dt>
          <dd>
            <Clock at={citizen.createdAt} now={now} />
          </dd>
        </div>
      </dl>
      <CitizenConsents consents={consents} now={now} />
      <div class="citizens-acts">
        <form method="post" action={`${path}/link`}>
          <button class="act" type="submit">
            {words.link}
          </button>
          <small class="quiet">{words.linkHint}</small>
        </form>
        <form method="post" action={`${path}/sign-out`}>
          <button class="act" type="submit">
            {words.signOut}
          </button>
        </form>
      </div>
    </article>
  );
}
