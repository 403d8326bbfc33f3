import { isReplaced } from '../../storage/invitations.ts';
import type { ListedOfficer } from '../../storage/officers.ts';

/** What an administrator may do with a colleague's account; nothing with one that was replaced. */
export function OfficerActions({ officer: { id, name, display, disabled } }: { officer: ListedOfficer }) {
  if (isReplaced(name)) return <>—</>;
  const address = (action: string): string => `/console/officers/${encodeURIComponent(id)}/${action}`;
  return (
    <div class="officer-actions">
      {disabled ? (
        <Confirmed label="启用" action={address('enable')} consequence={`${display}又能登录了。`} />
      ) : (
        <>
          <Confirmed label="停用" action={address('disable')} consequence={`${display}马上退出，不能再登录；在办的工单退回队列。`} />
          <Confirmed label="让他退出" action={address('sign-out')} consequence={`${display}在所有设备上退出，可以再登录。`} />
        </>
      )}
      <Confirmed
        label="重置验证器"
        action={address('reset')}
        consequence={`${display}的旧账号作废，在办的工单退回队列；他用新链接重新建账号。`}
      />
    </div>
  );
}

/** A first click says what will happen, a second one does it; without script. */
function Confirmed({ label, action, consequence }: { label: string; action: string; consequence: string }) {
  return (
    <details class="confirm" name="confirm">
      <summary class="act">{label}</summary>
      <form method="post" action={action}>
        <p>{consequence}</p>
        <button class="act act-first" type="submit">
          确定{label}
        </button>
      </form>
    </details>
  );
}
