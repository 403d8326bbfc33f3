import { PutBack } from '../citizen/put-back.tsx';

interface StoryFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly rows: number;
  readonly problem?: string | undefined;
  readonly hint?: string;
  /** UTF-16 units. */
  readonly most?: number;
  /** Where it is sent while it is being typed, and where the answer stands. */
  readonly advice?: { readonly from: string; readonly into: string };
  readonly class?: string;
}

/** What somebody tells, in lines of a dense form; typed and not sent, it is there again in this tab. */
export function StoryField({ label, value = '', rows, problem, hint, most, advice, class: more }: StoryFieldProps) {
  const live = advice && {
    'hx-post': advice.from,
    'hx-trigger': 'input changed delay:600ms',
    'hx-target': advice.into,
    'hx-sync': 'this:replace',
  };
  return (
    <div class={more ? `short-field ${more}` : 'short-field'}>
      <label for="story">{label}</label>
      <textarea
        id="story"
        name="story"
        lang={/\p{Script=Han}/u.test(value) ? 'zh-CN' : undefined}
        rows={rows}
        maxlength={most}
        placeholder={hint}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'story-problem' : undefined}
        {...live}
      >
        {value}
      </textarea>
      <PutBack of="story" />
      {problem && (
        <span id="story-problem" class="problem">
          {problem}
        </span>
      )}
    </div>
  );
}
