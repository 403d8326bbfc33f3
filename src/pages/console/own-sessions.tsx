import type { Context } from 'hono';
import { tokenHash } from '../../desk/accounts.ts';
import { SESSION_IDLE } from '../../storage/case-returns.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { Clock } from './clock.tsx';
import { deskLanguage, type Spoken } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { deskToken, officerOf } from './session.ts';

export const OWN_SESSIONS_PATH = '/console/sessions';

const WORDS: Spoken<{ title: string; since: string; seen: string; here: string; why: string; end: string; alone: string }> = {
  'zh-CN': {
    title: '我的登录',
    since: '登录时间',
    seen: '最近使用',
    here: '就是这里',
    why: '有一条不认识的，就按下面的按钮，再告诉管理员。每次登录都记在审计里。',
    end: '其他地方全部退出',
    alone: '只在这里登录着。',
  },
  en: {
    title: 'Where I am signed in',
    since: 'Signed in',
    seen: 'Last used',
    here: 'here',
    why: 'If you do not know one of them, press the button below and tell an administrator. Each sign-in stands in the audit log.',
    end: 'Sign out everywhere else',
    alone: 'Only here.',
  },
};

/** `GET /console/sessions` */
export function ownSessionsPage(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const words = WORDS[deskLanguage(context)];
    const now = deps.now();
    const own = await deps.storage.ownSessions(officerOf(context).id, now - SESSION_IDLE);
    const here = tokenHash(deskToken(context, deps.config) ?? '');
    return context.html(
      await renderConsole(deps, context, {
        title: words.title,
        children: (
          <section class="queue-page">
            <h1>{words.title}</h1>
            <table class="queue">
              <thead>
                <tr>
                  <th scope="col">{words.since}</th>
                  <th scope="col">{words.seen}</th>
                </tr>
              </thead>
              <tbody>
                {own.map(({ idHash, createdAt, seenAt }) => (
                  <tr>
                    <td>
                      <Clock at={createdAt} now={now} />
                    </td>
                    <td>
                      <Clock at={seenAt} now={now} /> {idHash === here && <b>{words.here}</b>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {own.length > 1 ? (
              <form method="post" action={`${OWN_SESSIONS_PATH}/end`}>
                <p>{words.why}</p>
                <button class="act act-first" type="submit">
                  {words.end}
                </button>
              </form>
            ) : (
              <p>{words.alone}</p>
            )}
          </section>
        ),
      }),
    );
  };
}

/** `POST /console/sessions/end` */
export function endOwnSessions(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    await deps.storage.endOtherSessions(officerOf(context).id, tokenHash(deskToken(context, deps.config) ?? ''));
    return context.redirect(OWN_SESSIONS_PATH, 303);
  };
}
