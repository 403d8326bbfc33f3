import type { BuildReport } from '../../librarian/workshop.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { ColourWord } from './colour-word.tsx';
import { COLOUR_NAMES, channelIn, isColour, TRUTH_NAMES } from './desk-words.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

type BlastRadius = NonNullable<BuildReport['radius']>;
type Types = PageDeps['detector']['library']['types'];

const MOST_SHOWN = 200;
const FIRST = ['scam', 'false-alarm', 'unclear', null] as const;

interface Words {
  readonly language: DeskLanguage;
  readonly title: string;
  readonly looked: (texts: number, cut: boolean) => string;
  readonly none: string;
  readonly colours: string;
  readonly types: string;
  readonly noType: string;
  readonly columns: readonly [truth: string, from: string, to: string, text: string, place: string];
  readonly open: string;
  readonly more: (count: number) => string;
  readonly callBacks: (people: number) => string;
  readonly noCallBacks: string;
  readonly arrow: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    title: '会改判哪些消息',
    looked: (texts, cut) => `用近30天的${texts}条咨询比过${cut ? '，还有更多没有比' : ''}。文字已遮住。`,
    none: '没有一条会改判。',
    colours: '颜色变了的',
    types: '类型变了的',
    noType: '无',
    columns: ['查实', '原来', '改成', '内容', '哪里来的'],
    open: '没有查实',
    more: (count) => `还有${count}条没有列出。`,
    callBacks: (people) => `有${people}个人以前答的是绿，这一版判红。发布后他们会列进“要回电的人”，不会自动给他们发消息。`,
    noCallBacks: '没有人因此要回电。',
    arrow: '改成',
  },
  en: {
    language: 'en',
    title: 'What is judged otherwise',
    looked: (texts, cut) => `Compared on ${texts} consults of the last 30 days${cut ? '; there were more' : ''}. Texts are masked.`,
    none: 'Nothing is judged otherwise.',
    colours: 'Colour changes',
    types: 'Type changes',
    noType: 'none',
    columns: ['Truth', 'From', 'To', 'Text', 'From where'],
    open: 'not known',
    more: (count) => `${count} more are not listed.`,
    callBacks: (people) =>
      `${people === 1 ? '1 person was' : `${people} people were`} told green of what this calls red. Once it is published they are listed under “People to call back”; nothing is sent to them by itself.`,
    noCallBacks: 'Nobody has to be called back for it.',
    arrow: 'to',
  },
};

/** The last consults judged by both: how many change, and which; those whose truth is known first. */
export function Radius({ radius, types }: { radius: BlastRadius; types: Types }) {
  const words = useWords(WORDS);
  const truths = useWords(TRUTH_NAMES);
  const channel = useWords(channelIn);
  const colours = useWords(COLOUR_NAMES);
  const typeName = (id: string | null): string => {
    const title = types.find((one) => one.id === id)?.title;
    return title ? (words.language === 'en' ? title.en : title.zh) : (id ?? words.noType);
  };
  const changes = [...radius.changes].sort((a, b) => FIRST.indexOf(a.truth) - FIRST.indexOf(b.truth));
  return (
    <section aria-labelledby="radius">
      <h3 id="radius">{words.title}</h3>
      <p class="quiet">{words.looked(radius.texts, radius.cut)}</p>
      <p>
        <b>{radius.callBacks.length === 0 ? words.noCallBacks : words.callBacks(radius.callBacks.length)}</b>
      </p>
      {changes.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <div class="draft-counts">
            <Counts name={words.colours} counts={radius.colours} say={(code) => (isColour(code) ? colours[code] : code)} />
            <Counts name={words.types} counts={radius.types} say={(code) => typeName(code === '-' ? null : code)} />
          </div>
          <table class="queue audit draft-table draft-radius">
            <thead>
              <tr>
                {words.columns.map((name) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, MOST_SHOWN).map(({ place, truth, from, to, text }) => (
                <tr>
                  <td data-name={words.columns[0]}>{truth === null ? <span class="quiet">{words.open}</span> : <b>{truths[truth]}</b>}</td>
                  <td data-name={words.columns[1]}>
                    <ColourWord colour={from.colour} /> <small>{typeName(from.type)}</small>
                  </td>
                  <td data-name={words.columns[2]}>
                    <ColourWord colour={to.colour} /> <small>{typeName(to.type)}</small>
                  </td>
                  <td class="audit-why" lang="zh-CN">
                    {text}
                  </td>
                  <td class="number">{channel(place)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {radius.changed > MOST_SHOWN && <p class="quiet">{words.more(radius.changed - MOST_SHOWN)}</p>}
        </>
      )}
    </section>
  );
}

interface CountsProps {
  readonly name: string;
  readonly counts: BlastRadius['colours'];
  readonly say: (code: string) => string;
}

/** `green → red` and how many. */
function Counts({ name, counts, say }: CountsProps) {
  const words = useWords(WORDS);
  if (counts.length === 0) return null;
  return (
    <div>
      <h4>{name}</h4>
      <ul>
        {counts.map(([change, count]) => {
          const [from = '', to = ''] = change.split(' → ');
          return (
            <li>
              {say(from)} <span aria-hidden="true">→</span> <span class="unseen">{words.arrow}</span> {say(to)}{' '}
              <b class="number">{count}</b>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
