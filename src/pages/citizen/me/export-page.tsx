import type { Context } from 'hono';
import { AGE_NAMES, JOB_NAMES, PURPOSE_NAMES } from '../../../citizens/citizen-names.ts';
import { exportOwnData, type OwnData } from '../../../citizens/own-data.ts';
import type { PageDeps } from '../page-deps.ts';
import { renderOwnPage } from './me-frame.tsx';
import { signedIn } from './me-session.ts';
import { dayAndTime } from './me-times.ts';

/** `GET /me/export.json` */
export async function downloadExport(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  context.header('Content-Disposition', 'attachment; filename="my-data.json"');
  context.header('X-Robots-Tag', 'noindex, nofollow');
  return context.json(await exportOwnData(deps.storage, own.citizen, own.conversationId, deps.now()));
}

/** `GET /me/export`: the same to be read. */
export async function showExport(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  const data = await exportOwnData(deps.storage, own.citizen, own.conversationId, deps.now());
  return context.html(
    await renderOwnPage(deps, context, {
      title: '全部关于我的',
      back: { path: '/me/data', name: '回我的信息' },
      children: (
        <>
          <p class="me-never">绿码的人也被骗过。此码不能证明任何人可信。</p>
          <p>
            <a class="me-button" href="/me/export.json" download>
              存成文件（JSON）
            </a>
          </p>
          <Everything data={data} titles={new Map(deps.detector.library.types.map(({ id, title }) => [id, title.zh]))} />
        </>
      ),
    }),
  );
}

interface EverythingProps {
  readonly data: OwnData;
  /** Of the types that lessons are about. */
  readonly titles: ReadonlyMap<string, string>;
}

function Everything({ data, titles }: EverythingProps) {
  const { profile, consents, checkUps, matters, lessons, signedInAt, conversations } = data;
  const facts: readonly (readonly [string, string | null])[] = [
    ['称呼', profile.name],
    ['社区', profile.grid && `${profile.grid.town} ${profile.grid.name}`],
    ['年龄', AGE_NAMES[profile.ageBand].zh],
    ['平时做什么', JOB_NAMES[profile.job].zh],
    ['手机', profile.phone],
    ['监护人', profile.guardian],
    ['监护人手机', profile.guardianPhone],
    ['登记时间', dayAndTime(profile.registeredAt)],
  ];
  return (
    <>
      <section class="me-card">
        <h2>登记</h2>
        <dl class="me-facts">
          {facts.flatMap(([name, value]) =>
            value === null
              ? []
              : [
                  <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>,
                ],
          )}
        </dl>
      </section>
      <section class="me-card">
        <h2>同意</h2>
        <ul>
          {consents.map(({ purpose, version, givenAt, withdrawnAt }) => (
            <li>
              {PURPOSE_NAMES[purpose].zh}（第{version}版）：{dayAndTime(givenAt)}同意
              {withdrawnAt && `，${dayAndTime(withdrawnAt)}结束`}
            </li>
          ))}
        </ul>
      </section>
      <section class="me-card">
        <h2>体检</h2>
        {checkUps.length === 0 && <p>还没做过。</p>}
        {checkUps.map(({ doneAt, wrong, answers }) => (
          <details>
            <summary>
              {dayAndTime(doneAt)}，错{wrong}题
            </summary>
            <ul>
              {answers.map(({ asked, chosen }) => (
                <li>
                  {asked} 您选：{chosen}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </section>
      <section class="me-card">
        <h2>学过的</h2>
        {lessons.length === 0 && <p>还没有。</p>}
        {lessons.map(({ lesson, kind, result, at }) => (
          <p>
            {dayAndTime(at)} {titles.get(lesson) ?? lesson}：{kind === 'quiz' ? '小题' : '过招'}，最好{result}分
          </p>
        ))}
      </section>
      <section class="me-card">
        <h2>算进反诈码的事</h2>
        {matters.length === 0 ? <p>没有。</p> : matters.map(({ at }) => <p>{dayAndTime(at)} 标红的一件事</p>)}
      </section>
      <section class="me-card">
        <h2>登录</h2>
        <ul>
          {signedInAt.map((at) => (
            <li>{dayAndTime(at)}</li>
          ))}
        </ul>
      </section>
      <section class="me-card">
        <h2>聊天</h2>
        {conversations.length === 0 && <p>没有。</p>}
        {conversations.map(({ messages }) => (
          <details>
            <summary>
              {dayAndTime(messages[0]?.at ?? null)}起，{messages.length}条
            </summary>
            <ul>
              {messages.map(({ author, text }) => (
                <li>
                  {author === 'citizen' ? '您' : author === 'bot' ? '机器' : '接线员'}：{text}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </section>
    </>
  );
}
