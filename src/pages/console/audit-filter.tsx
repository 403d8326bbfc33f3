import type { AuditFilter } from '../../storage/audit.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import { ACTION_WORDS } from './audit-words.ts';
import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<Readonly<Record<'officer' | 'anybody' | 'action' | 'anything' | 'number' | 'show', string>>> = {
  'zh-CN': { officer: '谁', anybody: '所有人', action: '做了什么', anything: '全部', number: '编号', show: '筛选' },
  en: { officer: 'Who', anybody: 'everybody', action: 'Did what', anything: 'anything', number: 'Number', show: 'Filter' },
};

/** A plain form that asks for the page again. */
export function AuditFilterForm({ filter, officers }: { filter: AuditFilter; officers: readonly ListedOfficer[] }) {
  const words = useWords(WORDS);
  const actions = useWords(ACTION_WORDS);
  return (
    <form class="audit-filter" method="get">
      <label>
        {words.officer}{' '}
        <select class="act" name="officer">
          <option value="">{words.anybody}</option>
          {officers.map(({ id, display, name }) => (
            <option value={id} selected={id === filter.officerId}>
              {`${display} (${name})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.action}{' '}
        <select class="act" name="action">
          <option value="">{words.anything}</option>
          {Object.entries(actions).map(([action, word]) => (
            <option value={action} selected={action === filter.action}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.number} <input class="act number" name="case" value={filter.number ?? ''} size={10} autocomplete="off" spellcheck={false} />
      </label>
      <button class="act act-first" type="submit">
        {words.show}
      </button>
    </form>
  );
}
