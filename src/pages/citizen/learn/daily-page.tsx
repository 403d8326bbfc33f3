import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { scamCard } from '../../../teaching/scam-card.ts';
import { dayInWords, dayOf, dayText, readDay } from '../../../teaching/shanghai-days.ts';
import type { PageDeps } from '../page-deps.ts';
import { createPhoneBook } from '../phone-numbers.tsx';
import { DailyCard } from './daily-card.tsx';
import { LEARN_PATH, publicAddress, renderLearnPage } from './learn-frame.tsx';
import { loadDaily } from './load-daily.ts';

/** Days that can still be looked at. */
const KEPT_DAYS = 366;

/** `GET /learn/day/:day`: where a picture that was passed on leads. */
export async function renderDaily(deps: PageDeps, context: Context): Promise<string> {
  const day = dayIn(deps, context);
  const book = createPhoneBook(deps.detector.library, deps.config.HOTLINE_NUMBER);
  const scam = await loadDaily(deps, day);
  return renderLearnPage(deps, context, {
    title: `${dayInWords(day)}的骗局`,
    description: `${scam.title}：${scam.dont}`,
    back: { path: LEARN_PATH, name: '今天的' },
    children: <DailyCard scam={scam} book={book} day={dayText(day)} />,
  });
}

/** `GET /learn/day/:day/card.svg` */
export async function sendCard(deps: PageDeps, context: Context): Promise<Response> {
  const day = dayIn(deps, context);
  const address = publicAddress(deps, context, `${LEARN_PATH}/day/${dayText(day)}`);
  context.header('Content-Type', 'image/svg+xml; charset=utf-8');
  return context.body(scamCard(await loadDaily(deps, day), address, deps.config.CITY));
}

/** @throws AppError 404 for what is no day, lies ahead, or is long past */
function dayIn({ now }: PageDeps, context: Context): number {
  const day = readDay(context.req.param('day') ?? '');
  const today = dayOf(now());
  if (day === null || day > today || day < today - KEPT_DAYS) throw new AppError('learn.unknown-day', '没有这一天的内容。', 404);
  return day;
}
