import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { ScamType } from '../../../library/schema.ts';
import { isType } from '../../../teaching/daily-scam.ts';
import type { Lesson } from '../../../teaching/lesson.ts';
import { lessonOf } from '../../../teaching/lessons.ts';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { CallButtons, createPhoneBook, withCalls } from '../phone-numbers.tsx';
import { renderLessonInEnglish } from './learn-english.tsx';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';
import { learnReader } from './learn-reader.ts';

export interface Taught {
  readonly type: ScamType;
  readonly lesson: Lesson;
}

/** The type that an address names. @throws AppError 404 */
export function taughtIn({ detector }: PageDeps, context: Context): Taught {
  const id = context.req.param('type');
  const type = detector.library.types.find((one) => one.id === id);
  if (!isType(id) || !type) throw new AppError('learn.unknown-type', '没有这一课。', 404);
  return { type, lesson: lessonOf(id) };
}

/** `GET /learn/:type` */
export async function renderLesson(deps: PageDeps, context: Context): Promise<string> {
  const { type, lesson } = taughtIn(deps, context);
  if (citizenLanguage(context) === 'en') return renderLessonInEnglish(deps, context, type);
  const { done } = await learnReader(deps, context);
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const best = (kind: 'dialogue' | 'quiz'): number | undefined => done.find((one) => one.lesson === type.id && one.kind === kind)?.result;
  return renderLearnPage(deps, context, {
    title: type.title.zh,
    description: type.looksLike.zh,
    bilingual: true,
    back: { path: LEARN_PATH, name: '一哥说骗' },
    children: (
      <>
        <p class="learn-lead">{type.looksLike.zh}。</p>
        <section class="learn-part">
          <h2>是这样开始的</h2>
          <p>{lesson.story}</p>
        </section>
        <p class="daily-dont">{type.advice.dont.zh}</p>
        <section class="learn-part">
          <h2>这几样，占一样就当心</h2>
          <ul class="learn-marks">
            {type.marks.map((mark) => (
              <li>{mark}</li>
            ))}
          </ul>
        </section>
        <section class="learn-part">
          <h2>接下去会怎样</h2>
          <p>{type.next.zh}</p>
        </section>
        <section class="learn-part">
          <h2>现在怎么办</h2>
          <ol class="learn-now">
            {type.advice.now.zh.map((line) => (
              <li>{withCalls(line, book)}</li>
            ))}
          </ol>
          <CallButtons numbers={type.advice.numbers} book={book} />
        </section>
        <section class="learn-part">
          <h2>练一练，更牢</h2>
          <ul class="learn-practice">
            <li>
              <a class="learn-go" href={`${LEARN_PATH}/${type.id}/dialogue`}>
                跟骗子过招
              </a>
              <small>
                {lesson.turns.length}个回合，选错了会告诉您为什么。
                {best('dialogue') !== undefined && `您练过，最好${best('dialogue')}分。`}
              </small>
            </li>
            <li>
              <a class="learn-go" href={`${LEARN_PATH}/${type.id}/quiz`}>
                做五道小题
              </a>
              <small>
                两分钟。
                {best('quiz') !== undefined && `您做过，最好${best('quiz')}分。`}
              </small>
            </li>
          </ul>
        </section>
      </>
    ),
  });
}
