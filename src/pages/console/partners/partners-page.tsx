import type { Context } from 'hono';
import type { Partner } from '../../../storage/partners/partner-accounts.ts';
import { PARTNER_KINDS } from '../../../storage/partners/partners-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { Labelled } from './labelled.tsx';
import { KIND_NAMES } from './partner-words.ts';

export const PARTNERS_PATH = '/console/partners';
export const EXCHANGES_PATH = `${PARTNERS_PATH}/exchanges`;
/** Milliseconds: what did not arrive within that time stands at the head. */
const NOTICED_FOR = 7 * 24 * 60 * 60_000;

/** What was typed into a form that failed, and what is wrong with it. */
export interface PartnerTyped {
  readonly fields: Readonly<Record<string, string>>;
  readonly problem: string;
  /** The field that it is about; left out: the whole form. */
  readonly field?: string | undefined;
}

const ZH = {
  title: '协作单位',
  none: '还没有协作单位。登记之后，止付线索和涉诈标识才有地方送，他们也才能报线索来。',
  columns: ['名字', '类别', '法律依据', '怎么送', '状态'],
  webhook: '接口',
  page: '自己来取',
  on: '在用',
  off: '已停用',
  exchanges: '往来清单',
  dead: (count: number) => `近七天有${count}件没有送到。`,
  nobody: (count: number) => `近七天有${count}件没有单位可送。`,
  look: '看是哪些',
  add: '登记协作单位',
  name: '名字',
  kind: '类别',
  basis: '法律依据',
  basisHint: '哪条法律，或哪份协议、什么日期。每次往来都记它。',
  address: '接口地址',
  addressHint: 'https:// 开头；空着就由他们自己来取',
  save: '登记',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Partners',
    none: 'No partners yet. Once there are, stop leads and scam identifiers have somewhere to go, and partners can report leads.',
    columns: ['Name', 'Kind', 'Legal basis', 'Delivery', 'State'],
    webhook: 'webhook',
    page: 'they fetch it',
    on: 'in use',
    off: 'switched off',
    exchanges: 'List of exchanges',
    dead: (count) => `${count} not delivered in the last seven days.`,
    nobody: (count) => `${count} had no partner to go to in the last seven days.`,
    look: 'See which',
    add: 'Add a partner',
    name: 'Name',
    kind: 'Kind',
    basis: 'Legal basis',
    basisHint: 'Which law, or which agreement and its date. It is noted with every exchange.',
    address: 'Webhook address',
    addressHint: 'begins with https://; empty: they fetch it',
    save: 'Add',
  },
};

/** `GET /console/partners` */
export async function renderPartners(deps: PageDeps, context: Context, typed: PartnerTyped | null = null): Promise<string> {
  const [partners, undelivered] = await Promise.all([deps.storage.listPartners(), deps.storage.undelivered(deps.now() - NOTICED_FOR)]);
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: (
      <Partners
        partners={partners}
        undelivered={undelivered}
        formId={deps.newId()}
        typed={typed}
        changes={officerOf(context).role === 'administrator'}
      />
    ),
  });
}

interface Props {
  readonly partners: readonly Partner[];
  readonly undelivered: { readonly dead: number; readonly nobody: number };
  readonly formId: string;
  readonly typed: PartnerTyped | null;
  readonly changes: boolean;
}

function Partners({ partners, undelivered: { dead, nobody }, formId, typed, changes }: Props) {
  const words = useWords(WORDS);
  const kinds = useWords(KIND_NAMES);
  return (
    <section class="queue-page partners-page">
      <header class="queue-head">
        <h1>{words.title}</h1>
        <p>
          <a href={EXCHANGES_PATH}>{words.exchanges}</a>
        </p>
      </header>
      {(dead > 0 || nobody > 0) && (
        <p class="notice" role="status">
          {dead > 0 && (
            <>
              {words.dead(dead)} <a href={`${EXCHANGES_PATH}?state=dead`}>{words.look}</a>{' '}
            </>
          )}
          {nobody > 0 && (
            <>
              {words.nobody(nobody)} <a href={`${EXCHANGES_PATH}?state=nobody`}>{words.look}</a>
            </>
          )}
        </p>
      )}
      {partners.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <table class="queue partners stacked">
          <thead>
            <tr>
              {words.columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {partners.map((partner) => (
              <tr class={partner.closedAt === null ? undefined : 'disabled'}>
                <th scope="row">
                  <a href={`${PARTNERS_PATH}/${partner.id}`} lang="zh-CN">
                    {partner.name}
                  </a>
                </th>
                <td data-head={words.columns[1]}>{kinds[partner.kind]}</td>
                <td data-head={words.columns[2]} lang="zh-CN">
                  {partner.legalBasis}
                </td>
                <td data-head={words.columns[3]}>{partner.webhook === null ? words.page : words.webhook}</td>
                <td data-head={words.columns[4]}>{partner.closedAt === null ? words.on : words.off}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes && (
        <form class="partner-form" method="post" action={PARTNERS_PATH}>
          <h2>{words.add}</h2>
          <input type="hidden" name="form" value={formId} />
          <PartnerFields typed={typed} />
          <button class="act act-first" type="submit">
            {words.save}
          </button>
        </form>
      )}
    </section>
  );
}

/** What a partner is; for a new one and for a change. */
export function PartnerFields({ typed }: { typed: PartnerTyped | null }) {
  const words = useWords(WORDS);
  const kinds = useWords(KIND_NAMES);
  const { name = '', kind = '', basis = '', webhook = '' } = typed?.fields ?? {};
  const problemOf = (field: string): string => (typed?.field === field ? typed.problem : '');
  return (
    <>
      {typed && typed.problem !== '' && typed.field === undefined && (
        <p class="problem" role="alert">
          {typed.problem}
        </p>
      )}
      <Labelled label={words.name} name="name" problem={problemOf('name')}>
        <input id="partner-name" name="name" value={name} maxlength={60} required autocomplete="off" aria-describedby="partner-name-note" />
      </Labelled>
      <Labelled label={words.kind} name="kind" problem={problemOf('kind')}>
        <select id="partner-kind" name="kind" required aria-describedby="partner-kind-note">
          {PARTNER_KINDS.map((one) => (
            <option value={one} selected={one === kind}>
              {kinds[one]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={words.basis} name="basis" problem={problemOf('basis')} hint={words.basisHint} wide>
        <input
          id="partner-basis"
          name="basis"
          value={basis}
          maxlength={300}
          required
          autocomplete="off"
          aria-describedby="partner-basis-note"
        />
      </Labelled>
      <Labelled label={words.address} name="webhook" problem={problemOf('webhook')} hint={words.addressHint} wide>
        <input
          id="partner-webhook"
          name="webhook"
          value={webhook}
          maxlength={500}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="partner-webhook-note"
        />
      </Labelled>
    </>
  );
}
