import type { Context } from 'hono';
import { readLicence } from '../../../merchants/licence.ts';
import { OBJECTION_DAYS } from '../../../storage/merchants/default-machine.ts';
import { ENQUIRY_PURPOSES } from '../../../storage/merchants/merchants-tables.ts';
import type { Enquiry, ShownDefault, ShownRecord } from '../../../storage/merchants/trade-enquiries.ts';
import type { PageDeps } from '../page-deps.ts';
import { formId, renderTrade, TRADE_PATH, tradeFields } from './trade-frame.tsx';
import { TRADE_DAY, tradeHome } from './trade-home.tsx';
import { ObjectionForm } from './trade-objection.tsx';
import { checkedMerchant } from './trade-session.ts';
import { TRADE_WORDS } from './trade-words.ts';

const WORDS = TRADE_WORDS['zh-CN'];

/** `POST /trade/ask`: written down first, then shown. */
export async function ask(deps: PageDeps, context: Context): Promise<Response> {
  const merchant = await checkedMerchant(deps, context);
  const typed = await tradeFields(context);
  const { asked = '', purpose: named, form } = typed;
  const purpose = ENQUIRY_PURPOSES.find((one) => one === named);
  const licence = readLicence(asked);
  if (asked.length < 2 || asked.length > 60 || !purpose) {
    context.status(422);
    const problems = {
      ...(purpose ? {} : { purpose: '请选一个用途。' }),
      ...(asked.length < 2 || asked.length > 60 ? { asked: '写全名，或18位代码。' } : {}),
    };
    return tradeHome(deps, context, { typed, problems });
  }
  const id = formId(deps, form);
  if (!(await deps.storage.enquire(id, merchant.id, licence ? 'licence' : 'name', licence ?? asked, purpose))) {
    context.status(429);
    return tradeHome(deps, context, { typed, problems: { asked: '今天查得太多了，明天再查。' } });
  }
  return context.redirect(`/trade/enquiries/${encodeURIComponent(id)}`, 303);
}

/** `GET /trade/enquiries/:id`: his own, for half an hour. */
export async function showEnquiry(deps: PageDeps, context: Context, notice: string | null = null): Promise<Response> {
  const merchant = await checkedMerchant(deps, context);
  const enquiry = await deps.storage.readEnquiry(context.req.param('id') ?? '', merchant.id);
  if (!enquiry) return context.redirect(TRADE_PATH, 303);
  return context.html(
    await renderTrade(deps, context, { title: '查询结果', notice, children: <Answer enquiry={enquiry} formId={deps.newId()} /> }),
  );
}

function Answer({ enquiry: { id, asked, at, purpose, records }, formId: form }: { enquiry: Enquiry; formId: string }) {
  return (
    <>
      <p class="trade-who">
        <b>{asked}</b>
        <span>
          {TRADE_DAY.format(at)}，{WORDS.purposes[purpose]}
        </span>
      </p>
      {records.length === 0 ? (
        <p class="trade-none">没有查到核对过的失约登记。没有登记，不等于对方可靠，货款照样可能收不回来。</p>
      ) : (
        records.map((record) => <Record record={record} enquiry={id} form={form} />)
      )}
      <p class="trade-warning">只供您自己做生意时参考。不要转发、截图、张贴，它不能证明任何人可信或不可信。</p>
      <p>
        <a href={TRADE_PATH}>再查一家</a>
      </p>
    </>
  );
}

function Record({
  record: { licenceEnd, defaults, standing, appealed },
  enquiry,
  form,
}: {
  record: ShownRecord;
  enquiry: string;
  form: string;
}) {
  return (
    <section class="trade-record">
      <h2>代码末四位 {licenceEnd}</h2>
      <p>
        {standing.kind === 'open' && <b>有{defaults.filter(({ state }) => state === 'visible').length}位债权人还没收到钱。</b>}
        {standing.kind === 'clearing' && (
          <b>
            债权人都说已还清。
            {standing.objected ? '有人提出异议，民警在查。' : `${TRADE_DAY.format(standing.until)}前没人提出异议，就不再显示。`}
          </b>
        )}
      </p>
      {appealed && <p>对方已经申诉，民警正在复核，先别当成定论。</p>}
      <ul class="trade-list">
        {defaults.map((one) => (
          <li>
            <b>{WORDS.bands[one.band]}</b>
            <span>
              应在{one.dueOn}付清，{TRADE_DAY.format(one.shownSince)}核对，{one.market}的商户登记。{WORDS.states[one.state]}。
            </span>
            <small class="number">{one.number}</small>
            {one.state === 'paid' && <Objecting one={one} enquiry={enquiry} form={form} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Objecting({ one, enquiry, form }: { one: ShownDefault; enquiry: string; form: string }) {
  return (
    <details>
      <summary>其实没还清？{OBJECTION_DAYS}天内可以提出异议</summary>
      <ObjectionForm id={one.id} enquiry={enquiry} formId={`${form}-${one.number}`} />
    </details>
  );
}
