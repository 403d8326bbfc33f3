import type { Context } from 'hono';
import { LONGEST_JUDGED } from '../../conversation/clip-text.ts';
import { judgeText } from '../../conversation/judge-text.ts';
import { type Explanation, explainText } from '../../librarian/explain-text.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { typedFields } from './case-answers.tsx';
import { ColourWord } from './colour-word.tsx';
import { deskLanguage, type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';
import { LibraryFrame, TRY_PATH } from './library-frame.tsx';
import { Stages } from './library-stages.tsx';
import { SignsDrawn } from './reply-signs.tsx';

interface Words {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly judge: string;
  readonly none: string;
  readonly long: (size: number) => string;
  readonly reply: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '试一试',
    label: '贴一段文字',
    hint: '当成新来的第一条消息判断，什么都不存。真实的姓名、号码请先改掉。',
    judge: '看怎么判',
    none: '先贴一段文字，再按“看怎么判”。',
    long: (size) => `最多${LONGEST_JUDGED}字，现在${size}字。`,
    reply: '市民看到的',
  },
  en: {
    title: 'Try a text',
    label: 'Paste a text',
    hint: 'It is judged as a first message, and nothing is stored. Change real names and numbers first.',
    judge: 'Judge it',
    none: 'Paste a text first, then judge it.',
    long: (size) => `At most ${LONGEST_JUDGED} characters, now ${size}.`,
    reply: 'What the citizen sees',
  },
};

interface Tried {
  readonly text: string;
  readonly problem: string | null;
  readonly judged: Judged | null;
}
interface Judged {
  readonly reply: string;
  readonly explained: Explanation;
}

/** `GET /console/library/try` */
export async function tryPage(deps: PageDeps, context: Context): Promise<string> {
  return renderTry(deps, context, { text: '', problem: null, judged: null });
}

/** `POST /console/library/try`: the answer is the page itself; nothing of the text is kept anywhere. */
export function tryText(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const words = WORDS[deskLanguage(context)];
    const { text = '' } = await typedFields(context);
    const problem = text === '' ? words.none : text.length > LONGEST_JUDGED ? words.long(text.length) : null;
    if (problem) return context.html(await renderTry(deps, context, { text, problem, judged: null }), 422);
    // Reply and reasoning of one release, also while another one comes.
    const detector = deps.detector.atThisMoment();
    const { reply } = judgeText({ ...deps, detector }, text);
    const judged = { reply, explained: explainText(detector, text) };
    return context.html(await renderTry({ ...deps, detector }, context, { text, problem, judged }));
  };
}

async function renderTry(deps: PageDeps, context: Context, tried: Tried): Promise<string> {
  const { library } = deps.detector;
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: <TryPage tried={tried} version={library.version} types={library.types} />,
  });
}

type Types = PageDeps['detector']['library']['types'];

function TryPage({ tried: { text, problem, judged }, version, types }: { tried: Tried; version: string; types: Types }) {
  const words = useWords(WORDS);
  return (
    <LibraryFrame title={words.title} at={TRY_PATH} version={version}>
      <form class="library-try" method="post" action={TRY_PATH}>
        <label for="text">{words.label}</label>
        <textarea
          id="text"
          name="text"
          rows={5}
          lang="zh-CN"
          required
          autofocus={judged === null || undefined}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? 'text-problem text-hint' : 'text-hint'}
        >
          {text}
        </textarea>
        {problem && (
          <p id="text-problem" class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="library-try-foot">
          <button class="act act-first" type="submit">
            {words.judge}
          </button>
          <small id="text-hint" class="quiet">
            {words.hint}
          </small>
        </div>
      </form>
      {judged && <Answer judged={judged} />}
      {judged && <Stages explained={judged.explained} types={types} />}
    </LibraryFrame>
  );
}

function Answer({ judged: { reply, explained } }: { judged: Judged }) {
  const words = useWords(WORDS);
  return (
    <section class="library-part" aria-labelledby="reply" role="status">
      <h2 id="reply">
        {words.reply} <ColourWord colour={explained.verdict.colour} />
      </h2>
      <p class="library-reply" lang={explained.language === 'en' ? 'en' : 'zh-CN'}>
        <SignsDrawn text={reply} />
      </p>
    </section>
  );
}
