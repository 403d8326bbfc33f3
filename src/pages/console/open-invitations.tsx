import type { OpenInvitation } from '../../storage/invitation-links.ts';
import { Clock } from './clock.tsx';
import { type Spoken, useWords } from './language.tsx';
import { Confirmed } from './officer-actions.tsx';
import { ROLE_NAMES } from './role-names.ts';

export const INVITATIONS_PATH = '/console/officers/invitations';

const ZH = {
  title: '还没用的邀请链接',
  none: '没有。发出的邀请在这里，用掉、过期或收回为止。',
  whom: '给谁',
  role: '角色',
  by: '谁发的',
  until: '有效到',
  acts: '能做的',
  unnamed: '没写名字',
  server: '在服务器上发的',
  withdraw: '收回',
  says: '链接马上不能用；打开的人会看到它已经收回。已经建好的账号不受影响。',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Invitations that nobody has used yet',
    none: 'None. An invitation stands here until it is used, expires or is withdrawn.',
    whom: 'For whom',
    role: 'Role',
    by: 'Sent by',
    until: 'Good until',
    acts: 'What you can do',
    unnamed: 'no name given',
    server: 'made on the server',
    withdraw: 'Withdraw',
    says: 'The link stops working at once, and whoever opens it reads that it was withdrawn. Accounts that exist stay as they are.',
  },
};

interface Props {
  readonly open: readonly OpenInvitation[];
  /** He may withdraw them. */
  readonly changes: boolean;
  readonly now: number;
}

/** Which links are about: the link itself was shown once, to whoever made it. */
export function OpenInvitations({ open, changes, now }: Props) {
  const words = useWords(WORDS);
  return (
    <section class="open-invitations" aria-labelledby="open-invitations">
      <h2 id="open-invitations">{words.title}</h2>
      {open.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <table class="queue officers stacked">
          <thead>
            <tr>
              {[words.whom, words.role, words.by, words.until, ...(changes ? [words.acts] : [])].map((head) => (
                <th scope="col">{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {open.map((invitation) => (
              <Row invitation={invitation} changes={changes} now={now} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({
  invitation: { id, meantFor, partner, role, by, expiresAt },
  changes,
  now,
}: Omit<Props, 'open'> & { invitation: OpenInvitation }) {
  const words = useWords(WORDS);
  const roles = useWords(ROLE_NAMES);
  const names = [meantFor, partner].filter((name) => name !== null);
  return (
    <tr>
      <th scope="row">{names.length === 0 ? <span class="quiet">{words.unnamed}</span> : <span lang="zh-CN">{names.join(' · ')}</span>}</th>
      <td data-head={words.role}>{roles[role]}</td>
      <td data-head={words.by}>{by ?? words.server}</td>
      <td data-head={words.until}>
        <Clock at={expiresAt} now={now} />
      </td>
      {changes && (
        <td data-head={words.acts}>
          <Confirmed label={words.withdraw} action={`${INVITATIONS_PATH}/${encodeURIComponent(id)}/withdraw`} consequence={words.says} />
        </td>
      )}
    </tr>
  );
}
