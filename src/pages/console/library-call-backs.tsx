import type { Context } from 'hono';
import { maskText } from '../../desk/masking.ts';
import type { ReleaseCallBack, ReleaseCallResult } from '../../storage/release-call-backs.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { dayAndTime } from './day-and-time.ts';
import { channelIn } from './desk-words.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LIBRARY_CALL_BACKS_PATH } from './library-addresses.ts';
import { LibraryFrame } from './library-frame.tsx';
import { AT_THE_LIBRARY, AT_THE_QUEUE } from './roles.ts';
import { officerOf } from './session.ts';

const MOST_OPEN = 500;
const MOST_DONE = 30;

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly open: string;
  readonly done: string;
  readonly version: (version: string) => string;
  readonly told: string;
  readonly attempts: (count: number) => string;
  readonly caseOf: string;
  readonly noCase: (channel: string) => string;
  readonly read: string;
  readonly text: string;
  readonly results: Readonly<Record<ReleaseCallResult, string>>;
  readonly columns: readonly [who: string, release: string, result: string, officer: string, at: string];
  readonly noted: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '要回电的人',
    hint: '他们问的时候答的是绿，后来发布的版本判红。请联系他们，提醒停下；程序不会自动给他们发消息。',
    none: '没有要回电的人。新发布的版本把以前答绿的判成红，他们就排到这里。',
    open: '还没联系的',
    done: '最近办过的',
    version: (version) => `${version} 判红`,
    told: '问的时间',
    attempts: (count) => `${count}次没联系上`,
    caseOf: '工单',
    noCase: (channel) => `没有工单，从${channel}来的`,
    read: '看他问的话',
    text: '他问的话（已遮住）',
    results: { reached: '联系上了', unreached: '没联系上', 'not-needed': '不用联系' },
    columns: ['谁', '版本', '结果', '谁办的', '时间'],
    noted: '这一位怎么样了',
  },
  en: {
    language: 'en',
    title: 'People to call back',
    hint: 'They asked and were told green of what a later release calls red. Reach them and tell them to stop; nothing is sent to them by itself.',
    none: 'Nobody has to be called back. Whoever was told green of what a new release calls red is listed here.',
    open: 'Not reached yet',
    done: 'Settled last',
    version: (version) => `red in ${version}`,
    told: 'asked',
    attempts: (count) => (count === 1 ? 'not reached once' : `not reached ${count} times`),
    caseOf: 'Case',
    noCase: (channel) => `No case; came by ${channel}`,
    read: 'Read what was asked',
    text: 'What was asked (masked)',
    results: { reached: 'Reached', unreached: 'Not reached', 'not-needed': 'Not needed' },
    columns: ['Who', 'Release', 'Result', 'By', 'When'],
    noted: 'What came of it',
  },
};

interface CallBackRemark {
  readonly notice?: string;
  /** Which one was opened, and what he had written. */
  readonly opened?: { readonly messageId: string; readonly text: string };
  readonly problem?: { readonly messageId: string; readonly text: string };
}

/** `GET /console/library/call-backs` */
export async function renderLibraryCallBacks(deps: PageDeps, context: Context, remark: CallBackRemark = {}): Promise<string> {
  const { storage, detector } = deps;
  const [open, done] = await Promise.all([storage.releaseCallBacksOpen(MOST_OPEN), storage.releaseCallBacksDone(MOST_DONE)]);
  const { role } = officerOf(context);
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: (
      <CallBackPage
        open={open}
        done={done}
        remark={remark}
        version={detector.library.version}
        tabs={AT_THE_LIBRARY.includes(role)}
        cases={AT_THE_QUEUE.includes(role)}
      />
    ),
  });
}

interface CallBackPageProps {
  readonly open: readonly ReleaseCallBack[];
  readonly done: readonly ReleaseCallBack[];
  readonly remark: CallBackRemark;
  readonly version: string;
  /** He may read the other pages of the library. */
  readonly tabs: boolean;
  /** He may open cases. */
  readonly cases: boolean;
}

function CallBackPage({ open, done, remark, version, tabs, cases }: CallBackPageProps) {
  const words = useWords(WORDS);
  return (
    <LibraryFrame title={words.title} at={LIBRARY_CALL_BACKS_PATH} version={version} tabs={tabs}>
      {remark.notice && (
        <p class="refusal" role="alert">
          {remark.notice}
        </p>
      )}
      {open.length === 0 ? <p class="draft-empty">{words.none}</p> : <p class="quiet">{words.hint}</p>}
      {open.length > 0 && (
        <section class="library-part" aria-labelledby="open">
          <h2 id="open">
            {words.open} <span class="number">{open.length}</span>
          </h2>
          <ul class="release-calls">
            {open.map((one) => (
              <Waiting callBack={one} remark={remark} cases={cases} />
            ))}
          </ul>
        </section>
      )}
      {done.length > 0 && (
        <section class="library-part" aria-labelledby="done">
          <h2 id="done">{words.done}</h2>
          <DoneTable done={done} cases={cases} />
        </section>
      )}
    </LibraryFrame>
  );
}

interface WaitingProps {
  readonly callBack: ReleaseCallBack;
  readonly remark: CallBackRemark;
  readonly cases: boolean;
}

function Waiting({ callBack, remark, cases }: WaitingProps) {
  const words = useWords(WORDS);
  const { version, messageId, toldAt, attempts } = callBack;
  const address = `${LIBRARY_CALL_BACKS_PATH}/${encodeURIComponent(messageId)}`;
  const problem = remark.problem?.messageId === messageId ? remark.problem.text : null;
  const text = remark.opened?.messageId === messageId ? maskText(remark.opened.text) : null;
  return (
    <li class="release-call" id={`call-${messageId}`}>
      <p class="release-call-head">
        <Whom callBack={callBack} cases={cases} />
        <span>{words.version(version)}</span>
        <span>
          {words.told} <span class="number">{dayAndTime(toldAt, words.language)}</span>
        </span>
        {attempts > 0 && <span>{words.attempts(attempts)}</span>}
      </p>
      {text === null ? (
        <form method="post" action={`${address}/read`}>
          <button class="act" type="submit">
            {words.read}
          </button>
        </form>
      ) : (
        <figure class="release-call-text" role="status">
          <figcaption class="quiet">{words.text}</figcaption>
          <blockquote lang="zh-CN">{text}</blockquote>
        </figure>
      )}
      <form class="release-call-results" method="post" action={address} aria-label={words.noted}>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="attempts" value={String(attempts)} />
        {(['reached', 'unreached', 'not-needed'] as const).map((result) => (
          <button
            class={result === 'reached' ? 'act act-first' : 'act'}
            name="result"
            value={result}
            type="submit"
            aria-describedby={problem ? `problem-${messageId}` : undefined}
          >
            {words.results[result]}
          </button>
        ))}
        {problem && (
          <span id={`problem-${messageId}`} class="problem" role="alert">
            {problem}
          </span>
        )}
      </form>
    </li>
  );
}

function Whom({ callBack: { caseId, caseNumber, channel }, cases }: Omit<WaitingProps, 'remark'>) {
  const words = useWords(WORDS);
  const channels = useWords(channelIn);
  if (caseId === null) return <b>{words.noCase(channels(channel))}</b>;
  return (
    <b>
      {words.caseOf}{' '}
      {cases ? (
        <a class="number" href={`/console/cases/${encodeURIComponent(caseId)}`}>
          {caseNumber}
        </a>
      ) : (
        <span class="number">{caseNumber}</span>
      )}
    </b>
  );
}

function DoneTable({ done, cases }: { done: readonly ReleaseCallBack[]; cases: boolean }) {
  const words = useWords(WORDS);
  return (
    <table class="queue audit draft-table">
      <thead>
        <tr>
          {words.columns.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {done.map((one) => (
          <tr>
            <td>
              <Whom callBack={one} cases={cases} />
            </td>
            <td class="number">{one.version}</td>
            <td>{one.result && words.results[one.result]}</td>
            <td>{one.officer}</td>
            <td class="number">{one.doneAt !== null && dayAndTime(one.doneAt, words.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
