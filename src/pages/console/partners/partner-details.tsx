import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Partner } from '../../../storage/partners/partner-accounts.ts';
import type { PartnerKey } from '../../../storage/partners/partner-keys.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { CopyButton } from '../copy-button.tsx';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { EXCHANGES_PATH, PARTNERS_PATH, PartnerFields, type PartnerTyped } from './partners-page.tsx';

/** Made a moment ago, and shown in this one answer alone. */
export interface ShownOnce {
  readonly kind: 'key' | 'link';
  readonly value: string;
}

const ZH = {
  back: '全部协作单位',
  exchanges: '和他们的往来',
  change: '改登记的内容',
  save: '保存',
  keys: '密钥',
  keysHint: '两边都用它签名（Standard Webhooks）。换的时候先发新的，对方装好了，再停旧的；同时最多两把。',
  noKeys: '还没有密钥：接口不通，发给他们的东西排着队。',
  made: '发出',
  ended: '已停用',
  inUse: '在用',
  end: '停用',
  newKey: '发一把新密钥',
  keyGone: '密钥只在发出时显示一次，这里看不到了。没有抄下来：停用那一把，再发一把新的。',
  linkGone: '邀请链接只在发出时显示一次，这里看不到了。没有抄下来：再邀请一次，旧链接在“值班员”页收回。',
  copy: '复制',
  key: '只显示这一次。用内部渠道交给对方，别发在聊天里：',
  link: '只显示这一次，24小时内能用一次。请交给本人：',
  api: '他们的接口地址',
  people: '能登录的人',
  noPeople: '还没有人。',
  closedPerson: '已停用',
  invite: '邀请一个人',
  close: '停用这个单位',
  open: '恢复这个单位',
  closed: '已停用：不送给他们，也不收他们的；他们的人登录不了。',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    back: 'All partners',
    exchanges: 'Exchanges with them',
    change: 'Change what is recorded',
    save: 'Save',
    keys: 'Keys',
    keysHint:
      'Both sides sign with it (Standard Webhooks). To change it, make a new one, wait until they use it, then end the old one; two at most.',
    noKeys: 'No key yet: the interface is closed, and what goes to them waits.',
    made: 'made',
    ended: 'ended',
    inUse: 'in use',
    end: 'End',
    newKey: 'Make a new key',
    keyGone: 'A key is shown once, when it is made, and cannot be seen here. If you did not copy it: end that one and make a new one.',
    linkGone:
      'A link is shown once, when it is made, and cannot be seen here. If you did not copy it: invite again, and withdraw the old one under Officers.',
    copy: 'Copy',
    key: 'Shown this once. Hand it over on an internal channel, not in a chat:',
    link: 'Shown this once; works once within 24 hours. Give it to him in person:',
    api: 'Their interface',
    people: 'Who may sign in',
    noPeople: 'Nobody yet.',
    closedPerson: 'disabled',
    invite: 'Invite somebody',
    close: 'Switch this partner off',
    open: 'Switch this partner on',
    closed: 'Switched off: nothing goes to them, nothing is taken from them, and their people cannot sign in.',
  },
};

/** `GET /console/partners/:id` @throws AppError 404 `partner.unknown` */
export async function renderPartner(
  deps: PageDeps,
  context: Context,
  more: { readonly once?: ShownOnce; readonly gone?: ShownOnce['kind']; readonly typed?: PartnerTyped } = {},
): Promise<string> {
  const partner = await deps.storage.readPartner(context.req.param('id') ?? '');
  if (!partner) throw new AppError('partner.unknown', '没有这个协作单位。', 404);
  const [keys, people] = await Promise.all([deps.storage.listPartnerKeys(partner.id), deps.storage.peopleOf(partner.id)]);
  const language = deskLanguage(context);
  const script = (await deps.assets.urls())['desk.js'];
  const { name, kind, legalBasis, webhook } = partner;
  const typed = more.typed ?? { fields: { name, kind, basis: legalBasis, webhook: webhook ?? '' }, problem: '' };
  return renderConsole(deps, context, {
    title: name,
    children: (
      <Details
        partner={partner}
        keys={keys}
        people={people}
        typed={typed}
        once={more.once ?? null}
        script={script}
        gone={more.gone ?? null}
        formId={deps.newId()}
        changes={officerOf(context).role === 'administrator'}
        language={language}
      />
    ),
  });
}

interface Props {
  readonly partner: Partner;
  readonly keys: readonly PartnerKey[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly display: string; readonly disabled: number }[];
  readonly typed: PartnerTyped;
  readonly once: ShownOnce | null;
  readonly script: string;
  /** What he has come back for, and is not shown twice. */
  readonly gone: ShownOnce['kind'] | null;
  readonly formId: string;
  readonly changes: boolean;
  readonly language: DeskLanguage;
}

function Details({ partner, keys, people, typed, once, script, gone, formId, changes, language }: Props) {
  const words = useWords(WORDS);
  const path = `${PARTNERS_PATH}/${partner.id}`;
  const seen = <input type="hidden" name="seen" value={String(partner.version)} />;
  return (
    <section class="queue-page partners-page">
      <header class="queue-head">
        <h1 lang="zh-CN">{partner.name}</h1>
        <p>
          <a href={PARTNERS_PATH}>{words.back}</a> · <a href={`${EXCHANGES_PATH}?partner=${partner.id}`}>{words.exchanges}</a>
        </p>
      </header>
      {partner.closedAt !== null && <p class="notice">{words.closed}</p>}
      {gone && (
        <p class="notice" role="status">
          {gone === 'key' ? words.keyGone : words.linkGone}
        </p>
      )}
      {once && (
        <div class="notice" role="status">
          <p>{once.kind === 'key' ? words.key : words.link}</p>
          <code class="secret" id="shown-once">
            {once.value}
          </code>
          <CopyButton of="shown-once" label={words.copy} script={script} />
        </div>
      )}
      <div class="partner-parts">
        <section class="partner-part">
          <h2>{words.keys}</h2>
          <p class="quiet">{words.keysHint}</p>
          <p>
            {words.api} <code>/api/v1/partners/{partner.id}/…</code>
          </p>
          {keys.every(({ endsAt }) => endsAt !== null) && <p class="quiet">{words.noKeys}</p>}
          <ul class="partner-keys">
            {keys.map((key) => (
              <li>
                <span>
                  {words.made} <span class="number">{dayAndTime(key.createdAt, language)}</span> ·{' '}
                  {key.endsAt === null ? <b>{words.inUse}</b> : words.ended}
                </span>
                {changes && key.endsAt === null && (
                  <form method="post" action={`${path}/keys/${key.id}/end`}>
                    <button class="act" type="submit">
                      {words.end}
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
          {changes && (
            <form method="post" action={`${path}/keys`}>
              <input type="hidden" name="form" value={formId} />
              <button class="act act-first" type="submit">
                {words.newKey}
              </button>
            </form>
          )}
        </section>
        <section class="partner-part">
          <h2>{words.people}</h2>
          {people.length === 0 && <p class="quiet">{words.noPeople}</p>}
          <ul class="partner-people">
            {people.map(({ display, name, disabled }) => (
              <li>
                <b lang="zh-CN">{display}</b> {name} {disabled !== 0 && <small>{words.closedPerson}</small>}
              </li>
            ))}
          </ul>
          {changes && (
            <form method="post" action={`${path}/invite`}>
              <button class="act" type="submit">
                {words.invite}
              </button>
            </form>
          )}
        </section>
      </div>
      {changes && (
        <form class="partner-form" method="post" action={path}>
          <h2>{words.change}</h2>
          {seen}
          <PartnerFields typed={typed} />
          <button class="act act-first" type="submit">
            {words.save}
          </button>
        </form>
      )}
      {changes && (
        <form method="post" action={`${path}/${partner.closedAt === null ? 'close' : 'open'}`}>
          {seen}
          <button class="act" type="submit">
            {partner.closedAt === null ? words.close : words.open}
          </button>
        </form>
      )}
    </section>
  );
}
