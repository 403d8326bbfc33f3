import type { Context } from 'hono';
import { consentText } from '../../../citizens/consent-texts.ts';
import { dayOf, dayText, monthInWords } from '../../../teaching/shanghai-days.ts';
import { PASSED_FROM } from '../../../teaching/teach-citizens.ts';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook } from '../phone-numbers.tsx';
import { publicIndexLink } from '../public-index/public-index-link.tsx';
import { DailyCard } from './daily-card.tsx';
import { renderLearnInEnglish } from './learn-english.tsx';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';
import { type LearnReader, learnReader } from './learn-reader.ts';
import { loadDaily } from './load-daily.ts';
import { NewsList } from './news-list.tsx';

/** `GET /learn`: today's scam, every type to play through, the board, the news. */
export async function renderLearn(deps: PageDeps, context: Context): Promise<string> {
  if (citizenLanguage(context) === 'en') return renderLearnInEnglish(deps, context);
  const today = dayOf(deps.now());
  const [scam, reader, news, [month], index] = await Promise.all([
    loadDaily(deps, today),
    learnReader(deps, context),
    deps.storage.approvedTexts('news', 3),
    deps.storage.publishedBoards(),
    publicIndexLink(deps),
  ]);
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  return renderLearnPage(deps, context, {
    title: '每天认识一个骗局',
    description: '每日一骗，跟骗子“过招”，看看本地什么骗局多。先见过，就不容易上当。',
    bilingual: true,
    children: (
      <>
        <DailyCard scam={scam} book={book} day={dayText(today)} />
        <section class="learn-part">
          <h2>挑一个，过过招</h2>
          <p class="quiet">每一种都有：怎么看出来、跟骗子对话练一练、五道小题。不登记也能玩。</p>
          <ul class="learn-types">
            {deps.detector.library.types.map(({ id, title, looksLike }) => (
              <li>
                <a href={`${LEARN_PATH}/${id}`}>
                  <b>{title.zh}</b>
                  <span>{looksLike.zh}</span>
                  <Done type={id} reader={reader} />
                </a>
              </li>
            ))}
          </ul>
        </section>
        <section class="learn-part">
          <h2>本地发案红黑榜</h2>
          <p>
            <a class="learn-go" href={`${LEARN_PATH}/board`}>
              {month === undefined ? '看看您的社区' : `看${monthInWords(month)}的榜`}
            </a>
          </p>
          {index && <p>{index}</p>}
        </section>
        {news.length > 0 && (
          <section class="learn-part">
            <h2>最近要留意</h2>
            <NewsList news={news} level={3} />
            <p>
              <a href={`${LEARN_PATH}/news`}>更多</a>
            </p>
          </section>
        )}
        <Lessons reader={reader} said={context.req.query('said')} />
      </>
    ),
  });
}

function Done({ type, reader: { done } }: { type: string; reader: LearnReader }) {
  const quiz = done.find(({ lesson, kind }) => lesson === type && kind === 'quiz');
  const played = done.some(({ lesson, kind }) => lesson === type && kind === 'dialogue');
  if (!quiz && !played) return null;
  const passed = quiz !== undefined && quiz.result >= PASSED_FROM;
  return <small class="learn-done">{passed ? '✓ 小题过了' : played ? '✓ 对话练过' : '做过小题，还能再试'}</small>;
}

/** 反诈疫苗: how to have it, and how to be rid of it with one press. */
function Lessons({ reader: { citizen, taught, waits }, said }: { reader: LearnReader; said: string | undefined }) {
  return (
    <section class="learn-part learn-push" id="push">
      <h2>反诈疫苗：把提醒发给您</h2>
      {said === 'stopped' && (
        <p class="learn-said" role="status">
          好，不再给您发了，哪个渠道都不发。
        </p>
      )}
      {said === 'started' && (
        <p class="learn-said" role="status">
          记下了，以后挑着发给您。
        </p>
      )}
      <p>
        按您的年龄段、职业和遇到过的骗术挑，一周最多一条，晚上9点到早上8点不发。从您平时找一哥的渠道来，里面没有链接，也不要您任何东西。
      </p>
      {waits && !taught ? (
        <p>
          监护人用手机确认以后，才能订。<a href="/me">看看还差什么</a>
        </p>
      ) : citizen ? (
        <form method="post" action={`${LEARN_PATH}/push`}>
          <input type="hidden" name="version" value={String(consentText('teaching').version)} />
          {taught ? (
            <button class="learn-button quiet-button" name="want" value="stop" type="submit">
              退订
            </button>
          ) : (
            <button class="learn-button" name="want" value="start" type="submit">
              同意，给我发
            </button>
          )}
          <p class="quiet">{taught ? '收到时回“退订”两个字，也一样。' : '随时可以退订。'}</p>
        </form>
      ) : (
        <p>
          要先登记：<a href="/join">登记反诈码</a>。不登记，这里的内容一样能看。
        </p>
      )}
    </section>
  );
}
