import type { Context } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { type Spoken, useWords } from '../language.tsx';
import { renderTradeDesk } from './trade-list.tsx';
import { TRADE_DESK_PATH } from './trade-parts.tsx';

const ZH = {
  label: '编号',
  hint: 'M、D 或 S 和九位数字',
  find: '找',
  problem: '没有这个编号。M 是商户，D 是失约登记，S 是申诉，后面九位数字。',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    label: 'Number',
    hint: 'M, D or S and nine digits',
    find: 'Find',
    problem: 'Nobody has this number: M is a merchant, D a default, S an appeal, with nine digits behind it.',
  },
};

/** `GET /console/trade`; with `?number=` what has this number, whether it is listed or not. */
export async function showTradeDesk(deps: PageDeps, context: Context): Promise<Response> {
  const sought = context.req.query('number')?.normalize('NFKC').replace(/\s/g, '').toUpperCase().slice(0, 40) ?? '';
  const found = sought === '' ? null : await deps.storage.findTradeNumber(sought);
  if (found) return context.redirect(`${TRADE_DESK_PATH}/${found.kind}/${encodeURIComponent(found.id)}`, 303);
  if (sought !== '') context.status(404);
  return context.html(await renderTradeDesk(deps, context, <TradeFind sought={sought} />));
}

function TradeFind({ sought }: { sought: string }) {
  const words = useWords(WORDS);
  const missing = sought !== '';
  return (
    <search>
      <form class="find" method="get" action={TRADE_DESK_PATH}>
        <label for="trade-number">{words.label}</label>
        <input
          id="trade-number"
          name="number"
          type="search"
          autocomplete="off"
          required
          maxlength={40}
          placeholder={words.hint}
          value={sought}
          aria-invalid={missing ? 'true' : undefined}
          aria-describedby={missing ? 'trade-number-problem' : undefined}
        />
        <button class="act" type="submit">
          {words.find}
        </button>
        {missing && (
          <p id="trade-number-problem" class="problem" role="alert">
            {words.problem}
          </p>
        )}
      </form>
    </search>
  );
}
