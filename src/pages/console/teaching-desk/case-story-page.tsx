import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { CASE_FORM, StoryForm } from './story-form.tsx';
import { TEACHING_PATH, type TeachingRemark, toldMeta } from './teaching-view.ts';
import { TEACHING_WORDS } from './teaching-words.ts';
import { titlesOf } from './type-titles.ts';

/** What may be known of the case that is told. @throws AppError 404 */
export async function toldCase({ storage }: PageDeps, context: Context) {
  const found = await storage.tellableCase(context.req.param('id') ?? '');
  if (!found) throw new AppError('teaching.unknown-case', TEACHING_WORDS[deskLanguage(context)].unknownCase, 404);
  return { id: found.id, ...toldMeta(found) };
}

/** `GET /console/teaching/cases/:id`: type, month, town and loss band, and an empty field. */
export async function renderCaseStory(deps: PageDeps, context: Context, remark: TeachingRemark = {}): Promise<string> {
  const language = deskLanguage(context);
  const told = await toldCase(deps, context);
  return renderConsole(deps, context, {
    title: TEACHING_WORDS[language].writeTitle,
    children: <CaseStory told={told} typeTitle={titlesOf(deps, language)(told.type)} remark={remark} formId={deps.newId()} />,
  });
}

interface Props {
  readonly told: Awaited<ReturnType<typeof toldCase>>;
  readonly typeTitle: string;
  readonly remark: TeachingRemark;
  readonly formId: string;
}

function CaseStory({ told: { id, month, town, lossBand }, typeTitle, remark, formId }: Props) {
  const words = useWords(TEACHING_WORDS);
  return (
    <section class="queue-page teaching">
      <p>
        <a href={TEACHING_PATH}>← {words.title}</a>
      </p>
      <h1>{words.writeTitle}</h1>
      {remark.notice && (
        <p class="notice" role="alert">
          {remark.notice}
        </p>
      )}
      <dl class="teaching-facts">
        <dt>{words.type}</dt>
        <dd>{typeTitle}</dd>
        <dt>{words.month}</dt>
        <dd class="number">{month}</dd>
        <dt>{words.town}</dt>
        <dd>{town === null ? words.unknownPlace : <span lang="zh-CN">{town}</span>}</dd>
        <dt>{words.lost}</dt>
        <dd>{words.band[lossBand]}</dd>
      </dl>
      <p class="quiet">{words.writeLead}</p>
      <StoryForm name={CASE_FORM} action={`${TEACHING_PATH}/cases/${encodeURIComponent(id)}`} formId={formId} remark={remark} />
    </section>
  );
}
