import type { CheckAnswer } from '../../conversation/answer.ts';
import { maskText } from '../../desk/masking.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { CaseView } from './case-view.ts';
import { ColourWord } from './colour-word.tsx';
import { channelIn, situationIn } from './desk-words.ts';
import { Elapsed } from './elapsed.tsx';
import { type Spoken, useWords } from './language.tsx';

interface Words {
  readonly since: string;
  readonly lastHeard: string;
  readonly why: string;
  readonly stage: string;
  readonly type: string;
  readonly verdict: string;
  readonly forWhom: string;
  readonly forOther: string;
  readonly channel: string;
  readonly release: string;
  readonly reasons: string;
  readonly erased: string;
  readonly despair: string;
  readonly watched: string;
  readonly askedToCancel: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    since: '叫人已过',
    lastHeard: '上次来话',
    why: '为什么叫人',
    stage: '到哪一步',
    type: '像哪种套路',
    verdict: '机器判断',
    forWhom: '替谁问',
    forOther: '替别人问的',
    channel: '渠道',
    release: '套路库',
    reasons: '机器的理由',
    erased: '叫人时的记录已按他的要求删除。',
    despair: '他说到轻生。先保人：问在哪、身边有谁，请110上门；钱的事后说。',
    watched: '骗子可能在看他的手机。回的话要平常，别写“骗子”“报警”；能打电话就打电话。',
    askedToCancel: '他写了取消人工：可能有人在旁边指使。照样联系他。',
  },
  en: {
    since: 'Called for',
    lastHeard: 'Last heard',
    why: 'Why a human',
    stage: 'How far',
    type: 'Looks like',
    verdict: 'Machine says',
    forWhom: 'For whom',
    forOther: 'for somebody else',
    channel: 'Channel',
    release: 'Library',
    reasons: 'The machine’s reasons',
    erased: 'What was known when the human was called has been deleted as he asked.',
    despair: 'He speaks of suicide. Life first: ask where he is and who is with him, send 110 there; money comes later.',
    watched: 'The scammer may be reading his phone. Write plainly, no “scammer”, no “police”; ring him if you can.',
    askedToCancel: 'He wrote to cancel: somebody may be telling him to. Get in touch all the same.',
  },
};

/** As `handle-message.ts` froze it when the human was called. */
interface Facts {
  readonly verdict: CheckAnswer | null;
  readonly forOther: boolean;
  readonly watched: boolean;
  readonly despair: boolean;
}

export function CaseFacts({ deskCase, view: { now, open, titleOf } }: { deskCase: DeskCase; view: CaseView }) {
  const words = useWords(WORDS);
  const { facts: frozen, channel, createdAt, lastFromCitizenAt } = deskCase;
  const facts = frozen === null ? null : (JSON.parse(frozen) as Facts);
  const { stage, reason, askedToCancel } = useWords(situationIn)(deskCase);
  const channelWord = useWords(channelIn);
  return (
    <>
      {facts && <Warnings facts={facts} />}
      {askedToCancel && <p class="warning">{words.askedToCancel}</p>}
      <dl class="facts">
        <Fact name={words.since}>
          <Elapsed since={createdAt} now={now} />
        </Fact>
        <Fact name={words.lastHeard}>
          <Elapsed since={lastFromCitizenAt} now={now} />
        </Fact>
        <Fact name={words.why}>{reason}</Fact>
        {stage && <Fact name={words.stage}>{stage}</Fact>}
        {facts?.verdict?.type && <Fact name={words.type}>{titleOf(facts.verdict.type.id) ?? facts.verdict.type.title}</Fact>}
        {facts?.verdict && (
          <Fact name={words.verdict}>
            <ColourWord colour={facts.verdict.verdict} />
          </Fact>
        )}
        {facts?.forOther && <Fact name={words.forWhom}>{words.forOther}</Fact>}
        <Fact name={words.channel}>{channelWord(channel)}</Fact>
        {facts?.verdict && <Fact name={words.release}>{facts.verdict.libraryVersion}</Fact>}
      </dl>
      {facts?.verdict && <Reasons verdict={facts.verdict} open={open} />}
      {!facts && <p>{words.erased}</p>}
    </>
  );
}

/** What changes how one speaks to him. */
function Warnings({ facts: { watched, despair } }: { facts: Facts }) {
  const words = useWords(WORDS);
  return (
    <>
      {despair && <p class="warning">{words.despair}</p>}
      {watched && <p class="warning">{words.watched}</p>}
    </>
  );
}

/** @param open he may read in full; the quotes are the citizen's own characters */
function Reasons({ verdict: { reasons }, open }: { verdict: CheckAnswer; open: boolean }) {
  const words = useWords(WORDS);
  const shown = (text: string): string => (open ? text : maskText(text));
  if (reasons.length === 0) return null;
  return (
    <>
      <h3>{words.reasons}</h3>
      <ol class="fact-reasons">
        {reasons.map(({ quote, why }) => (
          <li>
            {quote && <q lang="zh-CN">{shown(quote)}</q>} <span lang="zh-CN">{shown(why)}</span>
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
