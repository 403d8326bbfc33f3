import { FEWEST_SHOWN } from '../../../teaching/hidden-cells.ts';
import type { Bulletin, BulletinFigures } from '../../../work-index/bulletin.ts';
import { placesOutside } from '../../../work-index/places-outside.ts';
import { amountIn } from '../amount-words.ts';
import { type DeskLanguage, useWords } from '../language.tsx';
import { waitedWord } from '../waited-word.ts';
import { BULLETIN_WORDS, type BulletinWords } from './bulletin-words.ts';

export interface BulletinView {
  readonly bulletin: Bulletin;
  readonly language: DeskLanguage;
  /** Small numbers are hidden. */
  readonly outside: boolean;
  readonly titleOf: (type: string) => string;
}

const ORDER: readonly (keyof BulletinFigures)[] = [
  'consults',
  'red',
  'opened',
  'answered',
  'waitedHalf',
  'waitedMost',
  'scams',
  'withLoss',
  'lost',
  'saved',
  'warned',
  'toMeet',
  'met',
  'inTime',
  'cheated',
];
const TIMES: ReadonlySet<string> = new Set(['waitedHalf', 'waitedMost']);
const MONEY: ReadonlySet<string> = new Set(['lost', 'saved']);

/** What a number is hidden by: an amount by the cases that it is of, a time by the people who waited. */
function basisOf(name: keyof BulletinFigures, figures: BulletinFigures): number {
  if (name === 'lost') return figures.withLoss;
  if (name === 'saved') return figures.scams;
  if (TIMES.has(name)) return figures.answered;
  return figures[name] ?? 0;
}

/** The figures of the time and of the one before, side by side. */
export function MainFigures({ view: { bulletin, language, outside } }: { view: BulletinView }) {
  const words = useWords(BULLETIN_WORDS);
  const { figures, before, kind } = bulletin;
  const text = (name: keyof BulletinFigures, of: BulletinFigures): string => {
    if (outside && basisOf(name, of) < FEWEST_SHOWN) return TIMES.has(name) || MONEY.has(name) ? '–' : words.few;
    return valueText(name, of[name], language);
  };
  const shown = (name: keyof BulletinFigures): boolean => !outside || [figures, before].every((of) => basisOf(name, of) >= FEWEST_SHOWN);
  return (
    <section class="sheet-part">
      <h2>{words.figures}</h2>
      <table class="figures alone stacked">
        <thead>
          <tr>
            <th scope="col">{words.figure}</th>
            <th scope="col">{words.now}</th>
            <th scope="col">{words.before[kind]}</th>
            <th scope="col">{words.change}</th>
          </tr>
        </thead>
        <tbody>
          {ORDER.map((name) => (
            <tr>
              <th scope="row">{words.names[name]}</th>
              <td class="big" data-head={words.now}>
                {text(name, figures)}
              </td>
              <td data-head={words.before[kind]}>{text(name, before)}</td>
              <td data-head={words.change}>{shown(name) ? changeText(name, figures[name], before[name], language) : ''}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{words.share}</th>
            {[figures, before].map((of, at) => (
              <td data-head={at === 0 ? words.now : words.before[kind]}>{shareText(of, outside, words)}</td>
            ))}
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function valueText(name: keyof BulletinFigures, value: number | null, language: DeskLanguage): string {
  if (value === null) return '–';
  if (TIMES.has(name)) return waitedWord(value, language);
  return MONEY.has(name) ? amountIn[language](value) : String(value);
}

function changeText(name: keyof BulletinFigures, now: number | null, before: number | null, language: DeskLanguage): string {
  if (now === null || before === null) return '';
  const change = now - before;
  if (change === 0) return '±0';
  return `${change > 0 ? '+' : '−'}${valueText(name, Math.abs(change), language)}`;
}

function shareText({ inTime, toMeet }: BulletinFigures, outside: boolean, words: BulletinWords): string {
  if (toMeet === 0) return '–';
  if (outside && (inTime < FEWEST_SHOWN || toMeet - inTime < FEWEST_SHOWN)) return words.few;
  return `${((inTime / toMeet) * 100).toFixed(1)}%`;
}

/** What had not been done when it was made. */
export function OpenWork({ view: { bulletin, outside } }: { view: BulletinView }) {
  const words = useWords(BULLETIN_WORDS);
  if (bulletin.now === null)
    return (
      <section class="sheet-part">
        <h2>{words.open}</h2>
        <p class="quiet">{words.madeLater}</p>
      </section>
    );
  const { waiting, overdueWarningTasks, overdueCallBacks, unreachedCallBacks } = bulletin.now;
  const rows = [
    [words.waiting, waiting],
    [words.overdueTasks, overdueWarningTasks],
    [words.overdueCalls, overdueCallBacks],
    [words.unreached, unreachedCallBacks],
  ] as const;
  return (
    <section class="sheet-part">
      <h2>{words.open}</h2>
      <dl class="numbers-figures bulletin-open">
        {rows.map(([name, count]) => (
          <div>
            <dt>{name}</dt>
            <dd class="number">{outside && count < FEWEST_SHOWN ? words.few : count}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Places({ view: { bulletin, outside, titleOf, language } }: { view: BulletinView }) {
  const words = useWords(BULLETIN_WORDS);
  const { places } = bulletin;
  const rows = outside ? placesOutside(places) : places.map((row) => ({ row, shown: true }));
  const total = places.reduce((sum, { cases }) => sum + cases, 0);
  return (
    <section class="sheet-part">
      <h2>
        {words.places} <span class="number">{outside && total < FEWEST_SHOWN ? words.few : total}</span>
      </h2>
      {rows === null || rows.length === 0 ? (
        <p class="quiet">{rows === null ? words.placesHidden : words.noPlaces}</p>
      ) : (
        <table class="figures alone stacked">
          <thead>
            <tr>
              {[words.type, words.place, words.cases, words.lost].map((word) => (
                <th scope="col">{word}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, shown }) => (
              <tr>
                <th scope="row">{row.type === null ? words.unnamed : titleOf(row.type)}</th>
                <td data-head={words.place} lang={row.place === null ? undefined : 'zh-CN'}>
                  {row.place ?? words.unnamed}
                </td>
                <td data-head={words.cases}>{shown ? row.cases : words.hidden}</td>
                <td data-head={words.lost}>{shown ? amountIn[language](row.lost) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Outside only what several people have received; words of one man's message may name him. */
export function Scripts({ view: { bulletin, outside, titleOf } }: { view: BulletinView }) {
  const words = useWords(BULLETIN_WORDS);
  const scripts = bulletin.scripts.filter(({ senders }) => !outside || senders >= FEWEST_SHOWN);
  return (
    <section class="sheet-part">
      <h2>
        {words.scripts} <span class="number">{scripts.length}</span>
      </h2>
      {scripts.length === 0 ? (
        <p class="quiet">{words.noScripts}</p>
      ) : (
        <table class="figures stacked">
          <thead>
            <tr>
              {[words.type, words.texts, words.senders, words.words].map((word) => (
                <th scope="col">{word}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scripts.map(({ type, texts, senders, phrases }) => (
              <tr>
                <th scope="row">{type === null ? words.unnamed : titleOf(type)}</th>
                <td data-head={words.texts}>{texts}</td>
                <td data-head={words.senders}>{senders}</td>
                <td class="bulletin-phrases" data-head={words.words} lang="zh-CN">
                  {phrases.join('、')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
