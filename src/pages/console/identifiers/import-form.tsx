import type { FaultyRow, RowFault } from '../../../lookups/import-rows.ts';
import { type Spoken, useWords } from '../language.tsx';
import { Labelled } from '../partners/labelled.tsx';

/** An import that was not done: which field, why, and which of its lines. */
export interface Importing {
  readonly label: string;
  readonly rows: string;
  readonly at: 'label' | 'rows';
  readonly problem: string;
  readonly faults: readonly FaultyRow[];
}

const ZH = {
  title: '导入一份名单',
  label: '从哪里来',
  labelHint: '比如 市局通报 2026年11月。导入的会提示红色。',
  rows: '一行一个',
  rowsHint: '电话,13800001234,类型（类型可以不写）；只写号码也行。有一行不对就都不导入。最多2000行。',
  save: '导入',
  faults: '这些行不对，改好再导入：',
  line: '第几行',
  fault: {
    kind: '种类不认识',
    value: '不是这一种号码，或者是公共服务号码',
    type: '类型不在套路库里',
    columns: '列数或引号不对',
    twice: '前面有了',
  },
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Import a list',
    label: 'Where it comes from',
    labelHint: 'Such as: city bureau, November 2026. What is imported shows red.',
    rows: 'One a line',
    rowsHint:
      'phone,13800001234,type (the type may be left out), or the bare number. One wrong line and nothing is imported. 2000 lines at most.',
    save: 'Import',
    faults: 'These lines are wrong; mend them and import again:',
    line: 'Line',
    fault: {
      kind: 'no such kind',
      value: 'not of this kind, or the number of a public service',
      type: 'no type of the library',
      columns: 'wrong columns or quotation marks',
      twice: 'stands further up already',
    } satisfies Record<RowFault, string>,
  },
};
const MOST_SHOWN = 100;

export function ImportForm({ formId, importing }: { formId: string; importing: Importing | null }) {
  const words = useWords(WORDS);
  const { at = 'rows', faults = [] } = importing ?? {};
  const problem = importing === null ? '' : importing.problem || words.faults;
  return (
    <form class="partner-form" method="post" action="/console/identifiers/import" enctype="multipart/form-data">
      <h2>{words.title}</h2>
      <input type="hidden" name="form" value={formId} />
      <Labelled label={words.label} name="label" problem={at === 'label' ? problem : ''} hint={words.labelHint} wide>
        <input
          id="partner-label"
          name="label"
          value={importing?.label ?? ''}
          maxlength={80}
          required
          autocomplete="off"
          aria-describedby="partner-label-note"
        />
      </Labelled>
      <Labelled label={words.rows} name="rows" problem={at === 'rows' ? problem : ''} hint={words.rowsHint} wide>
        <textarea id="partner-rows" name="rows" rows={5} spellcheck={false} aria-describedby="partner-rows-note">
          {importing?.rows ?? ''}
        </textarea>
      </Labelled>
      {faults.length > 0 && (
        <ul class="wide">
          {faults.slice(0, MOST_SHOWN).map(({ line, text, fault }) => (
            <li>
              {words.line} <span class="number">{line}</span>: <code lang="zh-CN">{text.slice(0, 80)}</code> {words.fault[fault]}
            </li>
          ))}
        </ul>
      )}
      <label class="wide">
        CSV
        <input type="file" name="file" accept=".csv,text/csv,text/plain" />
      </label>
      <button class="act act-first" type="submit">
        {words.save}
      </button>
    </form>
  );
}
