import { PutBack } from '../citizen/put-back.tsx';
import type { CaseRemark, FormRemark } from './case-remark.ts';
import { remarkOf } from './case-remark.ts';
import { draftPath } from './draft-paths.ts';
import type { DraftView } from './draft-view.ts';
import { type Spoken, useWords } from './language.tsx';

type Act = 'propose' | 'return' | 'withdraw';

interface Words {
  readonly title: string;
  readonly acts: Readonly<Record<Act | 'takeBack', { readonly button: string; readonly label: string; readonly hint: string }>>;
  readonly changeFirst: string;
  readonly moveFirst: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '接下来',
    acts: {
      propose: { button: '提交复核', label: '说给复核的同事（可不填）', hint: '提交后会量一遍；要改得先退回。' },
      return: { button: '退回', label: '为什么退回', hint: '写给作者，他改好再提交。' },
      takeBack: { button: '拿回来再改', label: '为什么拿回来', hint: '同事会看到。' },
      withdraw: { button: '撤回', label: '为什么不要了（可不填）', hint: '整个草稿作废，留在记录里。' },
    },
    changeFirst: '改过文件才能提交。',
    moveFirst: '先跟上现在的版本，再提交。',
  },
  en: {
    title: 'Next',
    acts: {
      propose: {
        button: 'Propose',
        label: 'For the reviewer (optional)',
        hint: 'It is measured then; to change it, it must be returned first.',
      },
      return: { button: 'Return', label: 'Why it is returned', hint: 'For its author, who mends it and proposes again.' },
      takeBack: { button: 'Take it back', label: 'Why it is taken back', hint: 'Colleagues see it.' },
      withdraw: { button: 'Withdraw', label: 'Why it is not wanted (optional)', hint: 'The whole draft ends; it stays on record.' },
    },
    changeFirst: 'It can be proposed once a file has changed.',
    moveFirst: 'It must follow the release at work before it is proposed.',
  },
};

/** What can be done with it as it stands: each form keeps what was typed when it was not taken. */
export function DecidePart({ view, remark }: { view: DraftView; remark: CaseRemark }) {
  const words = useWords(WORDS);
  const { draft, files, rebase, officer, writes } = view;
  if (!writes || (draft.state !== 'open' && draft.state !== 'proposed')) return null;
  const own = draft.proposedBy === officer.id;
  return (
    <section class="library-part" aria-labelledby="decide">
      <h2 id="decide">{words.title}</h2>
      <div class="draft-decide">
        {draft.state === 'open' &&
          (files.length === 0 ? (
            <p class="quiet">{words.changeFirst}</p>
          ) : rebase ? (
            <p class="quiet">{words.moveFirst}</p>
          ) : (
            <ActForm act="propose" words={words.acts.propose} view={view} remark={remarkOf(remark, 'propose')} first />
          ))}
        {draft.state === 'proposed' && (
          <ActForm act="return" words={own ? words.acts.takeBack : words.acts.return} view={view} remark={remarkOf(remark, 'return')} />
        )}
        <ActForm act="withdraw" words={words.acts.withdraw} view={view} remark={remarkOf(remark, 'withdraw')} />
      </div>
    </section>
  );
}

interface ActFormProps {
  readonly act: Act;
  readonly words: Words['acts'][Act];
  readonly view: DraftView;
  readonly remark: FormRemark;
  readonly first?: boolean;
}

function ActForm({ act, words, view: { draft }, remark: { typed, problems }, first = false }: ActFormProps) {
  const problem = problems.remark;
  return (
    <form class="draft-act" method="post" action={draftPath(draft.id, act)}>
      <input type="hidden" name="edits" value={String(draft.edits)} />
      <label for={`${act}-remark`}>{words.label}</label>
      <textarea
        id={`${act}-remark`}
        name="remark"
        rows={2}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${act}-problem ${act}-hint` : `${act}-hint`}
      >
        {typed.remark ?? ''}
      </textarea>
      <PutBack of={`${act}-remark`} />
      {problem && (
        <span id={`${act}-problem`} class="problem" role="alert">
          {problem}
        </span>
      )}
      <div class="draft-act-foot">
        <button class={first ? 'act act-first' : 'act'} type="submit">
          {words.button}
        </button>
        <small id={`${act}-hint`} class="quiet">
          {words.hint}
        </small>
      </div>
    </form>
  );
}
