import { isReplaced } from '../../storage/invitations.ts';
import type { ListedOfficer } from '../../storage/officers.ts';
import { type Spoken, useWords } from './language.tsx';

interface Act {
  readonly label: string;
  /** What will happen. */
  readonly says: (display: string) => string;
}
const WORDS: Spoken<Readonly<Record<'enable' | 'disable' | 'sign-out' | 'reset', Act>>> = {
  'zh-CN': {
    enable: { label: '启用', says: (display) => `${display}又能登录了。` },
    disable: { label: '停用', says: (display) => `${display}马上退出，不能再登录；在办的工单退回队列。` },
    'sign-out': { label: '让他退出', says: (display) => `${display}在所有设备上退出，可以再登录；在办的工单退回队列。` },
    reset: { label: '重置验证器', says: (display) => `${display}的旧账号作废，在办的工单退回队列；他用新链接重新建账号。` },
  },
  en: {
    enable: { label: 'Enable', says: (display) => `${display} can sign in again.` },
    disable: { label: 'Disable', says: (display) => `${display} is signed out and cannot sign in; open cases go back to the queue.` },
    'sign-out': {
      label: 'Sign out',
      says: (display) => `${display} is signed out everywhere and may sign in again; open cases go back to the queue.`,
    },
    reset: {
      label: 'Reset authenticator',
      says: (display) => `The account of ${display} ends, open cases go back to the queue; a new link makes a new account.`,
    },
  },
};
const CONFIRM: Spoken<(label: string) => string> = { 'zh-CN': (label) => `确定${label}`, en: (label) => `${label}: yes` };

/** What an administrator may do with a colleague's account; nothing with one that was replaced. */
export function OfficerActions({ officer: { id, name, display, disabled } }: { officer: ListedOfficer }) {
  const words = useWords(WORDS);
  if (isReplaced(name)) return <>—</>;
  const act = (action: keyof typeof words) => (
    <Confirmed
      label={words[action].label}
      action={`/console/officers/${encodeURIComponent(id)}/${action}`}
      consequence={words[action].says(display)}
    />
  );
  return (
    <div class="officer-actions">
      {disabled ? (
        act('enable')
      ) : (
        <>
          {act('disable')}
          {act('sign-out')}
        </>
      )}
      {act('reset')}
    </div>
  );
}

/** A first click says what will happen, a second one does it; without script. */
export function Confirmed({ label, action, consequence }: { label: string; action: string; consequence: string }) {
  return (
    <details class="confirm" name="confirm">
      <summary class="act">{label}</summary>
      <form method="post" action={action}>
        <p>{consequence}</p>
        <button class="act act-first" type="submit">
          {useWords(CONFIRM)(label)}
        </button>
      </form>
    </details>
  );
}
