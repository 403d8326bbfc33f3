import type { Context, Hono } from 'hono';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { chooseCommunity, renderBoard } from './board-page.tsx';
import { renderDaily, sendCard } from './daily-page.tsx';
import { answerTurn, renderDialogue } from './dialogue-page.tsx';
import { LEARN_PATH } from './learn-frame.tsx';
import { renderLearn } from './learn-page.tsx';
import { renderLesson } from './lesson-page.tsx';
import { renderNews } from './news-list.tsx';
import { choosePush } from './push-choice.ts';
import { answerQuiz, renderQuiz } from './quiz-page.tsx';

type Answer = (deps: PageDeps, context: Context) => Promise<Response>;
type Shown = (deps: PageDeps, context: Context) => Promise<string>;

/** 一哥说骗: for everybody, registered or not. */
export function registerLearn(pages: Hono, deps: PageDeps, { page, form }: CitizenRoute): void {
  const at = (path: string): string[] => [`${LEARN_PATH}${path}`];
  const send = (path: string, answer: Answer) => pages.on('GET', at(path), ...page, (context: Context) => answer(deps, context));
  const show = (path: string, shown: Shown) => send(path, async (_, context) => context.html(await shown(deps, context)));
  const post = (path: string, answer: Answer) => pages.on('POST', at(path), ...form, (context: Context) => answer(deps, context));
  show('', renderLearn);
  post('/push', choosePush);
  show('/board', renderBoard);
  post('/board', chooseCommunity);
  show('/news', renderNews);
  show('/day/:day', renderDaily);
  send('/day/:day/card.svg', sendCard);
  show('/:type', renderLesson);
  show('/:type/dialogue', renderDialogue);
  post('/:type/dialogue', answerTurn);
  show('/:type/quiz', renderQuiz);
  post('/:type/quiz', answerQuiz);
}
