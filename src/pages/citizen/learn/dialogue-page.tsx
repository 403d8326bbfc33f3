import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Lesson } from '../../../teaching/lesson.ts';
import { type Playing, playDialogue } from '../../../teaching/play-dialogue.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';
import { learnReader } from './learn-reader.ts';
import { taughtIn } from './lesson-page.tsx';

/** `GET /learn/:type/dialogue?way=`: a chat to play through, one form for each turn. */
export async function renderDialogue(deps: PageDeps, context: Context): Promise<string> {
  const { type, lesson } = taughtIn(deps, context);
  const way = context.req.query('way') ?? '';
  const playing = playing404(lesson, way);
  return renderLearnPage(deps, context, {
    title: `过招：${type.title.zh}`,
    description: `跟“${lesson.speaker}”对一次话，练一练怎么回。`,
    back: { path: `${LEARN_PATH}/${type.id}`, name: type.title.zh },
    children: (
      <>
        <p class="quiet">这是练习，话是编的，手法是真的。对方是“{lesson.speaker}”。</p>
        <ol class="play" aria-label="对话">
          {playing.played.map(({ said, answered, wise, why, again }) => (
            <li>
              {!again && (
                <p class="play-him">
                  <span class="unseen">对方说：</span>
                  {said}
                </p>
              )}
              <p class="play-me">
                <span class="unseen">您答：</span>
                {answered}
              </p>
              <p class={wise ? 'play-why' : 'play-why play-slip'}>
                <b>{wise ? '✓ 稳' : '△ 停一停'}</b> {why}
              </p>
            </li>
          ))}
          {playing.turn !== null && !playing.played.at(-1)?.wise && playing.played.length > 0 ? null : (
            <Said lesson={lesson} playing={playing} />
          )}
        </ol>
        {playing.turn === null ? (
          <Ending lesson={lesson} playing={playing} type={type.id} />
        ) : (
          <form class="play-form" method="post" action={`${LEARN_PATH}/${type.id}/dialogue#answer`} id="answer">
            <input type="hidden" name="way" value={way} />
            <fieldset>
              <legend>
                {playing.played.at(-1)?.wise === false ? '再想一想，您怎么回？' : '您怎么回？'}
                <small>
                  第{playing.turn + 1}个回合，共{lesson.turns.length}个
                </small>
              </legend>
              {lesson.turns[playing.turn]?.choices.map(({ text }, index) => (
                <button class="play-choice" type="submit" name="choice" value={String(index)} disabled={playing.tried.includes(index)}>
                  {text}
                  {playing.tried.includes(index) && <small>（试过了）</small>}
                </button>
              ))}
            </fieldset>
          </form>
        )}
      </>
    ),
  });
}

/** What he says now. */
function Said({ lesson, playing: { turn } }: { lesson: Lesson; playing: Playing }) {
  if (turn === null) return null;
  return (
    <li>
      <p class="play-him">
        <span class="unseen">对方说：</span>
        {lesson.turns[turn]?.said}
      </p>
    </li>
  );
}

function Ending({ lesson, playing, type }: { lesson: Lesson; playing: Playing; type: string }) {
  return (
    <section class="learn-part play-end" id="answer">
      <h2>您稳住了</h2>
      <p>{lesson.ending}</p>
      <p class="quiet">{playing.result === 100 ? '每个回合都一次答稳。' : '中间停下来想了想，也很好：真遇上时，想一想就够了。'}</p>
      <p class="daily-ways">
        <a class="learn-go" href={`${LEARN_PATH}/${type}/quiz`}>
          再做五道小题
        </a>
        <a href={`${LEARN_PATH}/${type}/dialogue`}>从头再来</a>
      </p>
    </section>
  );
}

/** `POST /learn/:type/dialogue`: one answer more. The last one is noted for a registered citizen. */
export async function answerTurn(deps: PageDeps, context: Context): Promise<Response> {
  const { type, lesson } = taughtIn(deps, context);
  const { way = '', choice = '' } = await readForm(context);
  const path = `${LEARN_PATH}/${type.id}/dialogue`;
  if (typeof way !== 'string' || typeof choice !== 'string') return context.redirect(path, 303);
  // Nothing chosen, or played for ever: the same turn again, or from the beginning.
  const before = playDialogue(lesson, way);
  if (!before) return context.redirect(path, 303);
  const next = /^\d$/.test(choice) && !before.tried.includes(Number(choice)) ? `${way}${choice}` : way;
  const playing = playDialogue(lesson, next);
  if (!playing) return context.redirect(path, 303);
  if (playing.turn === null) {
    const { citizen } = await learnReader(deps, context);
    if (citizen) await deps.storage.noteTaught(citizen.id, type.id, 'dialogue', playing.result);
  }
  return context.redirect(`${path}?way=${next}#answer`, 303);
}

function playing404(lesson: Lesson, way: string): Playing {
  const playing = playDialogue(lesson, way);
  if (!playing) throw new AppError('learn.unknown-way', '这个网址走不通，请从头再来。', 404);
  return playing;
}
