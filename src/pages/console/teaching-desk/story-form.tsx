import { PutBack } from '../../citizen/put-back.tsx';
import { useWords } from '../language.tsx';
import type { TeachingRemark } from './teaching-view.ts';
import { TEACHING_WORDS } from './teaching-words.ts';

export const NEWS_FORM = 'news';
export const CASE_FORM = 'case';

/** Characters, as `story-fields.ts` takes them. */
export const LONGEST_TITLE = 30;
export const SHORTEST_STORY = 20;
export const LONGEST_STORY = 400;
export const LONGEST_SOURCE = 40;

interface Props {
  readonly name: string;
  readonly action: string;
  /** The same one sent twice is one text. */
  readonly formId: string;
  readonly remark: TeachingRemark;
  readonly withSource?: boolean;
}

/** A title and a story in one's own words. */
export function StoryForm({ name, action, formId, remark, withSource = false }: Props) {
  const words = useWords(TEACHING_WORDS);
  const form = remark.form?.name === name ? remark.form : null;
  const problem = (field: string): string => form?.problems[field] ?? '';
  return (
    <form class="teaching-story" method="post" action={action}>
      <input type="hidden" name="form" value={form?.typed.form ?? formId} />
      <label for={`${name}-title`}>{words.headline}</label>
      <input
        id={`${name}-title`}
        name="title"
        lang="zh-CN"
        value={form?.typed.title ?? ''}
        maxlength={LONGEST_TITLE}
        autocomplete="off"
        aria-invalid={problem('title') ? 'true' : undefined}
        aria-describedby={`${name}-title-problem`}
      />
      <p id={`${name}-title-problem`} class="problem" role="alert">
        {problem('title')}
      </p>
      <label for={`${name}-body`}>{words.story}</label>
      <textarea
        id={`${name}-body`}
        name="body"
        lang="zh-CN"
        rows={6}
        maxlength={LONGEST_STORY}
        aria-invalid={problem('body') ? 'true' : undefined}
        aria-describedby={`${name}-body-problem`}
      >
        {form?.typed.body ?? ''}
      </textarea>
      <PutBack of={`${name}-body`} />
      <p id={`${name}-body-problem`} class="problem" role="alert">
        {problem('body')}
      </p>
      {withSource && (
        <>
          <label for={`${name}-source`}>{words.source}</label>
          <input
            id={`${name}-source`}
            name="source"
            lang="zh-CN"
            value={form?.typed.source ?? ''}
            maxlength={LONGEST_SOURCE}
            autocomplete="off"
            aria-invalid={problem('source') ? 'true' : undefined}
            aria-describedby={`${name}-source-problem`}
          />
          <p id={`${name}-source-problem`} class="problem" role="alert">
            {problem('source')}
          </p>
        </>
      )}
      <button class="act act-first" type="submit">
        {words.propose}
      </button>
    </form>
  );
}
