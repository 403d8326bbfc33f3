import type { Context } from 'hono';
import { LONGEST_TYPED } from '../../../lookups/identify.ts';
import type { ListRules } from '../../../lookups/list-rules.ts';
import { type LookedUp, lookUpTyped } from '../../../lookups/look-up.ts';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { Logo } from '../signs.tsx';
import { LookupResult } from './lookup-result.tsx';

export const LOOKUP_PAGE = '/lookup';

/** What a form of the page said, or what is wrong with it. */
interface LookupRemark {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}
export interface LookupView {
  readonly typed: string;
  readonly remark: LookupRemark | null;
  /** What was typed into the form of a dispute that failed. */
  readonly dispute?: { readonly reason: string; readonly contact: string } | undefined;
}

/** `GET /lookup`, and the answer to its forms: what is typed never stands in an address. */
export async function renderLookup(deps: PageDeps, context: Context, rules: ListRules, view: LookupView): Promise<string> {
  const { typed, remark } = view;
  const answer = typed.trim() === '' || typed.length > LONGEST_TYPED ? null : await lookUpTyped(deps.storage, rules, typed);
  const disputed = answer?.looked.exact ? await deps.storage.newestDispute(answer.looked.exact.id) : null;
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const problem = typed.trim() !== '' && answer === null ? UNKNOWN : null;
  return renderPage({
    title: '查号码、网址、账号 · 反诈一哥',
    description: '输入电话、网址、银行账号或应用名，看有没有人举报过。没有人举报过，不等于安全。',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet lookup">
        <h1>
          <Logo /> 查一查，有没有人举报过
        </h1>
        {remark && (
          <p class={`lookup-remark lookup-${remark.kind}`} role={remark.kind === 'done' ? 'status' : 'alert'}>
            {remark.text}
          </p>
        )}
        <LookupForm typed={typed} problem={problem} />
        {answer && (
          <LookupResult
            answer={answer}
            typed={typed}
            type={typeTitle(deps, answer)}
            formIds={{ dispute: deps.newId(), report: deps.newId() }}
            dispute={view.dispute}
            disputed={disputed}
            book={book}
          />
        )}
        <p class="lookup-home">
          <a href="/">整段的短信、聊天，贴到首页问一哥</a>
        </p>
      </main>
    ),
  });
}

const UNKNOWN =
  '看不出这是什么。只填一样：一个电话，一个网址，一个账号，或者一个应用的名字。110、96110、银行和运营商的客服号码不在这里查。';

function typeTitle({ detector }: PageDeps, { looked }: LookedUp): string | null {
  const type = (looked.exact ?? looked.sameSite)?.type ?? null;
  return detector.library.types.find(({ id }) => id === type)?.title.zh ?? null;
}

function LookupForm({ typed, problem }: { typed: string; problem: string | null }) {
  return (
    <form class="lookup-form" method="post" action={LOOKUP_PAGE}>
      <label for="lookup-value">电话、网址、账号或应用名</label>
      <input
        id="lookup-value"
        name="value"
        value={typed.slice(0, LONGEST_TYPED)}
        maxlength={LONGEST_TYPED}
        placeholder="比如 0571 8888 0000"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'lookup-problem' : 'lookup-hint'}
      />
      {problem ? (
        <p id="lookup-problem" class="problem" role="alert">
          {problem}
        </p>
      ) : (
        <p id="lookup-hint" class="lookup-hint">
          不用选种类。不要填密码、验证码。查什么，我们不留。
        </p>
      )}
      <button type="submit">查一查</button>
    </form>
  );
}
