import type { CheckAnswer } from '../../conversation/answer.ts';
import type { Colour } from '../../library/schema.ts';
import { type CardReply, readReply, type UrgentReply } from '../citizen/read-reply.ts';
import { VerdictSign } from '../citizen/signs.tsx';
import { SignsDrawn } from './reply-signs.tsx';

/** A verdict as it stands on the citizen's page: the same words in the same order, smaller. Null where his page shows plain lines. */
export function SeenCard({ text, verdict }: { text: string; verdict: CheckAnswer | undefined }) {
  const shape = readReply(text, verdict);
  if (shape.kind === 'card') return <Card shape={shape} verdict={verdict} />;
  return shape.kind === 'urgent' ? <Urgent shape={shape} /> : null;
}

/** Before it is his to read: the same frame around the masked text, which is all that is in it. */
export function MaskedCard({ text, colour, english }: { text: string; colour: Colour; english: boolean }) {
  return (
    <div class={`seen seen-${colour}`} lang={english ? 'en' : 'zh-CN'}>
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p>
            <SignsDrawn text={line} />
          </p>
        ))}
    </div>
  );
}

function Card({ shape, verdict }: { shape: CardReply; verdict: CheckAnswer | undefined }) {
  const { colour, english, type, message, notes, next, hasNow, label } = shape;
  const reasons = verdict && colour !== 'green' ? verdict.reasons : [];
  const steps = verdict && hasNow ? verdict.advice.now : [];
  return (
    <div class={`seen seen-${colour}`} lang={english ? 'en' : 'zh-CN'}>
      <p class="seen-head">
        <VerdictSign colour={colour} />
        <span>
          {type && <b>{type} · </b>}
          {message}
        </span>
      </p>
      {notes.length > 0 && <Lines lines={notes} />}
      {reasons.length > 0 && (
        <ol>
          {reasons.map(({ quote, why }) => (
            <li>
              {quote && <q>{quote}</q>} {why}
            </li>
          ))}
        </ol>
      )}
      {next && <p>{next}</p>}
      {steps.length > 0 && <Lines lines={steps} />}
      {label && <small>{label}</small>}
    </div>
  );
}

function Urgent({ shape: { english, order, rest, called, steps, label } }: { shape: UrgentReply }) {
  return (
    <div class="seen seen-red" lang={english ? 'en' : 'zh-CN'}>
      <p class="seen-head">
        <VerdictSign colour="red" />
        <b>{order}</b>
      </p>
      {rest && <p>{rest}</p>}
      {called && <p>{called}</p>}
      {steps.length > 0 && <Lines lines={steps} />}
      {label && <small>{label}</small>}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}
