import type { CheckAnswer } from '../../conversation/answer.ts';
import { isCallStage } from '../../desk/call-stages.ts';
import { maskNumber, maskText } from '../../desk/masking.ts';
import { POLICE_FIELDS, type PoliceFacts, typedPoliceFacts } from '../../desk/police-facts.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import { TELEPHONE } from '../../storage/telephone-channel.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { CallBackItem } from './call-back-item.tsx';
import { type CaseRemark, type FormRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { type Spoken, useWords } from './language.tsx';
import { Steps, TypeAdvice } from './next-steps.tsx';
import { ShortField } from './short-field.tsx';
import type { TypeVerdict } from './type-advice.ts';

export async function loadCallPanel(deps: PageDeps, { id }: DeskCase) {
  const [telephone, police, callBacks] = await Promise.all([
    deps.storage.telephoneOf(id),
    deps.storage.policeFactsOf(id),
    deps.storage.callBacksOf(id),
  ]);
  return {
    telephone,
    police: police === null ? null : (JSON.parse(police) as PoliceFacts),
    callBacks,
    formId: deps.newId(),
    /** Changes with whatever the panel shows. */
    version: `${police?.length ?? 0}-${callBacks.map(({ id: one, attempts, takenBy }) => `${one}:${attempts}:${takenBy?.id ?? ''}`).join()}`,
  };
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadCallPanel>>;
}

interface Words {
  readonly title: string;
  readonly number: string;
  readonly forWhom: string;
  readonly town: string;
  readonly police: string;
  readonly fields: Readonly<Record<(typeof POLICE_FIELDS)[number], string>>;
  readonly timeHint: string;
  readonly savePolice: string;
  readonly callBacks: string;
  readonly promise: string;
  readonly due: string;
  readonly dueHint: string;
  readonly note: string;
  readonly noteHint: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '电话',
    number: '电话号码',
    forWhom: '替谁问',
    town: '镇街、社区',
    police: '110',
    fields: { record: '接警编号', unit: '派了谁去', dispatchedAt: '几点派的', arrivedAt: '几点到的' },
    timeHint: '如 9:31',
    savePolice: '记下110',
    callBacks: '回电',
    promise: '答应回电',
    due: '几点打',
    dueHint: '15:30 或 20分钟后',
    note: '说什么',
    noteHint: '只给同事看；没有号码的把号码写这里',
  },
  en: {
    title: 'Telephone',
    number: 'Number',
    forWhom: 'For whom',
    town: 'Town, community',
    police: '110',
    fields: { record: 'Record number', unit: 'Unit sent', dispatchedAt: 'Sent at', arrivedAt: 'Arrived at' },
    timeHint: 'e.g. 9:31',
    savePolice: 'Save 110',
    callBacks: 'Call-backs',
    promise: 'Promise a call',
    due: 'When',
    dueHint: '15:30 or 20 min',
    note: 'What about',
    noteHint: 'For colleagues; a number that is not known goes here',
  },
};

/** `desk-money.js` exchanges this part alone, so that what stands in other forms stays. */
const ALONE = { 'data-alone': '#calls' } as const;

export function CallPanel({ deskCase, view, remark, loaded: { telephone, police, callBacks, formId } }: Props) {
  const words = useWords(WORDS);
  const shown = (text: string, mask: (text: string) => string): string => (view.open ? text : mask(text));
  const facts = deskCase.facts === null ? {} : (JSON.parse(deskCase.facts) as Told);
  const refused = !view.mine && remark.form?.name.startsWith('call') ? remark.form.problems.form : undefined;
  return (
    <section class="call-panel" aria-labelledby="calls-title">
      <h2 id="calls-title">{words.title}</h2>
      {refused && (
        <p class="problem" role="alert">
          {refused}
        </p>
      )}
      <dl class="facts">
        {telephone !== null && <Fact name={words.number} text={shown(telephone, maskNumber)} />}
        {facts.forWhom && <Fact name={words.forWhom} text={shown(facts.forWhom, () => '***')} />}
        {facts.town && <Fact name={words.town} text={facts.town} />}
        {!view.mine &&
          police &&
          POLICE_FIELDS.map((field) => {
            const text = typedPoliceFacts(police)[field] ?? '';
            return text === '' ? null : <Fact name={`110 ${words.fields[field]}`} text={shown(text, maskText)} />;
          })}
      </dl>
      {view.mine && deskCase.channel === TELEPHONE && isCallStage(deskCase.stage ?? '') && (
        <NextSteps stage={deskCase.stage ?? ''} verdict={facts.verdict?.type ? view.typeVerdict(facts.verdict) : null} />
      )}
      {view.mine && <PoliceForm caseId={deskCase.id} police={police} remark={remarkOf(remark, 'call-police')} />}
      {callBacks.length > 0 && (
        <>
          <h3>{words.callBacks}</h3>
          <ul class="call-backs">
            {callBacks.map((one) => (
              <CallBackItem
                callBack={{ ...one, open: view.open }}
                view={view}
                remark={remarkOf(remark, `call-back-${one.id}`)}
                from="case"
              />
            ))}
          </ul>
        </>
      )}
      {view.mine && <PromiseForm caseId={deskCase.id} formId={formId} remark={remarkOf(remark, 'call-promise')} />}
    </section>
  );
}

interface Told {
  readonly forWhom?: string;
  readonly town?: string;
  readonly verdict?: CheckAnswer | null;
}

function NextSteps({ stage, verdict }: { stage: string; verdict: TypeVerdict | null }) {
  return (
    <>
      {isCallStage(stage) && <Steps stage={stage} />}
      {verdict && <TypeAdvice verdict={verdict} />}
    </>
  );
}

function Fact({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="number">{text}</dd>
    </div>
  );
}

function PoliceForm({ caseId, police, remark }: { caseId: string; police: PoliceFacts | null; remark: FormRemark }) {
  const words = useWords(WORDS);
  const action = `/console/cases/${caseId}/police`;
  const failed = Object.keys(remark.problems).length > 0;
  const typed = failed ? remark.typed : police ? typedPoliceFacts(police) : {};
  return (
    <form class="police-form" method="post" action={action} {...ALONE}>
      <fieldset>
        <legend>{words.police}</legend>
        {POLICE_FIELDS.map((field) => (
          <ShortField
            id={`police-${field}`}
            name={field}
            label={words.fields[field]}
            {...(field.endsWith('At') && { hint: words.timeHint })}
            value={typed[field]}
            problem={remark.problems[field]}
          />
        ))}
      </fieldset>
      <button class="act" type="submit">
        {words.savePolice}
      </button>
    </form>
  );
}

function PromiseForm({ caseId, formId, remark }: { caseId: string; formId: string; remark: FormRemark }) {
  const words = useWords(WORDS);
  const action = `/console/cases/${caseId}/call-back`;
  const { typed, problems } = remark;
  return (
    <form class="promise-form" method="post" action={action} {...ALONE}>
      <input type="hidden" name="formId" value={formId} />
      <ShortField id="promise-due" name="due" label={words.due} hint={words.dueHint} value={typed.due} problem={problems.due} />
      <ShortField id="promise-note" name="note" label={words.note} hint={words.noteHint} value={typed.note} problem={problems.note} />
      <button class="act" type="submit">
        {words.promise}
      </button>
    </form>
  );
}
