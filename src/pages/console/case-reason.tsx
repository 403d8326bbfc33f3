import type { Context } from 'hono';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { type Spoken, useWords } from './language.tsx';
import { renderConsole } from './layout.tsx';

/** What takes a reason, which is written down for ever. */
export type Reasoned = 'unmask' | 'export';
/** Characters. */
const SHORTEST_REASON = 4;
const LONGEST_REASON = 200;

interface ReasonRemark {
  readonly reason: string;
  readonly problem: string;
}

interface Words {
  readonly title: Readonly<Record<Reasoned, (number: string) => string>>;
  readonly lead: Readonly<Record<Reasoned, string>>;
  readonly label: string;
  readonly hint: string;
  readonly unmask: string;
  readonly print: string;
  readonly json: string;
  readonly back: string;
  readonly short: string;
  readonly long: (length: number) => string;
  readonly gone: string;
}
export const REASON_WORDS: Spoken<Words> = {
  'zh-CN': {
    title: { unmask: (number) => `看工单${number}的全部内容`, export: (number) => `导出工单${number}` },
    lead: {
      unmask: '这一单不是您在办。写明原因后，您能看15分钟全部内容。谁、何时、为什么，都记在审计里，改不了。',
      export:
        '导出的内容包括对话原文、号码、金额、内部备注和办理记录，没有遮住。图片、语音列出清单，原件另存。只交给有权看的人。谁、何时、为什么，都记在审计里，改不了。',
    },
    label: '为什么',
    hint: `${SHORTEST_REASON}到${LONGEST_REASON}字。不用写群众的姓名和号码。`,
    unmask: '看全部',
    print: '可打印的一页',
    json: '数据文件 JSON',
    back: '回工单',
    short: `原因至少写${SHORTEST_REASON}个字，让以后查的人看得懂。`,
    long: (length) => `原因最多${LONGEST_REASON}字，现在${length}字。`,
    gone: '他的数据已按要求删除，没有可看的了。',
  },
  en: {
    title: { unmask: (number) => `See everything of case ${number}`, export: (number) => `Export case ${number}` },
    lead: {
      unmask:
        'You do not have this case. Say why, and you see everything for 15 minutes. Who, when and why is written down for good in the audit log.',
      export:
        'The export holds the conversation, numbers, amounts, internal notes and what was done, nothing hidden, and a list of pictures and voice messages, which are saved one by one. Give it only to whoever may see it. Who, when and why is written down for good in the audit log.',
    },
    label: 'Why',
    hint: `${SHORTEST_REASON} to ${LONGEST_REASON} characters. Leave the citizen’s name and numbers out.`,
    unmask: 'See everything',
    print: 'Printable page',
    json: 'Data file, JSON',
    back: 'Back to the case',
    short: `Write at least ${SHORTEST_REASON} characters, so that whoever looks later understands.`,
    long: (length) => `At most ${LONGEST_REASON} characters; now ${length}.`,
    gone: 'His data was deleted as he asked; there is nothing left to see.',
  },
};

/** What is wrong with a reason; null: nothing. */
export function problemOfReason(reason: string, words: Words): string | null {
  const length = [...reason].length;
  if (length < SHORTEST_REASON) return words.short;
  return length > LONGEST_REASON ? words.long(length) : null;
}

/** `GET /console/cases/:id/unmask` and `/export`: asks why; also the answer to a form that failed. */
export async function renderReason(
  deps: PageDeps,
  context: Context,
  words: Words,
  asked: { readonly what: Reasoned; readonly deskCase: DeskCase; readonly remark?: ReasonRemark },
): Promise<string> {
  const title = words.title[asked.what](asked.deskCase.number);
  return renderConsole(deps, context, { title, children: <ReasonForm title={title} {...asked} /> });
}

function ReasonForm({ title, what, deskCase, remark }: { title: string; what: Reasoned; deskCase: DeskCase; remark?: ReasonRemark }) {
  const words = useWords(REASON_WORDS);
  const path = `/console/cases/${encodeURIComponent(deskCase.id)}`;
  return (
    <section class="gate gate-wide">
      <h1>{title}</h1>
      <p>{words.lead[what]}</p>
      <form class="gate-form reason-form" method="post" action={`${path}/${what}`}>
        <div class="field">
          <label for="reason">{words.label}</label>
          <textarea
            id="reason"
            name="reason"
            rows={3}
            required
            autofocus
            aria-invalid={remark ? 'true' : undefined}
            aria-describedby={remark ? 'reason-hint reason-problem' : 'reason-hint'}
          >
            {remark?.reason ?? ''}
          </textarea>
          <span id="reason-hint" class="hint">
            {words.hint}
          </span>
          {remark && (
            <span id="reason-problem" class="problem" role="alert">
              {remark.problem}
            </span>
          )}
        </div>
        <div class="reason-foot">
          {what === 'unmask' ? (
            <button class="go" type="submit">
              {words.unmask}
            </button>
          ) : (
            <>
              <button class="go" type="submit" name="as" value="print">
                {words.print}
              </button>
              <button class="act" type="submit" name="as" value="json">
                {words.json}
              </button>
            </>
          )}
          <a href={path}>{words.back}</a>
        </div>
      </form>
    </section>
  );
}
