import type { Context } from 'hono';
import { AGE_NAMES, JOB_NAMES, PURPOSE_NAMES } from '../../../citizens/citizen-names.ts';
import { copyLines } from '../../../citizens/copy-as-text.ts';
import { exportOwnData, type OwnData, ownDataFile } from '../../../citizens/own-data.ts';
import { useWords } from '../../console/language.tsx';
import { AsWritten } from '../as-written.tsx';
import { capital } from '../capital.ts';
import { type CitizenLanguage, citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { CONSENT_WORDS } from './consent-words.ts';
import { EXPORT_WORDS } from './export-words.ts';
import { ExportedChat } from './exported-chat.tsx';
import { NeverProof, renderOwnPage } from './me-frame.tsx';
import { signedIn } from './me-session.ts';
import { dayAndTime } from './me-times.ts';

/** `GET /me/export.json` */
export async function downloadExport(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  context.header('Content-Disposition', 'attachment; filename="my-data.json"');
  context.header('X-Robots-Tag', 'noindex, nofollow');
  context.header('Content-Type', 'application/json; charset=utf-8');
  return context.body(
    ownDataFile(await exportOwnData(deps.storage, own.citizen, own.conversationId, deps.now(), citizenLanguage(context))),
  );
}

/** `GET /me/export`: the same to be read. */
export async function showExport(deps: PageDeps, context: Context): Promise<Response> {
  const own = await signedIn(deps, context);
  if (!own) return context.redirect('/me', 303);
  const language = citizenLanguage(context);
  const words = EXPORT_WORDS[language];
  const data = await exportOwnData(deps.storage, own.citizen, own.conversationId, deps.now(), language);
  return context.html(
    await renderOwnPage(deps, context, {
      title: words.title,
      back: { path: '/me/data', name: words.back },
      children: (
        <>
          <NeverProof />
          <p>
            <a class="me-button" href="/me/export.json" download>
              {words.file}
            </a>
          </p>
          <Everything
            data={data}
            titles={new Map(deps.detector.library.types.map(({ id, title }) => [id, title]))}
            language={language}
            hotline={deps.config.HOTLINE_NUMBER}
          />
        </>
      ),
    }),
  );
}

interface EverythingProps {
  readonly data: OwnData;
  /** Of the scam types. */
  readonly titles: ReadonlyMap<string, { readonly zh: string; readonly en: string }>;
  readonly language: CitizenLanguage;
  readonly hotline: string;
}

function Everything({ data, titles, language, hotline }: EverythingProps) {
  const words = useWords(EXPORT_WORDS);
  const { read } = useWords(CONSENT_WORDS);
  const time = (at: number | null): string => dayAndTime(at, language);
  const { profile, consents, checkUps, matters, lessons, signedInAt, conversations, opensFrom, warnings } = data;
  const title = (type: string): string => capital(titles.get(type)?.[read] ?? type);
  const lines = copyLines({ speaks: language, titled: (type) => titles.get(type), time });
  const facts: readonly (readonly [string, string | null])[] = [
    [words.facts.name, profile.name],
    [words.facts.place, profile.grid && `${profile.grid.town} ${profile.grid.name}`],
    [words.facts.age, capital(AGE_NAMES[profile.ageBand][read])],
    [words.facts.job, capital(JOB_NAMES[profile.job][read])],
    [words.facts.phone, profile.phone],
    [words.facts.guardian, profile.guardian],
    [words.facts.guardianPhone, profile.guardianPhone],
    [words.facts.registered, time(profile.registeredAt)],
  ];
  return (
    <>
      <section class="me-card">
        <h2>{words.registration}</h2>
        <dl class="me-facts">
          {facts.flatMap(([name, value]) =>
            value === null
              ? []
              : [
                  <div>
                    <dt>{name}</dt>
                    <dd>
                      <AsWritten text={value} />
                    </dd>
                  </div>,
                ],
          )}
        </dl>
      </section>
      <section class="me-card">
        <h2>{words.consents}</h2>
        <ul>
          {consents.map(({ purpose, version, givenAt, withdrawnAt }) => (
            <li>
              {words.consent(capital(PURPOSE_NAMES[purpose][read]), version, time(givenAt))}
              {withdrawnAt && words.ended(time(withdrawnAt))}
            </li>
          ))}
        </ul>
      </section>
      <section class="me-card">
        <h2>{words.checkUps}</h2>
        {checkUps.length === 0 && <p>{words.noCheckUps}</p>}
        {checkUps.map(({ doneAt, wrong, answers }) => (
          <details>
            <summary>{words.checkUp(time(doneAt), wrong)}</summary>
            <ul>
              {answers.map(({ asked, chosen }) => (
                <li>
                  {asked}
                  {words.chosen}
                  {chosen}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </section>
      <section class="me-card">
        <h2>{words.lessons}</h2>
        {lessons.length === 0 && <p>{words.noLessons}</p>}
        {lessons.map(({ lesson, kind, result, at }) => (
          <p>{words.lesson(time(at), title(lesson), kind === 'quiz', result)}</p>
        ))}
      </section>
      <section class="me-card">
        <h2>{words.matters}</h2>
        {matters.length === 0 ? <p>{words.none}</p> : matters.map(({ at }) => <p>{words.matter(time(at))}</p>)}
      </section>
      <section class="me-card">
        <h2>{words.signedIn}</h2>
        <ul>
          {signedInAt.map((at) => (
            <li>{time(at)}</li>
          ))}
        </ul>
      </section>
      <section class="me-card">
        <h2>{words.chats}</h2>
        {opensFrom && <p>{words.since(time(opensFrom), hotline)}</p>}
        {conversations.length === 0 && <p>{words.none}</p>}
        {conversations.map((copy) => (
          <ExportedChat copy={copy} lines={lines} language={language} />
        ))}
      </section>
      <section class="me-card">
        <h2>{words.warnings}</h2>
        {warnings.length === 0 ? <p>{words.none}</p> : warnings.map((one) => <p>{lines.ofWarning(one)}</p>)}
      </section>
      <p>{words.notHere}</p>
    </>
  );
}
