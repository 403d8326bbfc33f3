import type { Context } from 'hono';
import { dayOf, hourOf, PERIODS, type Period, startOfPeriod, waitingBy } from '../../desk/waiting-times.ts';
import { HotlineTime } from '../../hotline-time.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { ChartDays } from './chart-days.tsx';
import { ChartHours } from './chart-hours.tsx';
import { deskLanguage, useWords } from './language.tsx';
import { renderLivePage } from './live-page.tsx';
import { DAYS_SHOWN, type DeskNumbers } from './load-numbers.ts';
import { AnswersByOfficer, AnswersByPeriod } from './numbers-answers.tsx';
import { Closings } from './numbers-closings.tsx';
import { NumbersNow } from './numbers-now.tsx';
import { Stops } from './numbers-stops.tsx';
import { VerdictTables } from './numbers-verdicts.tsx';
import type { NumbersView } from './numbers-view.ts';
import { PERIOD_WORDS, WORDS } from './numbers-words.ts';

export const NUMBERS_PATH = '/console/numbers';
const CLOCK = new HotlineTime('en-GB', { timeStyle: 'medium' });

function readPeriod(text: string | undefined): Period {
  return Object.hasOwn(PERIODS, text ?? '') ? (text as Period) : 'week';
}

/** `GET /console/numbers`: counts, never anybody's words. */
export async function renderNumbers(deps: PageDeps, context: Context, numbers: DeskNumbers): Promise<string> {
  const period = readPeriod(context.req.query('period'));
  const language = deskLanguage(context);
  const titles = new Map<string, string>(deps.detector.library.types.map(({ id, title }) => [id, language === 'en' ? title.en : title.zh]));
  const patterns = new Map<string, string>(deps.detector.library.patterns.map(({ id, title }) => [id, title]));
  const address = `${NUMBERS_PATH}?period=${period}`;
  return renderLivePage(deps, context, {
    title: WORDS[language].title,
    address,
    cursor: numbers.cursor,
    children: (
      // Waiting grows while nothing happens: asked for again also when no event says so.
      <div hx-get={`${address}&fragment=1`} hx-trigger="every 10s" hx-target="#numbers" hx-select="#numbers" hx-swap="outerMorph">
        <Numbers
          view={{ numbers, period, language, titleOf: (type) => titles.get(type) ?? type, patternTitleOf: (id) => patterns.get(id) ?? id }}
        />
      </div>
    ),
  });
}

function Numbers({ view }: { view: NumbersView }) {
  const { numbers, period, language } = view;
  const words = useWords(WORDS);
  const from = startOfPeriod(period, numbers.at);
  const hours = waitingBy(
    numbers.answers.filter(({ createdAt }) => createdAt >= from),
    ({ createdAt }) => hourOf(createdAt),
  );
  return (
    <section
      id="numbers"
      class="queue-page numbers"
      data-part=""
      data-waiting={numbers.waiting.reduce((sum, { count }) => sum + count, 0)}
      aria-labelledby="numbers-title"
    >
      <header class="queue-head">
        <h1 id="numbers-title">{words.title}</h1>
        <p class="quiet">
          {words.countedAt} <span class="number">{CLOCK.format(numbers.at)}</span>
        </p>
        <PeriodLinks chosen={period} />
      </header>
      <NumbersNow view={view} />
      <section class="numbers-part" aria-labelledby="numbers-answering">
        <h2 id="numbers-answering">{words.answering}</h2>
        <p class="quiet">{words.answeringNote}</p>
        <div class="numbers-pair">
          <AnswersByPeriod view={view} />
          <AnswersByOfficer view={view} />
        </div>
        <ChartHours hours={hours} longest={longestOf(numbers)} language={language} />
      </section>
      <section class="numbers-part" aria-labelledby="numbers-verdicts">
        <h2 id="numbers-verdicts">{words.verdicts}</h2>
        <ChartDays verdicts={numbers.verdicts} today={dayOf(numbers.at)} days={DAYS_SHOWN} />
        <VerdictTables view={view} />
      </section>
      <Closings view={view} />
      <Stops view={view} />
    </section>
  );
}

/** Of any period and hour. */
function longestOf({ answers, at }: DeskNumbers): number {
  const most = (Object.keys(PERIODS) as Period[]).flatMap((period) => {
    const from = startOfPeriod(period, at);
    const hours = waitingBy(
      answers.filter(({ createdAt }) => createdAt >= from),
      ({ createdAt }) => hourOf(createdAt),
    );
    return [...hours.values()].map(({ p95 }) => p95 ?? 0);
  });
  return Math.max(0, ...most);
}

function PeriodLinks({ chosen }: { chosen: Period }) {
  const words = useWords(WORDS);
  const names = useWords(PERIOD_WORDS);
  return (
    <nav class="filters" aria-label={words.period}>
      <ul>
        {(Object.keys(PERIODS) as Period[]).map((period) => (
          <li>
            <a href={`${NUMBERS_PATH}?period=${period}`} aria-current={period === chosen ? 'page' : undefined}>
              {names[period]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
