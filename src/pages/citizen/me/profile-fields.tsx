import type { Child } from 'hono/jsx';
import { AGE_NAMES, JOB_NAMES } from '../../../citizens/citizen-names.ts';
import { AGE_BANDS, JOBS } from '../../../storage/citizens/citizens-tables.ts';
import type { Grid } from '../../../storage/places/places.ts';
import type { ProfileForm } from './read-profile.ts';

/**
 * The fields of registration and correction; what is wrong stands beside its field.
 * @param children what a guardian has to read besides
 */
export function ProfileFields({ form: { typed, problems, grids }, children }: { form: ProfileForm; children?: Child }) {
  return (
    <>
      <div class="me-field">
        <label for="name">怎么称呼您</label>
        <input
          id="name"
          name="name"
          value={typed.name}
          maxlength={20}
          autocomplete="nickname"
          required
          aria-invalid={problems.name ? 'true' : undefined}
          aria-describedby="name-hint name-problem"
        />
        <small id="name-hint">真名、小名都行，比如“张阿姨”。</small>
        <Problem of="name" text={problems.name} />
      </div>
      <Choice legend="年龄" name="ageBand" values={AGE_BANDS} names={AGE_NAMES} chosen={typed.ageBand} problem={problems.ageBand} />
      <Choice legend="平时做什么" name="job" values={JOBS} names={JOB_NAMES} chosen={typed.job} problem={problems.job} />
      <GridFields chosen={typed.grid} place={typed.place} grids={grids} problem={problems.place} />
      <details class="me-guardian" open={typed.ageBand === 'under14' || problems.guardian !== undefined}>
        <summary>未满14岁，请监护人一起填</summary>
        <div class="me-field">
          <label for="guardian">监护人怎么称呼</label>
          <input
            id="guardian"
            name="guardian"
            value={typed.guardian}
            maxlength={20}
            autocomplete="off"
            aria-invalid={problems.guardian ? 'true' : undefined}
            aria-describedby="guardian-hint guardian-problem"
          />
          <small id="guardian-hint">填完以后，请监护人用自己的手机确认。没确认前不算登记好。</small>
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
  readonly names: Readonly<Record<string, { readonly zh: string }>>;
  readonly chosen: string;
  readonly problem: string | undefined;
}

function Choice({ legend, name, values, names, chosen, problem }: ChoiceProps) {
  return (
    <fieldset class="me-choice" aria-describedby={`${name}-problem`}>
      <legend>{legend}</legend>
      <div class="me-options">
        {values.map((value) => (
          <label>
            <input type="radio" name={name} value={value} checked={chosen === value} required />
            <span>{names[value]?.zh}</span>
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
  return (
    <fieldset class="me-choice" aria-describedby="place-problem">
      <legend>社区、村或单位（可以不填）</legend>
      {grids.length > 0 && (
        <div class="me-options">
          {grids.map(({ id, town, name }) => (
            <label>
              <input type="radio" name="grid" value={id} checked={chosen === id} />
              <span>
                {town} {name}
              </span>
            </label>
          ))}
          <label>
            <input type="radio" name="grid" value="" checked={chosen === ''} />
            <span>不是这里</span>
          </label>
        </div>
      )}
      <div class="me-field">
        <label for="place">{grids.length > 0 ? '别的地方，写名字' : '写名字就行'}</label>
        <input id="place" name="place" value={place} maxlength={40} autocomplete="off" aria-invalid={problem ? 'true' : undefined} />
        <Problem of="place" text={problem} />
      </div>
    </fieldset>
  );
}
