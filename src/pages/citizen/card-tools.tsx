import type { ReplyTurn } from './load-conversation.ts';

interface CardToolsProps {
  readonly turn: ReplyTurn;
  readonly english: boolean;
  readonly mayContradict: boolean;
  readonly label: string | null;
}

/** Below every judgement: pass it on, contradict it; then who judged. */
export function CardTools({ turn, english, mayContradict, label }: CardToolsProps) {
  return (
    <footer class="card-foot">
      <div class="tools">
        <button class="tool needs-script" type="button" data-copy={turn.text} data-done={english ? 'Copied' : '已复制'}>
          {english ? 'Copy for family' : '复制给家人'}
        </button>
        {mayContradict && !turn.noted && <WrongForm messageId={turn.id} english={english} />}
        {turn.noted && <WrongThanks english={english} />}
      </div>
      {label && <small class="label">{label}</small>}
    </footer>
  );
}

function WrongForm({ messageId, english }: { messageId: string; english: boolean }) {
  return (
    <form method="post" action="/wrong" hx-post="/wrong" hx-swap="outerHTML">
      <input type="hidden" name="message" value={messageId} />
      <button class="tool" type="submit">
        {english ? 'Is this wrong?' : '判错了？'}
      </button>
    </form>
  );
}

/** What stands in the button's place once the report is stored. */
export function WrongThanks({ english }: { english: boolean }) {
  return (
    <p class="thanks" role="status" tabindex={-1}>
      {english ? 'Noted; it helps us improve. Until then please do as it says above.' : '记下了，会用来改进。在那之前，请先照上面说的做。'}
    </p>
  );
}
