import type { TeachingText } from '../../../storage/teaching/teaching-texts.ts';
import { dayText } from '../../../teaching/shanghai-days.ts';
import { useWords } from '../language.tsx';
import { TEACHING_PATH, type TeachingRemark } from './teaching-view.ts';
import { TEACHING_WORDS } from './teaching-words.ts';
import type { TitleOf } from './type-titles.ts';

interface Props {
  readonly texts: readonly TeachingText[];
  readonly me: string;
  /** Days since 1970 in Shanghai. */
  readonly today: number;
  readonly titleOf: TitleOf;
  readonly remark: TeachingRemark;
}

/** What citizens would read, whole, and the two buttons for whoever did not write it. */
export function ProposedTexts({ texts, me, today, titleOf, remark }: Props) {
  const words = useWords(TEACHING_WORDS);
  if (texts.length === 0) return <p class="quiet">{words.noneWaiting}</p>;
  return (
    <ul class="teaching-texts">
      {texts.map((text) => {
        const form = remark.form?.name === `agree-${text.id}` ? remark.form : null;
        return (
          <li id={`text-${text.id}`}>
            <p class="quiet">
              {text.kind === 'daily' ? words.daily : words.newsItem}
              {text.type && ` · ${titleOf(text.type)}`}
              {text.caseMonth && ` · ${text.caseMonth}`}
              {text.lossBand && ` · ${words.band[text.lossBand]}`} · {words.told(text.author)}
            </p>
            <div lang="zh-CN">
              <h3>{text.title}</h3>
              {text.body.split('\n').map((part) => (
                <p>{part}</p>
              ))}
              {text.source && <p class="quiet">{text.source}</p>}
            </div>
            {text.authorId === me ? (
              <p class="quiet">{words.own}</p>
            ) : (
              <form class="teaching-agree" method="post" action={`${TEACHING_PATH}/texts/${text.id}/agree`}>
                {text.kind === 'daily' && (
                  <>
                    <label for={`day-${text.id}`}>{words.onDay}</label>
                    <input
                      id={`day-${text.id}`}
                      name="day"
                      type="date"
                      value={form?.typed.day ?? dayText(today)}
                      min={dayText(today)}
                      aria-invalid={form?.problems.day ? 'true' : undefined}
                      aria-describedby={`day-problem-${text.id}`}
                    />
                  </>
                )}
                <button class="act act-first" type="submit">
                  {words.agree}
                </button>
                <button class="act" type="submit" formaction={`${TEACHING_PATH}/texts/${text.id}/refuse`} formnovalidate>
                  {words.refuse}
                </button>
                <p class="problem" id={`day-problem-${text.id}`} role="alert">
                  {form?.problems.day ?? ''}
                </p>
              </form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
