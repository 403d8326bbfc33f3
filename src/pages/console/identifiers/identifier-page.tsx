import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { isRed, type ListRules } from '../../../lookups/list-rules.ts';
import type { Dispute } from '../../../storage/lookups/identifier-disputes.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { type TitleOf, titlesOf } from '../teaching-desk/type-titles.ts';
import { IDENTIFIER_KIND_NAMES, LIST_COLOURS, SOURCE_NAMES } from './identifier-words.ts';
import { IDENTIFIERS_PATH } from './identifiers-page.tsx';
import { maskedIdentifier } from './masked-identifier.ts';

const ZH = {
  back: '全部名单',
  shown: '群众查到时提示',
  sources: '怎么上的名单',
  disputes: '异议',
  noDisputes: '没有人提过异议。',
  said: '他说',
  contact: '联系',
  removedOn: '已撤下。再有结案、止付线索、导入或协作单位提到它，才会回来；单有群众举报不会。',
  decide: '写明理由（4到500字；群众只看到决定，看不到理由）',
  remove: '撤下',
  keep: '留着',
  removed: '撤下了',
  kept: '留着',
  removeNow: '直接撤下',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    back: 'The whole list',
    shown: 'Citizens see',
    sources: 'How it came onto the list',
    disputes: 'Disputes',
    noDisputes: 'Nobody has disputed it.',
    said: 'He says',
    contact: 'Contact',
    removedOn: 'Taken off. A closing, a stop lead, an import or a partner puts it back; reports alone do not.',
    decide: 'The reason (4 to 500 characters; citizens see the decision, not the reason)',
    remove: 'Take off',
    keep: 'Keep',
    removed: 'taken off',
    kept: 'kept',
    removeNow: 'Take it off the list',
  },
};

export interface DecisionRemark {
  /** The dispute, or `remove`. */
  readonly form: string;
  readonly reason: string;
  readonly problem: string;
}

/** `GET /console/identifiers/:id`: in full; who looked is written down. @throws AppError 404 `identifier.unknown` */
export async function renderIdentifier(
  deps: PageDeps,
  context: Context,
  rules: ListRules,
  remark: DecisionRemark | null = null,
  id = context.req.param('id') ?? '',
): Promise<string> {
  const one = await deps.storage.readIdentifier(id, rules.lifetimes);
  if (!one) throw new AppError('identifier.unknown', '名单上没有它，也可能过期了。', 404);
  await deps.storage.noteIdentifierSeen(id, officerOf(context).id);
  const [sources, disputes] = await Promise.all([deps.storage.sourcesOf(id), deps.storage.disputesOf(id)]);
  const language = deskLanguage(context);
  const counted = Object.values(one.counts).some((count) => count > 0);
  const shown = !counted ? 'none' : isRed(one, rules) ? 'red' : 'yellow';
  return renderConsole(deps, context, {
    title: maskedIdentifier(one.kind, one.value),
    children: (
      <section class="queue-page partners-page">
        <Head kind={one.kind} value={one.value} shown={shown} removed={one.removedAt !== null} />
        <div class="partner-parts">
          <Sources rows={sources} language={language} titleOf={titlesOf(deps, language)} />
          <Disputes disputes={disputes} remark={remark} language={language} />
        </div>
        {one.removedAt === null && (
          <DecisionForm action={`${IDENTIFIERS_PATH}/${encodeURIComponent(id)}/remove`} form="remove" remark={remark} />
        )}
      </section>
    ),
  });
}

function Head({
  kind,
  value,
  shown,
  removed,
}: {
  kind: Dispute['kind'];
  value: string;
  shown: 'red' | 'yellow' | 'none';
  removed: boolean;
}) {
  const words = useWords(WORDS);
  const kinds = useWords(IDENTIFIER_KIND_NAMES);
  const colours = useWords(LIST_COLOURS);
  return (
    <>
      <header class="queue-head">
        <h1 class="identifier-value">
          {kinds[kind]} <span lang="zh-CN">{value}</span>
        </h1>
        <p>
          {words.shown} <b>{colours[shown]}</b> · <a href={IDENTIFIERS_PATH}>{words.back}</a>
        </p>
      </header>
      {removed && <p class="notice">{words.removedOn}</p>}
    </>
  );
}

type SourceRow = Awaited<ReturnType<PageDeps['storage']['sourcesOf']>>[number];

function Sources({ rows, language, titleOf }: { rows: readonly SourceRow[]; language: DeskLanguage; titleOf: TitleOf }) {
  const words = useWords(WORDS);
  const names = useWords(SOURCE_NAMES);
  return (
    <section class="partner-part">
      <h2>{words.sources}</h2>
      <ul>
        {rows.map(({ kind, at, type }) => (
          <li>
            <span class="number">{dayAndTime(at, language)}</span> {names[kind]} {type !== null && titleOf(type)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Disputes({ disputes, remark, language }: { disputes: readonly Dispute[]; remark: DecisionRemark | null; language: DeskLanguage }) {
  const words = useWords(WORDS);
  return (
    <section class="partner-part">
      <h2>{words.disputes}</h2>
      {disputes.length === 0 && <p class="quiet">{words.noDisputes}</p>}
      {disputes.map((dispute) => (
        <div class="dispute">
          <p>
            <span class="number">{dayAndTime(dispute.createdAt, language)}</span> {words.said}: <span lang="zh-CN">{dispute.reason}</span>
          </p>
          {dispute.contact !== null && (
            <p>
              {words.contact} <span lang="zh-CN">{dispute.contact}</span>
            </p>
          )}
          {dispute.decision === null ? (
            <DecisionForm action={`${IDENTIFIERS_PATH}/disputes/${encodeURIComponent(dispute.id)}`} form={dispute.id} remark={remark} />
          ) : (
            <p>
              <b>{dispute.decision === 'removed' ? words.removed : words.kept}</b>{' '}
              <span class="number">{dayAndTime(dispute.decidedAt ?? 0, language)}</span>{' '}
              <span lang="zh-CN">
                {dispute.decidedBy}: {dispute.decisionReason}
              </span>
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

function DecisionForm({ action, form, remark }: { action: string; form: string; remark: DecisionRemark | null }) {
  const words = useWords(WORDS);
  const mine = remark?.form === form ? remark : null;
  return (
    <form class="dispute-form" method="post" action={action}>
      <label>
        {words.decide}
        <input name="reason" value={mine?.reason ?? ''} maxlength={500} autocomplete="off" required />
      </label>
      {mine && (
        <p class="problem" role="alert">
          {mine.problem}
        </p>
      )}
      <div class="dispute-buttons">
        {form === 'remove' ? (
          <button class="act" type="submit">
            {words.removeNow}
          </button>
        ) : (
          <>
            <button class="act act-first" type="submit" name="decision" value="removed">
              {words.remove}
            </button>
            <button class="act" type="submit" name="decision" value="kept">
              {words.keep}
            </button>
          </>
        )}
      </div>
    </form>
  );
}
