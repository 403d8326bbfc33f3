import type { Context } from 'hono';
import type { CheckAnswer } from '../../conversation/answer.ts';
import { ENGINE_VERSION } from '../../conversation/answer.ts';
import { judgeText } from '../../conversation/judge-text.ts';
import { type CallStage, isCallStage, reasonOfCall, urgencyOfCall } from '../../desk/call-stages.ts';
import { communityName } from '../../desk/community.ts';
import { readMoneyFact } from '../../desk/money-facts.ts';
import { AppError } from '../../errors.ts';
import type { TakenCall } from '../../storage/telephone.ts';
import { telephoneNumber } from '../../storage/telephone-number.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { CallIntake, LONGEST_STORY } from './call-intake.tsx';
import { typedFields } from './case-answers.tsx';
import type { FormRemark } from './case-remark.ts';
import { formIdOf } from './form-id.ts';
import { deskLanguage, Speaking, type Spoken } from './language.tsx';
import { renderLivePage } from './live-page.tsx';
import { moneyProblems } from './money-words.ts';
import { TypeAdvice } from './next-steps.tsx';
import { officerOf } from './session.ts';
import { typeVerdict } from './type-advice.ts';

interface Words {
  readonly title: string;
  readonly stage: string;
  readonly number: string;
  readonly story: string;
  readonly long: (most: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '接电话',
    stage: '先选到哪一步了：它决定有多急。',
    number: '这不像电话号码。写 13800001234 或 0572-2250000，不知道就空着。',
    story: '写一句他说了什么。',
    long: (most) => `太长：最多${most}字。`,
  },
  en: {
    title: 'Take a call',
    stage: 'Choose how far it has gone: it decides how urgent it is.',
    number: 'This is no telephone number. Write 13800001234 or 0572-2250000, or leave it empty.',
    story: 'Write a sentence of what he tells.',
    long: (most) => `Too long: ${most} characters at most.`,
  },
};
/** UTF-16 units. */
const LONGEST_LINE = 80;
const NOTHING_TYPED: FormRemark = { name: 'call', typed: {}, problems: {} };

export function callForms(deps: PageDeps) {
  async function page(context: Context, remark: FormRemark, formId: string): Promise<string> {
    const { hotline, city } = deps.surroundings();
    return renderLivePage(deps, context, {
      title: WORDS[deskLanguage(context)].title,
      address: '/console/calls/new',
      cursor: await deps.storage.deskCursor(),
      children: <CallIntake hotline={hotline} city={city} display={officerOf(context).display} formId={formId} remark={remark} />,
    });
  }

  return {
    /** `GET /console/calls/new` */
    show: async (context: Context) => context.html(await page(context, NOTHING_TYPED, deps.newId())),

    /** `POST /console/calls/advice`: what the machine makes of the words so far; nothing is kept. */
    async advise(context: Context): Promise<Response> {
      const { story = '' } = await typedFields(context);
      const language = deskLanguage(context);
      if (story.length < SHORTEST_STORY || story.length > LONGEST_STORY) return context.html('');
      const advice = (
        <Speaking value={language}>
          <TypeAdvice verdict={typeVerdict(deps, judgeText(deps, story), language)} />
        </Speaking>
      );
      return context.html(advice.toString());
    },

    /** `POST /console/calls/new`: the call becomes a case of whoever took it. */
    async take(context: Context): Promise<Response> {
      const typed = await typedFields(context);
      const { stage = '', number = '', story = '', forWhom = '', town = '' } = typed;
      const words = WORDS[deskLanguage(context)];
      const { money, problems: wrongMoney } = moneyOf(typed, deps.now());
      const problems: Record<string, string> = moneyProblems(wrongMoney, deskLanguage(context));
      if (!isCallStage(stage)) problems.stage = words.stage;
      if (number !== '' && telephoneNumber(number) === null) problems.number = words.number;
      if (story === '') problems.story = words.story;
      if (story.length > LONGEST_STORY) problems.story = words.long(LONGEST_STORY);
      for (const [name, text] of [
        ['forWhom', forWhom],
        ['town', town],
      ] as const)
        if (text.length > LONGEST_LINE) problems[name] = words.long(LONGEST_LINE);
      const formId = formIdOf(typed.formId) ?? deps.newId();
      if (!isCallStage(stage) || Object.keys(problems).length > 0) {
        context.status(422);
        return context.html(await page(context, { name: 'call', typed, problems }, formId));
      }
      const { check, danger, watched, forOther } = heard(deps, story, stage);
      const caseId = await takenWithNumber(deps, {
        formId,
        officerId: officerOf(context).id,
        number: number === '' ? null : number,
        text: story,
        urgency: danger || watched ? 'P0' : urgencyOfCall(stage),
        reason: danger?.kind ?? reasonOfCall(stage),
        facts: {
          intent: check.intent,
          stage,
          verdict: check,
          forOther: forOther || forWhom !== '',
          watched,
          despair: danger?.kind === 'despair',
          forWhom,
          town,
        },
        money,
        community: communityName(town),
        verdict: {
          release: check.libraryVersion,
          engine: ENGINE_VERSION,
          colour: check.verdict,
          score: check.score,
          type: check.type?.id ?? null,
          intent: check.intent,
          stage,
          answer: JSON.stringify({ messages: [], status: 'open', escalated: true }),
        },
      });
      return context.redirect(`/console/cases/${encodeURIComponent(caseId)}`, 303);
    },
  };
}
const SHORTEST_STORY = 4;
/** Of numbers by chance; one in a hundred is taken once there are ten thousand cases. */
const MOST_NUMBERS = 20;

/** Nothing that was typed is lost because a number is taken. */
async function takenWithNumber({ storage, surroundings }: PageDeps, call: Omit<TakenCall, 'caseNumber'>): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await storage.takeCall({ ...call, caseNumber: surroundings().newCaseNumber() });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'case.number-taken' || attempt >= MOST_NUMBERS) throw error;
    }
  }
}

/** Nothing typed is no payment; `kind` alone says nothing. */
function moneyOf(typed: Readonly<Record<string, string>>, now: number) {
  const { fact, problems } = readMoneyFact(typed, now);
  if (fact) return { money: JSON.stringify(fact), problems: {} };
  return { money: null, problems: Object.values(problems).includes('empty') ? {} : problems };
}

/** The verdict of his words, at the stage that the officer has heard. */
function heard(deps: PageDeps, story: string, stage: CallStage) {
  const check: CheckAnswer = { ...judgeText(deps, story), stage };
  try {
    const { danger, watched, forOther } = deps.detector.judge(story).understanding;
    return { check, danger, watched, forOther };
  } catch {
    // `judgeText` has said so in the log, and answered yellow.
    return { check, danger: null, watched: false, forOther: false };
  }
}
