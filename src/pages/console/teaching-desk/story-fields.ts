import type { Context } from 'hono';
import type { ToldText } from '../../../storage/teaching/teaching-texts.ts';
import { identifyingWords } from '../../../teaching/identifying-words.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { formIdOf } from '../form-id.ts';
import { deskLanguage } from '../language.tsx';
import { LONGEST_SOURCE, LONGEST_STORY, LONGEST_TITLE, SHORTEST_STORY } from './story-form.tsx';
import { TEACHING_WORDS } from './teaching-words.ts';

interface TypedStory {
  readonly typed: Readonly<Record<string, string>>;
  readonly told: ToldText & { readonly id: string };
  /** By field; empty: it can be taken. */
  readonly problems: Readonly<Record<string, string>>;
}

/** No text of ours approves of a payment or calls anything safe. */
const APPROVING =
  /(?<![不别莫勿])可以(?:放心)?(?:转|汇|付|打款|充值|投|点开)|放心(?:转|汇|付|去|用|买|投|点)|请(?:您)?放心|尽管(?:转|付|点)|(?:是|很|绝对|完全)安全的?(?:[，。]|$)|(?:能|会|一定|肯定|保证)(?:全部|全额)?(?:追回|要回|退回)|\b(?:safe to|you can) (?:pay|send|transfer)\b|\bit is safe\b/iu;

/** What an officer wrote for citizens, and why it cannot be taken. */
export async function typedStory(deps: PageDeps, context: Context, withSource: boolean): Promise<TypedStory> {
  const words = TEACHING_WORDS[deskLanguage(context)];
  const typed = await typedFields(context);
  const { title = '', body = '', source = '' } = typed;
  const known = [
    ...Object.values(deps.detector.library.numbers).map(({ number }) => number.replace('{hotline}', deps.config.HOTLINE_NUMBER)),
    deps.config.HOTLINE_NUMBER,
  ];
  const problemOf = (text: string, short: string | null): string | null => {
    if (short) return short;
    const found = identifyingWords(text, known);
    if (found.length > 0) return words.found(found);
    return APPROVING.test(text) ? words.saysSafe : null;
  };
  const size = (text: string): number => [...text].length;
  const problems = Object.entries({
    title: problemOf(title, size(title) < 2 || size(title) > LONGEST_TITLE || title.includes('\n') ? words.needTitle(LONGEST_TITLE) : null),
    body: problemOf(body, size(body) < SHORTEST_STORY || size(body) > LONGEST_STORY ? words.needText(SHORTEST_STORY, LONGEST_STORY) : null),
    source: withSource ? problemOf(source, size(source) > LONGEST_SOURCE ? words.sourceLong : null) : null,
  }).flatMap(([field, problem]) => (problem === null ? [] : [[field, problem] as const]));
  return {
    typed,
    told: { id: formIdOf(typed.form) ?? deps.newId(), title, body, source: withSource ? source : '' },
    problems: Object.fromEntries(problems),
  };
}
