import type { CannedReply } from '../../desk/canned-reply.ts';
import { likelyReplies } from '../../desk/search-replies.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import { type Spoken, useWords } from './language.tsx';

const WORDS: Spoken<{ fold: string; look: string; find: string; all: string; none: string; title: (reply: CannedReply) => string }> = {
  'zh-CN': {
    fold: '常用语',
    look: '找常用语：止付、共享屏幕、老人…',
    find: '找',
    all: '全部',
    none: '没有这样的常用语，换个词试试。',
    title: ({ title }) => title.zh,
  },
  en: {
    fold: 'Ready replies',
    look: 'Find a reply: stop payment, screen, elder…',
    find: 'Find',
    all: 'All of them',
    none: 'There is none like this; try another word.',
    title: ({ title }) => title.en,
  },
};

/** Below the reply; what fits the case is there at once. Without JavaScript the same search is a page of its own. */
export function CannedReplies({ deskCase }: { deskCase: DeskCase }) {
  const { fold } = useWords(WORDS);
  return (
    <details class="fold canned">
      <summary>{fold}</summary>
      <CannedSearch caseId={deskCase.id} query="" />
      <CannedList caseId={deskCase.id} replies={likelyReplies(deskCase)} />
    </details>
  );
}

export function CannedSearch({ caseId, query }: { caseId: string; query: string }) {
  const { look, find, all } = useWords(WORDS);
  const address = cannedPath(caseId);
  return (
    <form
      class="canned-search"
      method="get"
      action={address}
      hx-get={address}
      hx-trigger="input delay:120ms, submit"
      hx-target="#canned-list"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      <input id="canned-q" name="q" type="search" value={query} maxlength={60} placeholder={look} aria-label={look} autocomplete="off" />
      <button class="act" type="submit">
        {find}
      </button>
      <a href={address}>{all}</a>
    </form>
  );
}

/** Each leads to the reply form with its text in it; htmx puts it behind what is already typed. */
export function CannedList({ caseId, replies }: { caseId: string; replies: readonly CannedReply[] }) {
  const { none, title } = useWords(WORDS);
  return (
    <ul id="canned-list" class="canned-list">
      {replies.length === 0 && <li class="canned-none">{none}</li>}
      {replies.map((reply) => {
        const address = `${cannedPath(caseId)}/${reply.id}`;
        return (
          <li>
            <a href={address} hx-post={address} hx-include="#reply-text" hx-target="#reply-text" hx-swap="outerHTML">
              <b>{title(reply)}</b> <span lang="zh-CN">{reply.text.replace(/\{\w+\}/g, '…')}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function cannedPath(caseId: string): string {
  return `/console/cases/${encodeURIComponent(caseId)}/canned`;
}
