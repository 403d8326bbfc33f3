import {
  firstPaidAt,
  inPoliceOrder,
  type MoneyFact,
  maskedMoneyFact,
  NO_MONEY_FACT,
  totalOf,
  typedMoneyFact,
} from '../../desk/money-facts.ts';
import { type MoneyInText, moneyFromText } from '../../desk/money-from-text.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { amountIn } from './amount-words.ts';
import { type CaseRemark, type FormRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { Clock } from './clock.tsx';
import { Elapsed } from './elapsed.tsx';
import { type Spoken, useWords } from './language.tsx';
import { MoneyFields } from './money-form.tsx';
import { MONEY_FORM_WORDS } from './money-words.ts';

interface Kept {
  readonly id: string;
  readonly fact: MoneyFact;
}

export async function loadMoneyCard(deps: PageDeps, { id, lines }: DeskCase) {
  const kept = await deps.storage.moneyFactsOf(id);
  const facts: Kept[] = kept.map((one) => ({ id: one.id, fact: { ...NO_MONEY_FACT, ...(JSON.parse(one.body) as MoneyFact) } }));
  const said = lines.filter(({ author, kind }) => author === 'citizen' && kind === 'text');
  return {
    facts,
    told: moneyFromText(said, deps.detector.library.links),
    formId: deps.newId(),
    /** Changes with whatever the card shows. */
    version: `${facts.length}-${Math.max(0, ...kept.map(({ updatedAt }) => updatedAt))}`,
  };
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadMoneyCard>>;
}

interface Words {
  readonly title: string;
  readonly total: (count: number) => string;
  readonly passed: string;
  readonly none: string;
  readonly unknown: string;
  readonly add: string;
  readonly save: string;
  readonly change: string;
  readonly remove: string;
  readonly told: string;
  readonly phones: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly order: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '钱',
    total: (count) => `共${count}笔`,
    passed: '已过',
    none: '还没记。钱转走了，先记金额、时间、对方账号。',
    unknown: '未知',
    add: '记一笔',
    save: '记下',
    change: '改',
    remove: '删掉这一笔',
    told: '表里先填了他话里提到的，核对了再记。',
    phones: '他提到的电话：',
    copy: '按报警顺序复制',
    copied: '已复制',
    copyFailed: '已选中，按 Ctrl+C',
    order: '报警要的，按110记的顺序',
  },
  en: {
    title: 'Money',
    total: (count) => (count === 1 ? '1 payment' : `${count} payments`),
    passed: 'gone for',
    none: 'Nothing noted yet. When money has gone: amount, time and the other account first.',
    unknown: 'unknown',
    add: 'Note a payment',
    save: 'Save',
    change: 'Change',
    remove: 'Strike this one out',
    told: 'Filled in from what he has said. Check it with him before you save.',
    phones: 'Telephones he names:',
    copy: 'Copy in police order',
    copied: 'Copied',
    copyFailed: 'Selected, press Ctrl+C',
    order: 'For the report, in the order in which 110 writes it down',
  },
};

export function MoneyCard({ deskCase, view, remark, loaded }: Props) {
  const words = useWords(WORDS);
  const amountOf = useWords(amountIn);
  const { facts, told } = loaded;
  const first = firstPaidAt(facts.map(({ fact }) => fact));
  const shown = view.open ? facts : facts.map(({ id, fact }) => ({ id, fact: maskedMoneyFact(fact) }));
  const refused = !view.mine && remark.form?.name.startsWith('money') ? remark.form.problems.form : undefined;
  return (
    <section class="money" aria-labelledby="money-title">
      <header class="card-head">
        <h2 id="money-title">{words.title}</h2>
        {facts.length > 0 && (
          <p>
            <b class="money-total number">{amountOf(totalOf(facts.map(({ fact }) => fact)))}</b> {words.total(facts.length)}
          </p>
        )}
        {first !== null && (
          <p class="money-passed">
            {words.passed} <Elapsed since={first} now={view.now} />
          </p>
        )}
      </header>
      {refused && (
        <p class="problem" role="alert">
          {refused}
        </p>
      )}
      {facts.length === 0 && <p class="quiet">{words.none}</p>}
      {shown.length > 0 && (
        <ol class="money-list">
          {shown.map(({ id, fact }) => (
            <li id={`money-${id}`}>
              <FactLine fact={fact} now={view.now} />
              {view.mine && <ChangeForm caseId={deskCase.id} id={id} fact={fact} remark={remarkOf(remark, `money-${id}`)} />}
            </li>
          ))}
        </ol>
      )}
      {view.mine && <AddForm caseId={deskCase.id} loaded={loaded} remark={remarkOf(remark, 'money')} />}
      {view.open && told.phones.length > 0 && (
        <p>
          {words.phones} <span class="number">{told.phones.join(', ')}</span>
        </p>
      )}
      {view.open && facts.length > 0 && <PoliceOrder facts={facts.map(({ fact }) => fact)} />}
    </section>
  );
}

function FactLine({ fact, now }: { fact: MoneyFact; now: number }) {
  const words = useWords(WORDS);
  const amountOf = useWords(amountIn);
  const { kinds } = useWords(MONEY_FORM_WORDS);
  const parts = (...texts: readonly string[]) => texts.filter((text) => text !== '').join(' · ');
  const [to, from] = [parts(fact.payee, fact.account, fact.bank), parts(fact.payer, fact.payerId, fact.fromAccount, fact.fromBank)];
  const handed = parts(fact.courier, fact.place, fact.plate, fact.waybill);
  return (
    <>
      <p class="money-head">
        <b class="number">{fact.amount === null ? words.unknown : amountOf(fact.amount)}</b>
        <span>{parts(kinds[fact.kind], fact.channel)}</span>
        {fact.at === null ? <span class="quiet">{words.unknown}</span> : <Clock at={fact.at} now={now} />}
      </p>
      {to !== '' && <p class="number">→ {to}</p>}
      {handed !== '' && <p class="number">→ {handed}</p>}
      {from !== '' && <p class="number quiet">← {from}</p>}
      {fact.voucher !== '' && <p class="number quiet"># {fact.voucher}</p>}
    </>
  );
}

/** `desk-money.js` exchanges this part alone, so that what stands in other forms stays. */
const ALONE = { 'data-alone': '#money' } as const;

function ChangeForm({ caseId, id, fact, remark }: { caseId: string; id: string; fact: MoneyFact; remark: FormRemark }) {
  const words = useWords(WORDS);
  const action = `/console/cases/${caseId}/money/${id}`;
  const failed = Object.keys(remark.problems).length > 0;
  return (
    <details class="money-change" open={failed}>
      <summary>{words.change}</summary>
      <form method="post" action={action} {...ALONE}>
        <MoneyFields prefix={id} typed={failed ? remark.typed : typedMoneyFact(fact)} problems={remark.problems} />
        <button class="act" type="submit">
          {words.save}
        </button>
      </form>
      <form method="post" action={`${action}/remove`} {...ALONE}>
        <button class="act" type="submit">
          {words.remove}
        </button>
      </form>
    </details>
  );
}

function AddForm({ caseId, loaded, remark }: { caseId: string; loaded: Props['loaded']; remark: FormRemark }) {
  const words = useWords(WORDS);
  const action = `/console/cases/${caseId}/money`;
  const failed = Object.keys(remark.problems).length > 0;
  const { typed, proposed } = failed ? { typed: remark.typed, proposed: false } : prefilled(loaded);
  return (
    <details class="money-add" open={failed || (proposed && loaded.facts.length === 0) || undefined}>
      <summary class="act">{words.add}</summary>
      {proposed && <p class="quiet">{words.told}</p>}
      <form id="money-new" method="post" action={action} {...ALONE}>
        <input type="hidden" name="formId" value={loaded.formId} />
        <MoneyFields prefix="money" typed={typed} problems={remark.problems} />
        <button class="act act-first" type="submit">
          {words.save}
        </button>
      </form>
    </details>
  );
}

/** What he has said and nobody has noted yet; his own name and account as they were noted before. */
function prefilled({ facts, told }: { facts: readonly Kept[]; told: MoneyInText }) {
  const next = told.facts.find((said) => !facts.some(({ fact }) => isNoted(said, fact)));
  const last = facts.at(-1)?.fact;
  const own = last && { payer: last.payer, payerId: last.payerId, fromAccount: last.fromAccount, fromBank: last.fromBank };
  const known = Object.fromEntries(Object.entries(own ?? {}).filter(([, text]) => text !== ''));
  return { typed: typedMoneyFact({ ...NO_MONEY_FACT, ...next, ...known }), proposed: next !== undefined };
}

function isNoted(said: MoneyFact, noted: MoneyFact): boolean {
  return said.amount === null ? said.account === '' || said.account === noted.account : said.amount === noted.amount;
}

function PoliceOrder({ facts }: { facts: readonly MoneyFact[] }) {
  const words = useWords(WORDS);
  const text = inPoliceOrder(facts);
  return (
    <div class="police-order">
      <label for="police-order">{words.order}</label>
      <textarea id="police-order" lang="zh-CN" readonly rows={Math.min(10, text.split('\n').length)}>
        {text}
      </textarea>
      <button class="act needs-script" type="button" data-copy="police-order" data-done={words.copied} data-failed={words.copyFailed}>
        {words.copy}
      </button>
    </div>
  );
}
