import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { maskName } from '../../../desk/masking.ts';
import { maskLicence } from '../../../merchants/licence.ts';
import { standingOf } from '../../../storage/merchants/default-machine.ts';
import type { Merchant } from '../../../storage/merchants/merchant-accounts.ts';
import type { Appeal } from '../../../storage/merchants/trade-appeals.ts';
import { type FiledDefault, MOST_LISTED, type TradeObjection } from '../../../storage/merchants/trade-reading.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { TRADE_WORDS } from '../../citizen/trade/trade-words.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { timeText } from '../print-value.tsx';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';
import { TRADE_DESK_PATH } from './trade-parts.tsx';

interface Waiting {
  readonly merchants: readonly Merchant[];
  readonly checked: readonly Merchant[];
  readonly defaults: readonly FiledDefault[];
  /** Accepted, and shown to merchants who ask: unpaid, or paid and open to objections. */
  readonly shown: readonly FiledDefault[];
  readonly objections: readonly TradeObjection[];
  readonly appeals: readonly Appeal[];
}

/** What waits for an officer; masked, because nobody works on it yet. @param find the form that leads to what is not listed */
export async function renderTradeDesk(deps: PageDeps, context: Context, find: Child): Promise<string> {
  const { storage } = deps;
  const [merchants, checked, defaults, unpaid, paid, objections, appeals] = await Promise.all([
    storage.listMerchants(['pending']),
    storage.listMerchants(['checked']),
    storage.defaultsInState('filed'),
    storage.defaultsInState('visible'),
    storage.defaultsInState('paid'),
    storage.openObjections(),
    storage.openAppeals(),
  ]);
  return renderConsole(deps, context, {
    title: TRADE_DESK_WORDS[deskLanguage(context)].title,
    children: (
      <TradeDesk
        waiting={{ merchants, checked, defaults, shown: [...paid, ...unpaid], objections, appeals }}
        basis={deps.config.TRADE_CHECK_LEGAL_BASIS}
        find={find}
      />
    ),
  });
}

function TradeDesk({ waiting, basis, find }: { waiting: Waiting; basis: string; find: Child }) {
  const words = useWords(TRADE_DESK_WORDS);
  const { bands, states } = useWords(TRADE_WORDS);
  /** A paid default ends with the last of its partner's: not while another creditor waits or an objection is open. */
  const endOf = (partyId: string): string => {
    const own = [...waiting.shown, ...waiting.defaults].filter((one) => one.partyId === partyId);
    const ids = new Set(own.map(({ id }) => id));
    const standing = standingOf(own, waiting.objections.filter(({ defaultId }) => ids.has(defaultId)).length);
    return standing.kind === 'clearing' && !standing.objected ? words.until(timeText(standing.until)) : words.held;
  };
  const merchantRow = ({ id, number, name, licence, market, updatedAt }: Merchant): Row => ({
    path: `merchants/${id}`,
    cells: [number, maskName(name), maskLicence(licence), market, timeText(updatedAt)],
  });
  return (
    <section class="queue-page trade-desk">
      <h1>{words.title}</h1>
      <p class="quiet">{words.note}</p>
      <p class="quiet">
        {words.basis}: <span lang="zh-CN">{basis}</span>
      </p>
      {find}
      <Table
        title={words.merchants}
        heads={[words.number, words.name, words.licence, words.market, words.since]}
        rows={waiting.merchants.map(merchantRow)}
      />
      <Table
        title={words.defaults}
        heads={[words.number, words.partner, words.licence, words.since]}
        rows={waiting.defaults.map(({ id, number, name, licence, createdAt }) => ({
          path: `defaults/${id}`,
          cells: [number, maskName(name), maskLicence(licence), timeText(createdAt)],
        }))}
      />
      <Table
        title={words.objections}
        heads={[words.since]}
        rows={waiting.objections.map(({ defaultId, createdAt }) => ({ path: `defaults/${defaultId}`, cells: [timeText(createdAt)] }))}
      />
      <Table
        title={words.appeals}
        heads={[words.number, words.name, words.licence, words.since]}
        rows={waiting.appeals.map(({ id, number, name, licence, createdAt }) => ({
          path: `appeals/${id}`,
          cells: [number, maskName(name), maskLicence(licence), timeText(createdAt)],
        }))}
      />
      <Table
        title={words.shown}
        heads={[words.number, words.partner, words.licence, words.amount, words.due, words.state]}
        rows={waiting.shown.map(({ id, number, partyId, name, licence, band, dueOn, state }) => ({
          path: `defaults/${id}`,
          cells: [
            number,
            maskName(name),
            maskLicence(licence),
            bands[band],
            dueOn,
            states[state] + (state === 'paid' ? endOf(partyId) : ''),
          ],
        }))}
      />
      <Table
        title={words.checked}
        heads={[words.number, words.name, words.licence, words.market, words.since]}
        rows={waiting.checked.map(merchantRow)}
      />
    </section>
  );
}

interface Row {
  readonly path: string;
  readonly cells: readonly string[];
}

function Table({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly Row[] }) {
  const words = useWords(TRADE_DESK_WORDS);
  return (
    <section class="sheet-part">
      <h2>
        {title} <span class="number">{rows.length}</span>
      </h2>
      {rows.length >= MOST_LISTED && <p class="quiet">{words.first(MOST_LISTED)}</p>}
      {rows.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <div class="index-scroll">
          <table class="figures alone stacked">
            <thead>
              <tr>
                <th>
                  <span class="unseen">{words.open}</span>
                </th>
                {heads.map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ path, cells }) => (
                <tr>
                  <td>
                    <a href={`${TRADE_DESK_PATH}/${path.split('/').map(encodeURIComponent).join('/')}`}>{words.open}</a>
                  </td>
                  {cells.map((cell, at) => (
                    <td data-head={heads[at]} lang={/\p{Script=Han}/u.test(cell) ? 'zh-CN' : undefined}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
