import { maskText } from '../../desk/masking.ts';
import { COLOURS } from '../../library/schema.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { Colour } from '../../storage/desk-schema.ts';
import { isGroup } from '../../storage/group-conversations.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { PutBack } from '../citizen/put-back.tsx';
import { VerdictSign } from '../citizen/signs.tsx';
import { type CaseRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { dayAndTime } from './day-and-time.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

export const VERDICT_FORM = 'verdict-form';

export async function loadVerdictForm(deps: PageDeps, { conversationId }: DeskCase) {
  const types = deps.detector.library.types.map(({ id, title }) => ({ id, 'zh-CN': title.zh, en: title.en }));
  return { latest: await deps.storage.latestJudgement(conversationId), types, formId: deps.newId() };
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadVerdictForm>>;
}

interface Words {
  language: DeskLanguage;
  fold: string;
  again: string;
  colours: Readonly<Record<Colour, string>>;
  colour: string;
  type: string;
  noType: string;
  reason: string;
  hint: string;
  watched: string;
  send: string;
  kept: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    fold: '人工研判',
    again: '改判',
    colours: { red: '红 像诈骗', yellow: '黄 可疑', green: '绿 没看出特征' },
    colour: '您判',
    type: '套路',
    noType: '说不清',
    reason: '为什么（他会看到）',
    hint: '马上发给他，开头是“人工研判”，盖过机器的判断。绿色也只说“没看出特征，谁也不能担保”。',
    watched: '骗子可能在看他的手机，而研判会写明颜色：先想好，能打电话就打电话。',
    send: '发出研判',
    kept: '您写的理由还在这里，没有发出：',
  },
  en: {
    language: 'en',
    fold: 'Officer’s verdict',
    again: 'Change the verdict',
    colours: { red: 'Red, likely scam', yellow: 'Yellow, suspicious', green: 'Green, no signs seen' },
    colour: 'Your verdict',
    type: 'Type',
    noType: 'Cannot say',
    reason: 'Why (the citizen reads it; in Chinese)',
    hint: 'Sent at once and marked as an officer’s verdict; it overrides the bot. Green too says only “no signs seen, nobody can vouch for it”.',
    watched: 'A scammer may be reading along, and the verdict names its colour: think first, ring if you can.',
    send: 'Send the verdict',
    kept: 'Your reason is still here; it was not sent:',
  },
};

/** What an officer has said that it is; and for the owner, the form to say so. */
export function VerdictForm({ deskCase, view, remark, loaded }: Props) {
  const { latest } = loaded;
  const { typed, problems } = remarkOf(remark, VERDICT_FORM);
  return (
    <section id="verdict" class="verdict-part" data-part="" data-state={`${view.mine} ${latest?.at ?? ''}`}>
      {latest && <Latest latest={latest} loaded={loaded} open={view.open} />}
      {view.mine && !isGroup(deskCase.conversationId) ? (
        <Form deskCase={deskCase} loaded={loaded} typed={typed} problems={Object.values(problems)} />
      ) : (
        <Kept typed={typed} problems={Object.values(problems)} />
      )}
    </section>
  );
}

function Latest({ latest, loaded, open }: { latest: NonNullable<Props['loaded']['latest']>; loaded: Props['loaded']; open: boolean }) {
  const words = useWords(WORDS);
  const type = loaded.types.find(({ id }) => id === latest.type)?.[words.language];
  return (
    <p class="verdict-latest">
      <b>{words.fold}</b>
      <span class={`verdict verdict-${latest.colour}`}>
        <VerdictSign colour={latest.colour} />
        {words.colours[latest.colour]}
      </span>
      {type && <span>{type}</span>}
      <small>
        {latest.officer} <time dateTime={new Date(latest.at).toISOString()}>{dayAndTime(latest.at, words.language)}</time>
      </small>
      <span class="verdict-why">{open ? latest.reason : maskText(latest.reason)}</span>
    </p>
  );
}

interface FormProps {
  readonly deskCase: DeskCase;
  readonly loaded: Props['loaded'];
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

function Form({ deskCase, loaded: { types, formId, latest }, typed, problems }: FormProps) {
  const words = useWords(WORDS);
  const type = typed.type ?? deskCase.type ?? '';
  return (
    <details class="fold" open={problems.length > 0 || undefined}>
      <summary>{latest ? words.again : words.fold}</summary>
      <form id={VERDICT_FORM} class="verdict-form" method="post" action={`/console/cases/${deskCase.id}/judge`} data-send="">
        <input type="hidden" name="form" value={formId} />
        {isWatched(deskCase) && <p class="warning">{words.watched}</p>}
        <div class="verdict-choice">
          <fieldset>
            <legend>{words.colour}</legend>
            {COLOURS.map((colour) => (
              <label class={`verdict verdict-${colour}`}>
                <input
                  type="radio"
                  id={`verdict-${colour}`}
                  name="colour"
                  value={colour}
                  required
                  checked={typed.colour === colour || undefined}
                  aria-describedby="verdict-problem"
                />
                <VerdictSign colour={colour} />
                {words.colours[colour]}
              </label>
            ))}
          </fieldset>
          <label class="verdict-type">
            {words.type}
            <select id="verdict-type" name="type" aria-describedby="verdict-problem">
              <option value="">{words.noType}</option>
              {types.map((one) => (
                <option value={one.id} selected={one.id === type || undefined}>
                  {one[words.language]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p id="verdict-problem" class="problem" role="alert">
          {problems.join(' ')}
        </p>
        <label for="verdict-reason">{words.reason}</label>
        <textarea
          id="verdict-reason"
          name="reason"
          rows={2}
          required
          aria-invalid={problems.length > 0 ? 'true' : undefined}
          aria-describedby="verdict-problem verdict-hint"
        >
          {typed.reason ?? ''}
        </textarea>
        <PutBack of="verdict-reason" />
        <div class="write-foot">
          <small id="verdict-hint" class="left">
            {words.hint}
          </small>
          <button class="act" type="submit">
            {words.send}
          </button>
        </div>
      </form>
    </details>
  );
}

/** Whose words do not go out, because the case is not his any more or is of a group, keeps them in sight. */
function Kept({ typed, problems }: Pick<FormProps, 'typed' | 'problems'>) {
  const words = useWords(WORDS);
  if (problems.length === 0) return null;
  return (
    <div id={VERDICT_FORM} class="not-yours">
      <p class="problem" role="alert">
        {problems.join(' ')}
      </p>
      <label for="kept-reason">{words.kept}</label>
      <textarea id="kept-reason" rows={2} readonly>
        {typed.reason ?? ''}
      </textarea>
    </div>
  );
}

/** As `handle-message.ts` froze it when the human was called. */
function isWatched({ facts }: DeskCase): boolean {
  return facts !== null && (JSON.parse(facts) as { watched?: boolean }).watched === true;
}
