import { LONGEST_DISPLAY } from '../../desk/accounts.ts';
import type { Role } from '../../storage/desk-schema.ts';
import { CopyButton } from './copy-button.tsx';
import { type Spoken, useWords } from './language.tsx';
import { ROLE_NAMES } from './role-names.ts';

/** Made a moment ago, and known to this one answer alone: only its hash is stored. */
export interface OneTimeLink {
  readonly address: string;
  /** Whom it is for. */
  readonly purpose: string;
}

/** A partner's people are invited on the partner's page. */
type Invited = Exclude<Role, 'partner'>;

interface Words {
  readonly link: string;
  readonly copy: string;
  readonly role: string;
  readonly whom: string;
  readonly whomHint: string;
  readonly invite: string;
  readonly duties: string;
  readonly dutyOf: Readonly<Record<Invited, string>>;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    link: '只显示这一次，24小时内能用一次。请当面或用内部渠道交给本人：',
    copy: '复制链接',
    role: '请来做',
    whom: '给谁',
    whomHint: '名字，可不填',
    invite: '邀请',
    duties: '各角色做什么',
    dutyOf: {
      officer: '接工单、回群众、接电话，办劝阻、止付和回电。',
      librarian: '写套路、试套路、复核和发布。不接工单。',
      supervisor: '接线员做的都能做；还看数字、日报和审计，管安全顾问，写明原因可以看遮住的内容。',
      administrator: '主管做的都能做；还管账号、协作单位和套路库，代办删除。',
      advisor: '上门劝阻，看本网格指数。不接工单。',
    },
  },
  en: {
    link: ' It is shown this once, and works once within 24 hours. Give it to him in person or on an internal channel:',
    copy: 'Copy the link',
    role: 'Invite as',
    whom: 'For whom',
    whomHint: 'a name, or nothing',
    invite: 'Invite',
    duties: 'What each role does',
    dutyOf: {
      officer: 'Works cases: answers citizens, takes calls, warnings, stop leads and call-backs.',
      librarian: 'Writes, tries, reviews and publishes scam patterns. Works no cases.',
      supervisor: 'All that an officer does; numbers, bulletins, audit and advisors too, and may unmask a case with a reason.',
      administrator: 'All that a supervisor does; accounts, partners, the library and erasures too.',
      advisor: 'Visits at home, and the index of the own grid. Works no cases.',
    },
  },
};

/** @param script desk.js, which copies; without it the link is chosen by hand */
export function FreshLink({ link: { address, purpose }, script }: { link: OneTimeLink; script: string }) {
  const words = useWords(WORDS);
  return (
    <div class="notice" role="status">
      <p>
        {purpose}
        {words.link}
      </p>
      <code class="secret" id="fresh-link">
        {address}
      </code>
      <CopyButton of="fresh-link" label={words.copy} script={script} />
    </div>
  );
}

export function InviteForm({ action }: { action: string }) {
  const words = useWords(WORDS);
  const roles = useWords(ROLE_NAMES);
  return (
    <form class="invite-form" method="post" action={action}>
      <label for="meant-for">{words.whom}</label>
      <input id="meant-for" class="act" name="meantFor" maxlength={LONGEST_DISPLAY} autocomplete="off" placeholder={words.whomHint} />
      <label for="role">{words.role}</label>
      <select id="role" class="act" name="role">
        {(Object.keys(words.dutyOf) as Invited[]).map((role) => (
          <option value={role}>{roles[role]}</option>
        ))}
      </select>
      <button class="act act-first" type="submit">
        {words.invite}
      </button>
    </form>
  );
}

/** Before one is invited as something: what he will be able to do. */
export function RoleDuties() {
  const words = useWords(WORDS);
  const roles = useWords(ROLE_NAMES);
  return (
    <details class="role-duties">
      <summary>{words.duties}</summary>
      <dl class="facts">
        {(Object.keys(words.dutyOf) as Invited[]).map((role) => (
          <div>
            <dt>{roles[role]}</dt>
            <dd>{words.dutyOf[role]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
