import type { Child } from 'hono/jsx';
import { AGE_NAMES, JOB_NAMES } from '../../../citizens/citizen-names.ts';
import { AGE_BANDS, JOBS } from '../../../storage/citizens/citizens-tables.ts';
import type { Grid } from '../../../storage/places/places.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { AsWritten, useLanguageOf } from '../as-written.tsx';
import { capital } from '../capital.ts';
import { PROFILE_WORDS } from './join-words.ts';
import type { ProfileForm } from './read-profile.ts';

/** Which of both names of an age or a kind of work. */
const NAMED: Spoken<'zh' | 'en'> = { 'zh-CN': 'zh', en: 'en' };

/**
 * The fields of registration and correction; what is wrong stands beside its field.
 * @param children what a guardian has to read besides
 */
export function ProfileFields({ form: { typed, problems, grids }, children }: { form: ProfileForm; children?: Child }) {
  const words = useWords(PROFILE_WORDS);
  const nameLanguage = useLanguageOf(typed.name);
  const guardianLanguage = useLanguageOf(typed.guardian);
  return (
    <>
      <div class="me-field">
        <label for="name">{words.name}</label>
        <input
          id="name"
          name="name"
          value={typed.name}
          lang={nameLanguage}
          maxlength={20}
          autocomplete="nickname"
          required
          aria-invalid={problems.name ? 'true' : undefined}
          aria-describedby="name-hint name-problem"
        />
        <small id="name-hint">{words.nameHint}</small>
        <Problem of="name" text={problems.name} />
      </div>
      <Choice legend={words.age} name="ageBand" values={AGE_BANDS} names={AGE_NAMES} chosen={typed.ageBand} problem={problems.ageBand} />
      <Choice legend={words.job} name="job" values={JOBS} names={JOB_NAMES} chosen={typed.job} problem={problems.job} />
      <GridFields chosen={typed.grid} place={typed.place} grids={grids} problem={problems.place} />
      <details class="me-guardian" open={typed.ageBand === 'under14' || problems.guardian !== undefined}>
        <summary>{words.child}</summary>
        <div class="me-field">
          <label for="guardian">{words.guardian}</label>
          <input
            id="guardian"
            name="guardian"
            value={typed.guardian}
            lang={guardianLanguage}
            maxlength={20}
            autocomplete="off"
            aria-invalid={problems.guardian ? 'true' : undefined}
            aria-describedby="guardian-hint guardian-problem"
          />
          <small id="guardian-hint">{words.guardianHint}</small>
          <Problem of="guardian" text={problems.guardian} />
        </div>
        {children}
      </details>
    </>
  );
}

export function Problem({ of, text }: { of: string; text: string | undefined }) {
  return (
    <span id={`${of}-problem`} class="me-problem">
      {text}
    </span>
  );
}

interface ChoiceProps {
  readonly legend: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly names: Readonly<Record<string, { readonly zh: string; readonly en: string }>>;
  readonly chosen: string;
  readonly problem: string | undefined;
}

function Choice({ legend, name, values, names, chosen, problem }: ChoiceProps) {
  const named = useWords(NAMED);
  return (
    <fieldset class="me-choice" aria-describedby={`${name}-problem`}>
      <legend>{legend}</legend>
      <div class="me-options">
        {values.map((value) => (
          <label>
            <input type="radio" name={name} value={value} checked={chosen === value} required />
            <span>{capital(names[value]?.[named] ?? '')}</span>
          </label>
        ))}
      </div>
      <Problem of={name} text={problem} />
    </fieldset>
  );
}

interface GridFieldsProps {
  readonly chosen: string;
  readonly place: string;
  /** His own, or those that what he typed may mean. */
  readonly grids: readonly Grid[];
  readonly problem: string | undefined;
}

function GridFields({ chosen, place, grids, problem }: GridFieldsProps) {
  const words = useWords(PROFILE_WORDS);
  const placeLanguage = useLanguageOf(place);
  return (
    <fieldset class="me-choice" aria-describedby="place-problem">
      <legend>{words.places}</legend>
      {grids.length > 0 && (
        <div class="me-options">
          {grids.map(({ id, town, name }) => (
            <label>
              <input type="radio" name="grid" value={id} checked={chosen === id} />
              <span>
                <AsWritten text={`${town} ${name}`} />
              </span>
            </label>
          ))}
          <label>
            <input type="radio" name="grid" value="" checked={chosen === ''} />
            <span>{words.noneOfThese}</span>
          </label>
        </div>
      )}
      <div class="me-field">
        <label for="place">{grids.length > 0 ? words.otherPlace : words.place}</label>
        <input
          id="place"
          name="place"
          value={place}
          lang={placeLanguage}
          maxlength={40}
          autocomplete="off"
          aria-invalid={problem ? 'true' : undefined}
        />
        <Problem of="place" text={problem} />
      </div>
    </fieldset>
  );
}
