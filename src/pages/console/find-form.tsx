import { type Spoken, useWords } from './language.tsx';

/** What was looked for and not found. */
export interface Sought {
  readonly number: string;
  readonly problem: string;
}

const WORDS: Spoken<{ label: string; find: string; hint: string }> = {
  'zh-CN': { label: '工单号', find: '找', hint: 'A 和六位数字' },
  en: { label: 'Case number', find: 'Find', hint: 'A and six digits' },
};

export function FindForm({ sought }: { sought?: Sought | undefined }) {
  const words = useWords(WORDS);
  return (
    <search>
      <form class="find" method="get" action="/console/find">
        <label for="find">{words.label}</label>
        <input
          id="find"
          name="number"
          type="search"
          inputmode="text"
          autocomplete="off"
          required
          maxlength={40}
          placeholder={words.hint}
          value={sought?.number}
          aria-invalid={sought ? 'true' : undefined}
          aria-describedby={sought ? 'find-problem' : undefined}
        />
        <button class="act" type="submit">
          {words.find}
        </button>
        {sought && (
          <p id="find-problem" class="problem" role="alert">
            {sought.problem}
          </p>
        )}
      </form>
    </search>
  );
}
