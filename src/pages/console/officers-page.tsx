import type { Context } from 'hono';
import { isReplaced } from '../../storage/invitations.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import type { Role } from '../../storage/schema.ts';
import { Clock } from '../citizen/clock.tsx';
import type { PageDeps } from '../citizen/page-deps.ts';
import { renderConsole } from './layout.tsx';
import { OfficerActions } from './officer-actions.tsx';
import { ROLE_NAMES } from './role-names.ts';
import { officerOf } from './session.ts';

export const OFFICERS_PATH = '/console/officers';

/** Made a moment ago, and known to this one answer alone: only its hash is stored. */
export interface OneTimeLink {
  readonly address: string;
  /** Whom it is for. */
  readonly purpose: string;
}

/** `GET /console/officers`; after a form that made one, with its link. */
export async function renderOfficers(deps: PageDeps, context: Context, link: OneTimeLink | null = null): Promise<string> {
  const reader = officerOf(context);
  const [officers, seen] = await Promise.all([deps.storage.listOfficers(), deps.storage.lastSeen()]);
  const now = deps.now();
  const changes = reader.role === 'administrator';
  return renderConsole(deps, context, {
    title: '值班员',
    children: (
      <section class="queue-page">
        <header class="queue-head">
          <h1>值班员</h1>
          {changes && <InviteForm />}
        </header>
        {link && <FreshLink link={link} />}
        <table class="queue officers">
          <thead>
            <tr>
              <th scope="col">名字</th>
              <th scope="col">登录名</th>
              <th scope="col">角色</th>
              <th scope="col">状态</th>
              <th scope="col">上次在线</th>
              {changes && <th scope="col">能做的</th>}
            </tr>
          </thead>
          <tbody>
            {officers.map((officer) => {
              const at = seen.get(officer.id);
              return (
                <tr class={officer.disabled ? 'disabled' : undefined}>
                  <th scope="row">{officer.display}</th>
                  <td>{officer.name}</td>
                  <td>{ROLE_NAMES['zh-CN'][officer.role]}</td>
                  <td>{stateOf(officer, now)}</td>
                  <td>{at === undefined ? '现在没登录' : <Clock at={at} now={now} />}</td>
                  {changes && <td>{officer.id === reader.id ? '您自己' : <OfficerActions officer={officer} />}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    ),
  });
}

function stateOf({ name, disabled, lockedUntil }: ListedOfficer, now: number): string {
  if (isReplaced(name)) return '已换新账号';
  if (disabled) return '已停用';
  return lockedUntil > now ? '试错太多，暂时锁住' : '在用';
}

function FreshLink({ link: { address, purpose } }: { link: OneTimeLink }) {
  return (
    <div class="notice" role="status">
      <p>{purpose}只显示这一次，24小时内能用一次。请当面或用内部渠道交给本人：</p>
      <code class="secret">{address}</code>
    </div>
  );
}

function InviteForm() {
  return (
    <form method="post" action={`${OFFICERS_PATH}/invite`}>
      <label for="role">请来做</label>{' '}
      <select id="role" class="act" name="role">
        {(Object.keys(ROLE_NAMES) as Role[]).map((role) => (
          <option value={role}>{ROLE_NAMES['zh-CN'][role]}</option>
        ))}
      </select>{' '}
      <button class="act act-first" type="submit">
        邀请
      </button>
    </form>
  );
}
