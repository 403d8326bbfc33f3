import { CardTools } from './card-tools.tsx';
import type { ReplyTurn } from './load-conversation.ts';
import { type PhoneBook, telLink, withCalls } from './phone-numbers.tsx';
import type { UrgentReply } from './read-reply.ts';
import { PhoneIcon, VerdictSign } from './signs.tsx';

/** Money or a life at stake: one order, one button, then the steps in their order. */
export function UrgentCard({ turn, shape, book }: { turn: ReplyTurn; shape: UrgentReply; book: PhoneBook }) {
  const { english, order, rest, steps, called, label } = shape;
  return (
    <section class="card card-urgent" lang={english ? 'en' : 'zh-CN'}>
      <header class="card-head">
        <VerdictSign colour="red" />
        <h2>
          <span class="colour-word">{english ? 'Urgent' : '紧急'}</span>
          {order}
        </h2>
      </header>
      {rest && <p class="dont">{withCalls(rest, book)}</p>}
      <CallPolice english={english} />
      <a class="chip" href="/stop-loss">
        {english ? 'Money has gone: fill in the form' : '钱转走了：填止付表'}
      </a>
      {called && (
        <p class="called" role="status">
          {withCalls(called, book)}
        </p>
      )}
      {steps.length > 0 && (
        <ol class="steps">
          {steps.map((step) => (
            <li>{withCalls(step, book)}</li>
          ))}
        </ol>
      )}
      <CardTools turn={turn} english={english} mayContradict={false} label={label} />
    </section>
  );
}

export function CallPolice({ english }: { english: boolean }) {
  return (
    <a class="call-police" href={telLink('110')}>
      <PhoneIcon />
      <span>{english ? 'Call 110' : '打110'}</span>
    </a>
  );
}
