import type { Context } from 'hono';
import type { CallBack } from '../../storage/listed-call-backs.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { CallBackItem } from './call-back-item.tsx';
import { type CaseRemark, remarkOf } from './case-remark.ts';
import { KeptWords } from './kept-words.tsx';
import { deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderLivePage } from './live-page.tsx';
import { officerOf } from './session.ts';

export const CALL_BACKS_PATH = '/console/call-backs';

interface Words {
  readonly title: string;
  readonly none: string;
  readonly now: string;
  readonly later: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': { title: '回电', none: '没有要打的电话。在工单里“答应回电”，就会排到这里。', now: '该打了', later: '还没到时候' },
  en: { title: 'Call-backs', none: 'No calls to make. What is promised in a case is listed here.', now: 'Due', later: 'Later' },
};

/** `GET /console/call-backs`: who waits for a call, due first. */
export async function renderCallBacks(deps: PageDeps, context: Context, remark: CaseRemark = {}): Promise<string> {
  const { id: officerId } = officerOf(context);
  const callBacks = await deps.storage.callBacksDue(officerId);
  return renderLivePage(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    address: CALL_BACKS_PATH,
    cursor: await deps.storage.deskCursor(),
    children: <CallBackList callBacks={callBacks} view={{ now: deps.now(), officerId }} remark={remark} />,
  });
}

interface ListProps {
  readonly callBacks: readonly CallBack[];
  readonly view: { readonly now: number; readonly officerId: string };
  readonly remark: CaseRemark;
}

function CallBackList({ callBacks, view, remark }: ListProps) {
  const { now } = view;
  const words = useWords(WORDS);
  const parts = [
    [words.now, callBacks.filter(({ dueAt }) => dueAt <= now)],
    [words.later, callBacks.filter(({ dueAt }) => dueAt > now)],
  ] as const;
  return (
    <section class="queue-page call-backs-page">
      <h1>{words.title}</h1>
      {remark.notice && (
        <p class="notice" role="alert">
          {remark.notice}
        </p>
      )}
      {remark.form && !callBacks.some(({ id }) => remark.form?.name === `call-back-${id}`) && <KeptWords form={remark.form} />}
      {callBacks.length === 0 && <p class="quiet">{words.none}</p>}
      {parts.map(([name, listed]) =>
        listed.length === 0 ? null : (
          <>
            <h2>
              {name} <span class="number">{listed.length}</span>
            </h2>
            <ul class="call-backs">
              {listed.map((one) => (
                <CallBackItem callBack={one} view={view} remark={remarkOf(remark, `call-back-${one.id}`)} from="list" />
              ))}
            </ul>
          </>
        ),
      )}
    </section>
  );
}
