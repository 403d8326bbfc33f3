import type { Context } from 'hono';
import type { SwitchedOff } from '../../routes/runtime.ts';
import type { OpenInvitation } from '../../storage/invitation-links.ts';
import { isReplaced } from '../../storage/invitations.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { Clock } from './clock.tsx';
import { FreshLink, InviteForm, type OneTimeLink, RoleDuties } from './invite-officer.tsx';
import { type DeskLanguage, deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { OfficerActions } from './officer-actions.tsx';
import { OpenInvitations } from './open-invitations.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { officerOf } from './session.ts';
import { SwitchedOffNotice } from './switched-off.tsx';

export const OFFICERS_PATH = '/console/officers';

const ZH = {
  title: '值班员',
  accounts: '账号',
  columns: ['名字', '登录名', '角色', '账号', '现在', '在办'],
  acts: '能做的',
  self: '您自己',
  present: '在值班台',
  lastSeen: '登录着，上次在',
  away: '现在没登录',
  replaced: '已换新账号',
  disabled: '已停用',
  locked: '试错太多，暂时锁住',
  active: '在用',
  online: '在值班台的',
  inHand: '在办工单',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Officers',
    accounts: 'Accounts',
    columns: ['Name', 'Sign-in name', 'Role', 'Account', 'Now', 'In hand'],
    acts: 'What you can do',
    self: 'yourself',
    present: 'at the desk',
    lastSeen: 'signed in, last here',
    away: 'not signed in',
    replaced: 'replaced by a new account',
    disabled: 'disabled',
    locked: 'locked for now: too many wrong attempts',
    active: 'in use',
    online: 'At the desk',
    inHand: 'Cases in hand',
  },
};

/** `GET /console/officers`; after a form that made one, with its link. */
export async function renderOfficers(deps: PageDeps, context: Context, link: OneTimeLink | null = null): Promise<string> {
  const [officers, open, seen, present, inHand] = await Promise.all([
    deps.storage.listOfficers(),
    deps.storage.listOpenInvitations(),
    deps.storage.lastSeen(),
    deps.storage.presentAt('desk'),
    deps.storage.casesInHand(),
  ]);
  const language = deskLanguage(context);
  const { id: readerId, role } = officerOf(context);
  const { switchedOff } = deps.runtime;
  const view = { readerId, changes: role === 'administrator', now: deps.now(), language, switchedOff };
  const lines = officers.map((officer) => ({
    officer,
    present: present.some(({ id }) => id === officer.id),
    seenAt: seen.get(officer.id) ?? null,
    inHand: inHand.get(officer.id) ?? 0,
  }));
  const script = (await deps.assets.urls())['desk.js'];
  return renderConsole(deps, context, {
    title: WORDS[language].title,
    children: <Officers lines={lines} open={open} link={link} script={script} view={view} />,
  });
}

interface Line {
  readonly officer: ListedOfficer;
  readonly present: boolean;
  readonly seenAt: number | null;
  readonly inHand: number;
}
interface View {
  readonly readerId: string;
  /** He may change accounts. */
  readonly changes: boolean;
  readonly now: number;
  readonly language: DeskLanguage;
  readonly switchedOff: readonly SwitchedOff[];
}

interface OfficersProps {
  readonly lines: readonly Line[];
  readonly open: readonly OpenInvitation[];
  readonly link: OneTimeLink | null;
  readonly script: string;
  readonly view: View;
}

function Officers({ lines, open, link, script, view }: OfficersProps) {
  const words = useWords(WORDS);
  return (
    <section class="queue-page">
      <header class="queue-head">
        <h1>{words.title}</h1>
        <p>
          {words.online} <b class="number">{lines.filter(({ present }) => present).length}</b> · {words.inHand}{' '}
          <b class="number">{lines.reduce((sum, { inHand }) => sum + inHand, 0)}</b>
        </p>
        {view.changes && <InviteForm action={`${OFFICERS_PATH}/invite`} />}
      </header>
      {link && <FreshLink link={link} script={script} />}
      <RoleDuties />
      <OpenInvitations open={open} changes={view.changes} now={view.now} />
      {view.changes && <SwitchedOffNotice switchedOff={view.switchedOff} />}
      <h2 class="officers-head">{words.accounts}</h2>
      <table class="queue officers stacked">
        <thead>
          <tr>
            {words.columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
            {view.changes && <th scope="col">{words.acts}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row line={line} view={view} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ line: { officer, present, seenAt, inHand }, view: { changes, readerId, now } }: { line: Line; view: View }) {
  const words = useWords(WORDS);
  const roles = useWords(ROLE_NAMES);
  return (
    <tr class={officer.disabled ? 'disabled' : undefined}>
      <th scope="row">{officer.display}</th>
      <td data-head={words.columns[1]}>{officer.name}</td>
      <td data-head={words.columns[2]}>{roles[officer.role]}</td>
      <td data-head={words.columns[3]}>{stateOf(officer, now, words)}</td>
      <td data-head={words.columns[4]}>
        {present ? (
          <b>{words.present}</b>
        ) : seenAt === null ? (
          words.away
        ) : (
          <>
            {words.lastSeen} <Clock at={seenAt} now={now} />
          </>
        )}
      </td>
      <td class="number" data-head={words.columns[5]}>
        {inHand === 0 ? '–' : inHand}
      </td>
      {changes && <td data-head={words.acts}>{officer.id === readerId ? words.self : <OfficerActions officer={officer} />}</td>}
    </tr>
  );
}

function stateOf({ name, disabled, lockedUntil }: ListedOfficer, now: number, words: typeof ZH): string {
  if (isReplaced(name)) return words.replaced;
  if (disabled) return words.disabled;
  return lockedUntil > now ? words.locked : words.active;
}
