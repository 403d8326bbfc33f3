import type { ListedOfficer } from '../../../storage/officers.ts';
import type { Companion } from '../../../storage/places/doorstep-record.ts';
import { type Spoken, useWords } from '../language.tsx';
import { AT_THE_QUEUE } from '../roles.ts';
import { visitPath } from './visiting.ts';

const ZH = {
  title: '紧急：不能一个人去',
  with: '同去的民警：',
  nobody: '还没有民警同去。先别出发，打值班台电话，请他们派人；定好后刷新这一页。',
  nobodyYet: '还没有民警同去，顾问不会出发。请现在定一位。',
  choose: '谁同去',
  self: '（我自己）',
  save: '定下来',
  change: '换一位',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Urgent: never alone',
    with: 'The officer who comes along: ',
    nobody: 'No officer comes along yet. Do not set out; ring the desk and ask for one, then load this page again.',
    nobodyYet: 'Nobody comes along yet, and the advisor does not set out. Name somebody now.',
    choose: 'Who comes along',
    self: ' (myself)',
    save: 'Settle it',
    change: 'Change',
  },
};

interface CompanionBoxProps {
  readonly id: string;
  readonly companion: Companion | null;
  readonly colleagues: readonly ListedOfficer[];
  /** null: an advisor, who cannot settle it. */
  readonly ownId: string | null;
}

/** Who goes along to an urgent visit; settled by officers. */
export function CompanionBox({ id, companion, colleagues, ownId }: CompanionBoxProps) {
  const words = useWords(WORDS);
  return (
    <section class={companion ? 'visit-companion' : 'visit-companion missing'}>
      <h2>{words.title}</h2>
      {companion ? (
        <p>
          {words.with}
          <b>{companion.display}</b>
        </p>
      ) : (
        <p role="alert">{ownId === null ? words.nobody : words.nobodyYet}</p>
      )}
      {ownId !== null && (
        <form method="post" action={`${visitPath(id)}/companion`} class="visit-line">
          <label for="companion">{words.choose}</label>
          <select id="companion" name="companion">
            {colleagues
              .filter(({ role, disabled }) => AT_THE_QUEUE.includes(role) && !disabled)
              .map((one) => (
                <option value={one.id} selected={one.id === (companion?.id ?? ownId)}>
                  {one.display}
                  {one.id === ownId ? words.self : ''}
                </option>
              ))}
          </select>
          <button class="visit-button" type="submit">
            {companion ? words.change : words.save}
          </button>
        </form>
      )}
    </section>
  );
}
