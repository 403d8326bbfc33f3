import type { Context } from 'hono';
import type { TeachingText } from '../../../storage/teaching/teaching-texts.ts';
import { dayInWords, dayOf } from '../../../teaching/shanghai-days.ts';
import type { PageDeps } from '../page-deps.ts';
import { LEARN_PATH, renderLearnPage } from './learn-frame.tsx';

const MOST = 50;

/** `GET /learn/news` */
export async function renderNews(deps: PageDeps, context: Context): Promise<string> {
  const news = await deps.storage.approvedTexts('news', MOST);
  return renderLearnPage(deps, context, {
    title: '最近要留意',
    description: '反诈中心写的短消息：最近什么骗局多，出了什么新花样。',
    back: { path: LEARN_PATH, name: '一哥说骗' },
    children:
      news.length === 0 ? <p class="quiet">还没有消息。值班员写好、同事看过，就会出现在这里。</p> : <NewsList news={news} level={2} />,
  });
}

export function NewsList({ news, level }: { news: readonly TeachingText[]; level: 2 | 3 }) {
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <ul class="learn-news">
      {news.map(({ title, body, source, updatedAt }) => (
        <li>
          <Title>{title}</Title>
          {body.split('\n').map((part) => (
            <p>{part}</p>
          ))}
          <p class="quiet">
            {dayInWords(dayOf(updatedAt))}
            {source && ` · 来源：${source}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
