import type { CheckAnswer } from '../../conversation/answer.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { CaseView } from './case-view.ts';
import { ColourWord } from './colour-word.tsx';
import { channelWord, situationOf } from './desk-words.ts';
import { Elapsed } from './elapsed.tsx';

/** As `handle-message.ts` froze it when the human was called. */
interface Facts {
  readonly verdict: CheckAnswer | null;
  readonly forOther: boolean;
  readonly watched: boolean;
  readonly despair: boolean;
}

export function CaseFacts({ deskCase, view: { now } }: { deskCase: DeskCase; view: CaseView }) {
  const { facts: frozen, channel, createdAt, lastFromCitizenAt } = deskCase;
  const facts = frozen === null ? null : (JSON.parse(frozen) as Facts);
  const { stage, reason } = situationOf(deskCase);
  return (
    <>
      {facts && <Warnings facts={facts} />}
      <dl class="facts">
        <Fact name="叫人已过">
          <Elapsed since={createdAt} now={now} />
        </Fact>
        <Fact name="上次来话">
          <Elapsed since={lastFromCitizenAt} now={now} />
        </Fact>
        <Fact name="为什么叫人">{reason}</Fact>
        {stage && <Fact name="到哪一步">{stage}</Fact>}
        {facts?.verdict?.type && <Fact name="像哪种套路">{facts.verdict.type.title}</Fact>}
        {facts?.verdict && (
          <Fact name="机器判断">
            <ColourWord colour={facts.verdict.verdict} />
          </Fact>
        )}
        {facts?.forOther && <Fact name="替谁问">替别人问的</Fact>}
        <Fact name="渠道">{channelWord(channel)}</Fact>
        {facts?.verdict && <Fact name="套路库">{facts.verdict.libraryVersion}</Fact>}
      </dl>
      {facts?.verdict && <Reasons verdict={facts.verdict} />}
      {!facts && <p>叫人时的记录已按他的要求删除。</p>}
    </>
  );
}

/** What changes how one speaks to him. */
function Warnings({ facts: { watched, despair } }: { facts: Facts }) {
  return (
    <>
      {despair && <p class="warning">他说到轻生。先保人：问在哪、身边有谁，请110上门；钱的事后说。</p>}
      {watched && <p class="warning">骗子可能在看他的手机。回的话要平常，别写“骗子”“报警”；能打电话就打电话。</p>}
    </>
  );
}

function Reasons({ verdict: { reasons } }: { verdict: CheckAnswer }) {
  if (reasons.length === 0) return null;
  return (
    <>
      <h3>机器的理由</h3>
      <ol class="fact-reasons">
        {reasons.map(({ quote, why }) => (
          <li>
            {quote && <q>{quote}</q>} {why}
          </li>
        ))}
      </ol>
    </>
  );
}

function Fact({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
