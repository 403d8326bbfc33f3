import { maskNumber } from '../../desk/masking.ts';
import { GUARD_QUESTIONS } from '../../desk/opening-words.ts';
import type { CallResult } from '../../storage/call-backs.ts';
import type { CallBack } from '../../storage/listed-call-backs.ts';
import type { FormRemark } from './case-remark.ts';
import { Clock } from './clock.tsx';
import { channelIn } from './desk-words.ts';
import { Elapsed } from './elapsed.tsx';
import { type Spoken, useWords } from './language.tsx';

interface Words {
  readonly promised: string;
  readonly guard: string;
  readonly by: (who: string) => string;
  readonly overdue: string;
  readonly due: string;
  readonly attempts: (count: number) => string;
  readonly noNumber: (channel: string) => string;
  readonly take: string;
  readonly taken: (who: string) => string;
  readonly said: string;
  readonly results: Readonly<Record<CallResult, string>>;
  readonly ask: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    promised: '答应过回电',
    guard: '损失后回访',
    by: (who) => `${who}答应的`,
    overdue: '已过时',
    due: '约定',
    attempts: (count) => `${count}次没打通`,
    noNumber: (channel) => `没有号码，他是从${channel}来的；看备注，或这一单的止付线索`,
    take: '我来打，看号码',
    taken: (who) => `${who}在打`,
    said: '他怎么说，或为什么不用打',
    results: { reached: '打通了', unreached: '没打通', 'not-needed': '不用打了' },
    ask: '问他：',
  },
  en: {
    promised: 'Promised call',
    guard: 'After a loss',
    by: (who) => `promised by ${who}`,
    overdue: 'overdue',
    due: 'due',
    attempts: (count) => (count === 1 ? 'not reached once' : `not reached ${count} times`),
    noNumber: (channel) => `No number: he came by ${channel}; see the note`,
    take: 'I call, show the number',
    taken: (who) => `${who} is calling`,
    said: 'What he said, or why no call is needed',
    results: { reached: 'Reached', unreached: 'Not reached', 'not-needed': 'Not needed' },
    ask: 'Ask him:',
  },
};

interface CallBackItemProps {
  readonly callBack: CallBack;
  readonly view: { readonly now: number; readonly officerId: string };
  readonly remark: FormRemark;
  /** The page that it stands on, where its buttons lead back to. */
  readonly from: 'list' | 'case';
}

export function CallBackItem({ callBack, view: { now, officerId }, remark, from }: CallBackItemProps) {
  const words = useWords(WORDS);
  const { id, kind, dueAt, attempts, promisedBy, telephone, note, open } = callBack;
  const overdue = now >= dueAt;
  const taker = callBack.takenBy?.id === officerId ? null : callBack.takenBy;
  return (
    <li id={`call-back-${id}`} class={overdue ? 'call-back overdue' : 'call-back'}>
      <p class="call-back-head">
        <b>{words[kind]}</b>
        <span>
          {words.due} <Clock at={dueAt} now={now} />
        </span>
        {overdue && (
          <span class="call-late">
            {words.overdue} <Elapsed since={dueAt} now={now} />
          </span>
        )}
        {attempts > 0 && <span>{words.attempts(attempts)}</span>}
        {from === 'list' && (
          <a class="number" href={`/console/cases/${callBack.caseId}`}>
            {callBack.number}
          </a>
        )}
        {promisedBy && <small>{words.by(promisedBy)}</small>}
      </p>
      {taker && (
        <p>
          <b>{words.taken(taker.display)}</b> <Elapsed since={taker.at} now={now} />
        </p>
      )}
      <p>
        {telephone === null ? (
          <span class="quiet">{words.noNumber(useWords(channelIn)(callBack.channel))}</span>
        ) : (
          <b class="number call-number">{open ? telephone : maskNumber(telephone.replace(/\D/g, ''))}</b>
        )}
      </p>
      {open && note !== null && <p class="call-note">{note}</p>}
      {kind === 'guard' && (
        <p>
          {words.ask} <span lang="zh-CN">{GUARD_QUESTIONS.join(' ')}</span>
        </p>
      )}
      {open ? (
        <ResultForm callBack={callBack} remark={remark} from={from} />
      ) : taker ? null : (
        <form method="post" action={`/console/call-backs/${id}/take`}>
          <input type="hidden" name="from" value={from} />
          <button class="act" type="submit">
            {words.take}
          </button>
        </form>
      )}
    </li>
  );
}

function ResultForm({ callBack: { id, attempts }, remark: { typed, problems }, from }: Omit<CallBackItemProps, 'view'>) {
  const words = useWords(WORDS);
  return (
    <form class="call-result" method="post" action={`/console/call-backs/${id}`}>
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="attempts" value={attempts} />
      <div class="short-field">
        <label for={`said-${id}`}>{words.said}</label>
        <input
          id={`said-${id}`}
          name="said"
          value={typed.said ?? ''}
          autocomplete="off"
          aria-invalid={problems.said ? 'true' : undefined}
          aria-describedby={problems.said ? `said-${id}-problem` : undefined}
        />
        {problems.said && (
          <span id={`said-${id}-problem`} class="problem">
            {problems.said}
          </span>
        )}
      </div>
      {(['reached', 'unreached', 'not-needed'] as const).map((result) => (
        <button
          class={result === 'reached' ? 'act act-first' : 'act'}
          name="result"
          value={result}
          type="submit"
          aria-describedby={problems.said ? `said-${id}-problem` : undefined}
        >
          {words.results[result]}
        </button>
      ))}
    </form>
  );
}
