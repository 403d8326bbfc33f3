import type { Context } from 'hono';
import { DISSUASION_PLAN } from '../../../dissuasion/tiers.ts';
import { checkWarning, DESK_SOURCE, knownPlaces, type WarningField } from '../../../dissuasion/warning-fields.ts';
import { AHEAD_OF_UTC } from '../../../hotline-time.ts';
import type { Grid } from '../../../storage/places/places.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { ShortField } from '../short-field.tsx';
import { StoryField } from '../story-field.tsx';
import { TierChoice } from './tier-choice.tsx';
import { WARNINGS_PATH, warningPath } from './warning-paths.ts';
import { problemField, problemWord } from './warning-problems.ts';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly fields: Readonly<Record<Exclude<WarningField, 'externalId' | 'tier'>, string>>;
  readonly unknown: string;
  readonly gridHint: string;
  readonly save: string;
  readonly back: string;
  readonly fromCase: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '录入预警',
    lead: '有人正在被骗，要去劝他：写上电话和级别就能开始，别的以后再补。',
    fields: {
      phone: '他的电话',
      name: '姓名',
      town: '乡镇、街道',
      grid: '网格',
      address: '地址',
      type: '像哪一类诈骗',
      story: '现在什么情况',
      account: '账户（不给安全顾问看）',
      amount: '金额（元）',
    },
    unknown: '还不清楚',
    gridHint: '村、小区、单位的名字',
    save: '录入，马上开始',
    back: '回预警列表',
    fromCase: '从这一单带过来的，核对后再录入。',
  },
  en: {
    title: 'Enter a warning',
    lead: 'Somebody is being cheated now and has to be dissuaded: a telephone and a tier are enough to begin.',
    fields: {
      phone: 'His telephone',
      name: 'Name',
      town: 'Town or district',
      grid: 'Grid',
      address: 'Address',
      type: 'Which scam it looks like',
      story: 'How it stands now',
      account: 'Account (not shown to advisors)',
      amount: 'Amount (yuan)',
    },
    unknown: 'not known yet',
    gridHint: 'village, estate, company',
    save: 'Enter it and begin',
    back: 'Back to the warnings',
    fromCase: 'Taken over from the case; check it before you enter it.',
  },
};

interface Form {
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

/** `GET /console/warnings/new`, `?case=…`: filled in from a case, as far as its page shows it to him. */
export async function renderNewWarning(deps: PageDeps, context: Context, form: Form | null = null): Promise<string> {
  const { storage, detector } = deps;
  const caseId = form ? (form.typed.case ?? '') : (context.req.query('case') ?? '').slice(0, 64);
  const filled = form?.typed ?? { formId: newWarningNumber(deps), ...(caseId === '' ? {} : await fromCase(deps, context, caseId)) };
  const language = deskLanguage(context);
  return renderConsole(deps, context, {
    title: WORDS[language].title,
    children: (
      <NewWarning
        typed={filled}
        problems={form?.problems ?? {}}
        types={detector.library.types.map(({ id, title }) => [id, language === 'en' ? title.en : title.zh] as const)}
        grids={await storage.listGrids()}
      />
    ),
  });
}

async function fromCase({ storage }: PageDeps, context: Context, caseId: string): Promise<Record<string, string>> {
  const deskCase = await storage.deskCase(caseId);
  if (!deskCase) return {};
  const officer = officerOf(context);
  const open = deskCase.owner?.id === officer.id || (await storage.isUnmasked(officer.id, caseId));
  return {
    case: caseId,
    type: deskCase.type ?? '',
    town: deskCase.community ?? '',
    phone: open ? ((await storage.telephoneOf(caseId)) ?? '') : '',
  };
}

/** `POST /console/warnings/new`: sent twice, it is entered once. */
export function newWarningForm(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const typed = await typedFields(context);
    const language = deskLanguage(context);
    const formId = formIdOf(typed.formId) ?? newWarningNumber(deps);
    const places = knownPlaces(await deps.storage.listGrids(), deps.detector.library.types);
    const checked = checkWarning(DESK_SOURCE, { ...typed, externalId: formId }, places);
    if (!('warning' in checked)) {
      const problems = Object.fromEntries(checked.problems.map((problem) => [problemField(problem), problemWord(problem, language)]));
      context.status(422);
      return context.html(await renderNewWarning(deps, context, { typed: { ...typed, formId }, problems }));
    }
    const known = typed.case ? await deps.storage.deskCase(typed.case) : null;
    const warning = { ...checked.warning, caseId: known?.id ?? null };
    const enter = async (externalId: string) =>
      (await deps.storage.receiveWarnings([{ ...warning, externalId }], DISSUASION_PLAN, officerOf(context).id))[0];
    const first = await enter(formId);
    // Another one has this number, or he went back and changed what he had entered: what he writes now is lost in no case.
    const received = first?.reception === 'changed' ? await enter(newWarningNumber(deps)) : first;
    return context.redirect(received ? warningPath(received.id) : WARNINGS_PATH, 303);
  };
}

/** `D1121-299841`: the day, and six digits; short enough to say on the telephone. */
function newWarningNumber({ now, surroundings }: PageDeps): string {
  const day = new Date(now() + AHEAD_OF_UTC).toISOString();
  return `D${day.slice(5, 7)}${day.slice(8, 10)}-${surroundings().newCaseNumber().replace(/\D/g, '')}`;
}

interface NewWarningProps extends Form {
  readonly types: readonly (readonly [string, string])[];
  readonly grids: readonly Grid[];
}

function NewWarning({ typed, problems, types, grids }: NewWarningProps) {
  const words = useWords(WORDS);
  const field = (name: Exclude<WarningField, 'externalId' | 'tier'>, hint = '') => (
    <ShortField id={name} name={name} label={words.fields[name]} hint={hint} value={typed[name]} problem={problems[name]} />
  );
  return (
    <section class="new-warning">
      <p>
        <a href={WARNINGS_PATH}>{words.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="quiet">{typed.case ? words.fromCase : words.lead}</p>
      <form class="new-warning-form" method="post" action={`${WARNINGS_PATH}/new`}>
        <input type="hidden" name="formId" value={typed.formId} />
        {typed.case && <input type="hidden" name="case" value={typed.case} />}
        <TierChoice chosen={typed.tier} missing={problems.tier !== undefined} />
        <div class="new-warning-fields">
          {field('phone')}
          {field('name')}
          <ShortField id="town" name="town" label={words.fields.town} value={typed.town} problem={problems.town} />
          <div class="short-field">
            <label for="grid">{words.fields.grid}</label>
            <input
              id="grid"
              name="grid"
              list="grid-names"
              value={typed.grid ?? ''}
              placeholder={words.gridHint}
              autocomplete="off"
              aria-invalid={problems.grid ? 'true' : undefined}
              aria-describedby={problems.grid ? 'grid-problem' : undefined}
            />
            <datalist id="grid-names" lang="zh-CN">
              {grids.slice(0, 500).map(({ name, town }) => (
                <option value={name}>{town}</option>
              ))}
            </datalist>
            {problems.grid && (
              <span id="grid-problem" class="problem">
                {problems.grid}
              </span>
            )}
          </div>
          {field('address')}
          <div class="short-field">
            <label for="type">{words.fields.type}</label>
            <select id="type" name="type">
              <option value="">{words.unknown}</option>
              {types.map(([id, title]) => (
                <option value={id} selected={id === typed.type}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          {field('account')}
          {field('amount')}
        </div>
        <StoryField label={words.fields.story} value={typed.story} rows={4} problem={problems.story} />
        <p>
          <button class="act act-first" type="submit">
            {words.save}
          </button>
        </p>
      </form>
    </section>
  );
}
