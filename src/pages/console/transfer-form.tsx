import type { Role } from '../../storage/desk-schema.ts';
import type { Present } from '../../storage/presence.ts';
import { LONGEST_NOTE } from './case-notes.tsx';
import { type CaseRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { type Spoken, useWords } from './language.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { AT_THE_QUEUE } from './roles.ts';

export const TRANSFER_FORM = 'transfer';

interface TransferWords {
  readonly fold: string;
  readonly form: string;
  readonly to: string;
  readonly choose: string;
  readonly people: string;
  readonly roles: string;
  readonly myself: string;
  readonly remark: string;
  readonly hint: string;
  readonly go: string;
  readonly anyOf: (role: string, present: number) => string;
}
const WORDS: Spoken<TransferWords> = {
  'zh-CN': {
    fold: '转给…',
    form: '转给同事',
    to: '转给',
    choose: '选人或角色',
    people: '在值班台的人，马上归他',
    roles: '一个角色，退回队列等他们接',
    myself: '我自己，我来接',
    remark: '带一句话',
    hint: '内部备注，群众看不到',
    go: '转',
    anyOf: (role, present) => `${role} · ${present === 0 ? '现在没人在' : `${present}人在`}`,
  },
  en: {
    fold: 'Hand over…',
    form: 'Hand over to a colleague',
    to: 'Hand to',
    choose: 'person or role',
    people: 'At the desk: theirs at once',
    roles: 'A role: waits in the queue for them',
    myself: 'me, I take it over',
    remark: 'Remark',
    hint: 'internal, never sent',
    go: 'Hand over',
    anyOf: (role, present) => `${role} · ${present === 0 ? 'nobody here' : `${present} here`}`,
  },
};

interface TransferFormProps {
  readonly caseId: string;
  /** Whose the case is while he decides. */
  readonly ownerId: string;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly present: readonly Present[];
}

/** To somebody who is there, or to whoever of a role comes first. */
export function TransferForm({ caseId, ownerId, view, remark, present }: TransferFormProps) {
  const words = useWords(WORDS);
  const roleNames = useWords(ROLE_NAMES);
  const { typed, problems } = remarkOf(remark, TRANSFER_FORM);
  const people = receivers(present, ownerId);
  const countOf = (role: Role): number => people.filter((one) => one.role === role).length;
  return (
    <details class="work-fold" name="case-work" open={Object.keys(typed).length > 0 || undefined}>
      <summary class="act">{words.fold}</summary>
      <form class="transfer work-panel" method="post" action={`/console/cases/${caseId}/transfer`} aria-label={words.form}>
        <input type="hidden" name="owner" value={ownerId} />
        <label class="work-field" for="transfer-to">
          <span>{words.to}</span>
          {/* A part of its own: who is there changes while the remark is being typed. */}
          <select
            id="transfer-to"
            name="to"
            required
            data-part=""
            data-state={people.map(({ id }) => id).join(' ')}
            aria-invalid={problems.to ? 'true' : undefined}
            aria-describedby="transfer-problem"
          >
            <option value="">{words.choose}</option>
            {people.length > 0 && (
              <optgroup label={words.people}>
                {people.map(({ id, display, role }) => (
                  <option value={`officer:${id}`} selected={typed.to === `officer:${id}`}>
                    {id === view.officer.id ? words.myself : `${display} · ${roleNames[role]}`}
                  </option>
                ))}
              </optgroup>
            )}
            <optgroup label={words.roles}>
              {AT_THE_QUEUE.map((role) => (
                <option value={`role:${role}`} selected={typed.to === `role:${role}`}>
                  {words.anyOf(roleNames[role], countOf(role))}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        <label class="work-field" for="transfer-remark">
          <span>{words.remark}</span>
          <input
            id="transfer-remark"
            name="remark"
            value={typed.remark ?? ''}
            maxlength={LONGEST_NOTE}
            placeholder={words.hint}
            autocomplete="off"
            aria-invalid={problems.remark ? 'true' : undefined}
            aria-describedby="transfer-problem"
          />
        </label>
        <button class="act" type="submit">
          {words.go}
        </button>
        <p id="transfer-problem" class="problem" role="alert">
          {problems.to ?? problems.remark ?? ''}
        </p>
      </form>
    </details>
  );
}

/** Who may have it: whoever works on cases and has it not. */
function receivers(present: readonly Present[], ownerId: string): readonly Present[] {
  return present.filter(({ id, role }) => id !== ownerId && AT_THE_QUEUE.includes(role));
}
