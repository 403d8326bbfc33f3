import type { DailyScam } from '../../../teaching/daily-scam.ts';
import { LOSS_BAND_WORDS } from '../../../teaching/loss-bands.ts';
import { dayInWords, monthInWords } from '../../../teaching/shanghai-days.ts';
import { CallButtons, type PhoneBook, withCalls } from '../phone-numbers.tsx';
import { LEARN_PATH } from './learn-frame.tsx';

interface DailyCardProps {
  readonly scam: DailyScam;
  readonly book: PhoneBook;
  /** As `dayText` writes it. */
  readonly day: string;
}

/** 每日一骗, whole. */
export function DailyCard({ scam, book, day }: DailyCardProps) {
  return (
    <article class="daily">
      <p class="daily-day">每日一骗 · {dayInWords(scam.day)}</p>
      <h2>{scam.title}</h2>
      {scam.fromCase && (
        <p class="daily-case">
          本市真事，{monthInWords(scam.fromCase.month)}，{LOSS_BAND_WORDS[scam.fromCase.lossBand]}。为保护当事人，细节改过。
        </p>
      )}
      {scam.story.split('\n').map((part) => (
        <p>{part}</p>
      ))}
      <p class="daily-dont">{scam.dont}</p>
      <dl class="daily-facts">
        <div>
          <dt>看出来</dt>
          <dd>
            {scam.mark}
            {scam.why && <span class="daily-line">{scam.why}。</span>}
          </dd>
        </div>
        <div>
          <dt>接下去</dt>
          <dd>{scam.next}</dd>
        </div>
        <div>
          <dt>怎么办</dt>
          <dd>
            {scam.now.map((line) => (
              <span class="daily-line">{withCalls(line, book)}</span>
            ))}
          </dd>
        </div>
      </dl>
      <CallButtons numbers={scam.numbers.slice(0, 2)} book={book} />
      <p class="daily-ways">
        <a class="learn-go" href={`${LEARN_PATH}/${scam.type}/dialogue`}>
          跟他过过招
        </a>
        <a href={`${LEARN_PATH}/day/${day}/card.svg`} download={`反诈一哥-${day}.svg`}>
          存成图片，发给家里人
        </a>
      </p>
    </article>
  );
}
