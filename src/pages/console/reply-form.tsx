import type { DeskCase } from '../../storage/desk-cases.ts';
import type { CaseView } from './case-view.ts';
import { channelWord } from './desk-words.ts';
import { hasWindow, replyLimitOf, UNIT_WORDS } from './reply-limit.ts';

/** What was typed and not taken; it is shown again beside what was wrong with it. */
export interface Draft {
  readonly text: string;
  readonly problem: string;
}

interface ReplyFormProps {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly draft: Draft | null;
  readonly formId: string;
}

/** Only the owner may write; whoever was the owner a moment ago keeps his words in sight. */
export function ReplyForm({ deskCase, view: { mine }, draft, formId }: ReplyFormProps) {
  const { id, channel } = deskCase;
  if (!mine) return <NotYours deskCase={deskCase} draft={draft} />;
  const { unit, most } = replyLimitOf(channel);
  const word = UNIT_WORDS[unit];
  return (
    <form id="reply" class="write-form reply-form" method="post" action={`/console/cases/${id}/say`} data-send="">
      {/* The same form sent twice, as after a broken connection, is said once. */}
      <input type="hidden" name="form" value={formId} />
      <label for="reply-text">回给群众 · {channelWord(channel)}</label>
      <textarea id="reply-text" name="text" rows={3} required data-unit={unit} data-most={most} aria-describedby="reply-problem reply-left">
        {draft?.text ?? ''}
      </textarea>
      <p id="reply-problem" class="problem" role="alert">
        {draft?.problem ?? ''}
      </p>
      <div class="write-foot">
        <small id="reply-left" class="left number" data-left="reply-text" data-word={word}>
          最多{most}
          {word}
        </small>
        {hasWindow(channel) && <small class="window">他太久没来话，平台就不让发：写的不会丢，等他来话再发出。</small>}
        <button class="act act-first" type="submit">
          发给他
        </button>
      </div>
    </form>
  );
}

function NotYours({ deskCase: { owner, status }, draft }: { deskCase: DeskCase; draft: Draft | null }) {
  return (
    <div id="reply" class="not-yours">
      {draft && (
        <>
          <p class="problem" role="alert">
            {draft.problem}
          </p>
          <label for="kept-text">您写的还在这里，没有发出：</label>
          <textarea id="kept-text" rows={3} readonly>
            {draft.text}
          </textarea>
        </>
      )}
      <p>{whyNot(status, owner?.display ?? null)}</p>
    </div>
  );
}

export function whyNot(status: DeskCase['status'], owner: string | null): string {
  if (status === 'closed') return '这一单已经结案，不能再回。';
  return owner === null ? '先接手，才能回他。接手后机器就不再说话。' : `${owner}在办，只有${owner}能回他。要告诉同事什么，写在备注里。`;
}
