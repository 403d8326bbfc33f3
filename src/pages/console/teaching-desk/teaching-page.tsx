import type { Context } from 'hono';
import { dayText } from '../../../teaching/shanghai-days.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { KeptWords } from '../kept-words.tsx';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { ProposedTexts } from './proposed-texts.tsx';
import { NEWS_FORM, StoryForm } from './story-form.tsx';
import { TEACHING_PATH, type TeachingRemark, type TeachingView, teachingView } from './teaching-view.ts';
import { TEACHING_WORDS } from './teaching-words.ts';
import { type TitleOf, titlesOf } from './type-titles.ts';

/** `GET /console/teaching`: the days ahead, what waits for a second pair of eyes, cases to tell, news. */
export async function renderTeaching(deps: PageDeps, context: Context, remark: TeachingRemark = {}): Promise<string> {
  const language = deskLanguage(context);
  const view = await teachingView(deps, context);
  return renderConsole(deps, context, {
    title: TEACHING_WORDS[language].title,
    children: (
      <TeachingDesk
        view={view}
        remark={remark}
        titleOf={titlesOf(deps, language)}
        types={deps.detector.library.types.map(({ id }) => id)}
        formId={deps.newId()}
      />
    ),
  });
}

interface DeskProps {
  readonly view: TeachingView;
  readonly remark: TeachingRemark;
  readonly titleOf: TitleOf;
  readonly types: readonly string[];
  readonly formId: string;
}

function TeachingDesk({ view, remark, titleOf, types, formId }: DeskProps) {
  const words = useWords(TEACHING_WORDS);
  return (
    <section class="queue-page teaching">
      <h1>{words.title}</h1>
      <p class="quiet">{words.lead}</p>
      <p>
        <a href={`${TEACHING_PATH}/posters`}>{words.posters}</a>
      </p>
      {remark.notice && (
        <p class="notice" role="alert">
          {remark.notice}
        </p>
      )}
      {remark.notice && remark.form && remark.form.name !== NEWS_FORM && <KeptWords form={remark.form} />}
      <h2>{words.days}</h2>
      <Days view={view} titleOf={titleOf} types={types} remark={remark} />
      <h2>{words.waiting}</h2>
      <ProposedTexts texts={view.proposed} me={view.me} today={view.today} titleOf={titleOf} remark={remark} />
      <h2>{words.cases}</h2>
      <p class="quiet">{words.casesLead}</p>
      <Cases view={view} titleOf={titleOf} />
      <h2>{words.news}</h2>
      <p class="quiet">{words.newsLead}</p>
      <StoryForm name={NEWS_FORM} action={`${TEACHING_PATH}/news`} formId={formId} remark={remark} withSource />
      {view.news.length > 0 && <h2>{words.published}</h2>}
      <ul class="teaching-news">
        {view.news.map(({ id, title }) => (
          <li>
            <span lang="zh-CN">{title}</span>
            <form method="post" action={`${TEACHING_PATH}/texts/${id}/withdraw`}>
              <button class="act" type="submit">
                {words.withdraw}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Days({ view, titleOf, types, remark }: Pick<DeskProps, 'view' | 'titleOf' | 'types' | 'remark'>) {
  const words = useWords(TEACHING_WORDS);
  const problems = remark.form?.name === 'choose' ? remark.form.problems : {};
  return (
    <>
      {Object.values(problems).map((problem) => (
        <p class="problem" role="alert" id="choose-problem">
          {problem}
        </p>
      ))}
      <table class="teaching-days">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.scam}</th>
            <th scope="col">{words.by}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {view.days.map(({ day, turn, text, type }) => (
            <tr>
              <th scope="row" class="number">
                {dayText(day)}
              </th>
              <td>
                {titleOf(type)}
                {text && <small lang="zh-CN">{text.title}</small>}
              </td>
              <td>{text ? words.fromCase : turn ? words.chosen : words.ownTurn}</td>
              <td>
                {turn === null ? (
                  <form class="teaching-choose" method="post" action={`${TEACHING_PATH}/days`}>
                    <input type="hidden" name="day" value={dayText(day)} />
                    <label class="unseen" for={`type-${day}`}>
                      {words.type} {dayText(day)}
                    </label>
                    <select id={`type-${day}`} name="type" aria-describedby="choose-problem">
                      {types.map((id) => (
                        <option value={id} selected={id === type}>
                          {titleOf(id)}
                        </option>
                      ))}
                    </select>
                    <button class="act" type="submit">
                      {words.choose}
                    </button>
                  </form>
                ) : (
                  <form
                    method="post"
                    action={text ? `${TEACHING_PATH}/texts/${text.id}/withdraw` : `${TEACHING_PATH}/days/${dayText(day)}/free`}
                  >
                    <button class="act" type="submit">
                      {text ? words.withdraw : words.free}
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Cases({ view: { cases }, titleOf }: Pick<DeskProps, 'view' | 'titleOf'>) {
  const words = useWords(TEACHING_WORDS);
  if (cases.length === 0) return <p class="quiet">{words.noCases}</p>;
  return (
    <ul class="teaching-cases">
      {cases.map(({ id, type, month, town, lossBand }) => (
        <li>
          <span>
            <b>{titleOf(type)}</b> <span class="number">{month}</span> · <span lang="zh-CN">{town ?? ''}</span>
            {town === null && words.unknownPlace} · {words.band[lossBand]}
          </span>
          <a href={`${TEACHING_PATH}/cases/${encodeURIComponent(id)}`}>{words.write}</a>
        </li>
      ))}
    </ul>
  );
}
