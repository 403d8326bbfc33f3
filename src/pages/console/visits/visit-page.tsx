import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { doorstepWords } from '../../../dissuasion/doorstep-words.ts';
import { talkGuide } from '../../../dissuasion/talk-guides.ts';
import type { DoorstepEntry } from '../../../storage/places/doorstep-record.ts';
import type { VisitFormKind } from '../../../storage/places/places-tables.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { Clock } from '../clock.tsx';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { CompanionBox } from './companion-box.tsx';
import { FamilyForm } from './family-form.tsx';
import { FinishForm, PaidForm } from './finish-form.tsx';
import { type OwnVisit, readVisitToMake } from './read-own-visit.ts';
import { TalkGuideBox } from './talk-guide-box.tsx';
import { TierSign } from './tier-sign.tsx';
import { UnsentBar, unsentData } from './unsent-bar.tsx';
import { VisitRecord } from './visit-record.tsx';
import type { VisitRemark } from './visit-remark.ts';
import { VISITS_PATH, visitPath } from './visiting.ts';

const ZH = {
  title: '上门一户',
  back: '← 上门任务',
  before: '之前到',
  late: '已过时，应在',
  first: '一、到门口先说',
  verify: '等他打完110再说话。他不肯开门，就隔着门说，不要硬敲。',
  who: '要见的人',
  nameless: '姓名不详',
  erased: '这个人的资料已按要求删除。',
  address: '地址',
  phone: '电话',
  unknown: '不知道',
  begin: '开始上门',
  begun: '已开始',
  beginLabel: '开始上门',
  guide: '二、怎么谈',
  finish: '三、结果',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'One visit',
    back: '← Visits',
    before: 'be there before',
    late: 'late, due',
    first: '1. Say first, at the door',
    verify: 'Wait until he has rung 110. If he does not open, speak through the door; do not hammer on it.',
    who: 'Whom you visit',
    nameless: 'Name unknown',
    erased: 'The data of this person was deleted on request.',
    address: 'Address',
    phone: 'Telephone',
    unknown: 'unknown',
    begin: 'Begin the visit',
    begun: 'Begun',
    beginLabel: 'Beginning',
    guide: '2. How to talk',
    finish: '3. What came of it',
  },
};

/** `GET /console/visits/:id`: what one has in one's hand on the doorstep; that it was read is written down. */
export async function renderVisit(deps: PageDeps, context: Context, remark: VisitRemark | null = null): Promise<string> {
  const visit = await readVisitToMake(deps, context);
  const { storage, newId } = deps;
  const officer = officerOf(context);
  await storage.noteVisitRead(visit.warning.id, officer.id);
  const [record, colleagues, urls, queue] = await Promise.all([
    storage.doorstepRecord(visit.warning.id),
    officer.role === 'advisor' ? [] : storage.listOfficers(),
    deps.assets.urls(),
    unsentData(deps, context),
  ]);
  const language = deskLanguage(context);
  const type = deps.detector.library.types.find(({ id }) => id === visit.warning.type);
  const begun = record.some(({ kind, officerId }) => kind === 'begin' && officerId === officer.id);
  const at = deps.now();
  const id = visit.warning.id;
  const typedIn = (form: VisitFormKind) => (remark?.form === form ? remark : { form, typed: {}, problems: {} });
  return renderConsole(deps, context, {
    title: WORDS[language].title,
    children: (
      <section id="visit" class="visits visit-one" {...queue}>
        <Head visit={visit} type={type ? (language === 'en' ? type.title.en : type.title.zh) : ''} now={at} />
        <UnsentBar />
        <PaidForm id={id} stepId={newId()} />
        {visit.warning.tier === 'urgent' && (
          <CompanionBox
            id={id}
            companion={visit.companion}
            colleagues={colleagues}
            ownId={officer.role === 'advisor' ? null : officer.id}
          />
        )}
        <FirstWords
          words={doorstepWords(officer.display, visit.warning.grid?.name ?? null, officer.role === 'advisor' ? 'advisor' : 'officer')}
        />
        <Person visit={visit} />
        {!visit.alone && !begun && <BeginForm id={id} stepId={newId()} />}
        {begun && <p class="quiet visit-begun">✓ {WORDS[language].begun}</p>}
        <Part title={WORDS[language].guide}>
          <TalkGuideBox guide={talkGuide(visit.warning.type)[language === 'en' ? 'en' : 'zh']} />
        </Part>
        <FamilyForm id={id} stepId={newId()} remark={typedIn('family')} />
        {!visit.alone && (
          <Part title={WORDS[language].finish}>
            <FinishForm id={id} stepId={newId()} display={officer.display} remark={typedIn('finish')} />
          </Part>
        )}
        <VisitRecord record={officer.role === 'advisor' ? record.map(withoutOthersNote(officer.id)) : record} now={at} />
        <script src={urls['visit-queue.js']} defer />
        <script src={urls['visit.js']} defer />
      </section>
    ),
  });
}

/** A colleague may have noted an account. */
function withoutOthersNote(ownId: string) {
  return (entry: DoorstepEntry): DoorstepEntry =>
    entry.officerId === ownId || !entry.words?.note ? entry : { ...entry, words: { ...entry.words, note: '' } };
}

function Head({ visit: { warning }, type, now }: { visit: OwnVisit; type: string; now: number }) {
  const words = useWords(WORDS);
  const dueAt = warning.tasks.find(({ kind }) => kind === 'visit')?.dueAt ?? null;
  return (
    <header class="visit-top">
      <a href={VISITS_PATH}>{words.back}</a>
      <h1>
        <TierSign tier={warning.tier} /> {type}
      </h1>
      <p>
        <span lang="zh-CN">{[warning.town, warning.grid?.name].filter(Boolean).join(' ')}</span>{' '}
        {dueAt !== null && (
          <span class={dueAt < now ? 'visit-late' : 'quiet'}>
            {dueAt < now ? `${words.late} ` : ''}
            <Clock at={dueAt} now={now} />
            {dueAt < now ? '' : ` ${words.before}`}
          </span>
        )}
      </p>
    </header>
  );
}

function Part({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="visit-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Large: he may turn the telephone round and let it be read through the door. */
function FirstWords({ words: said }: { words: readonly string[] }) {
  const words = useWords(WORDS);
  return (
    <Part title={words.first}>
      <blockquote class="visit-words" lang="zh-CN">
        {said.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </blockquote>
      <p class="quiet">{words.verify}</p>
    </Part>
  );
}

function Person({ visit: { warning } }: { visit: OwnVisit }) {
  const words = useWords(WORDS);
  const { person } = warning;
  return (
    <Part title={words.who}>
      {person === null ? (
        <p>{words.erased}</p>
      ) : (
        <dl class="visit-person">
          <div>
            <dt class="unseen">{words.who}</dt>
            <dd>
              <b lang={person.name ? 'zh-CN' : undefined}>{person.name ?? words.nameless}</b>
            </dd>
          </div>
          <div>
            <dt>{words.address}</dt>
            <dd lang={person.address ? 'zh-CN' : undefined}>{person.address ?? words.unknown}</dd>
          </div>
          <div>
            <dt>{words.phone}</dt>
            <dd>
              <a href={`tel:${person.phone}`}>{person.phone}</a>
            </dd>
          </div>
        </dl>
      )}
    </Part>
  );
}

function BeginForm({ id, stepId }: { id: string; stepId: string }) {
  const words = useWords(WORDS);
  return (
    <form method="post" action={`${visitPath(id)}/begin`} data-queue={words.beginLabel}>
      <input type="hidden" name="stepId" value={stepId} />
      <input type="hidden" name="at" value="" />
      <button class="visit-button visit-first" type="submit">
        {words.begin}
      </button>
    </form>
  );
}
