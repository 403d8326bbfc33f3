import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { CheckAnswer } from '../../conversation/answer.ts';
import type { CaseExport } from '../../storage/case-export.ts';
import type { AssetUrls } from '../citizen/assets.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { ACTION_WORDS, actionWord } from './audit-words.ts';
import { channelIn, situationIn, stageIn } from './desk-words.ts';
import { type DeskLanguage, deskLanguage, Speaking, useWords } from './language.tsx';
import { hasAttachments, PrintedAttachments, PrintedLines, Written } from './print-lines.tsx';
import { PrintPage } from './print-page.tsx';
import { PrintFields, timeText } from './print-value.tsx';
import { PRINT_WORDS, type Section } from './print-words.ts';
import { queueView } from './queue-page.tsx';
import { officerOf } from './session.ts';

/** `GET /console/cases/:id/print`: one case on A4, black on white, with who took it out and when on every page. */
export async function renderPrint(deps: PageDeps, context: Context, content: CaseExport): Promise<string> {
  const language = deskLanguage(context);
  const page = (
    <Speaking value={language}>
      <PrintedCase
        content={content}
        titleOf={queueView(deps, officerOf(context).id, { language }).titleOf}
        urls={await deps.assets.urls()}
        language={language}
        by={officerOf(context).display}
        at={timeText(deps.now())}
      />
    </Speaking>
  );
  return `<!doctype html>${page.toString()}`;
}

type TitleOf = (type: string) => string | null;
interface Facts {
  readonly verdict: CheckAnswer | null;
  readonly forOther: boolean;
  readonly watched: boolean;
  readonly despair: boolean;
}

interface PrintedCaseProps {
  readonly content: CaseExport;
  readonly titleOf: TitleOf;
  readonly urls: AssetUrls;
  readonly language: DeskLanguage;
  readonly by: string;
  readonly at: string;
}

function PrintedCase({ content, titleOf, urls, language, by, at }: PrintedCaseProps) {
  const words = useWords(PRINT_WORDS);
  const { number, id } = content.case;
  const title = `${words.title} ${number}`;
  return (
    <PrintPage
      title={title}
      language={language}
      urls={urls}
      hint={words.print}
      back={{ path: `/console/cases/${encodeURIComponent(id)}`, name: words.back }}
      by={words.by(by, at)}
      note={words.warning}
    >
      <h1>{title}</h1>
      {content.case.erased && <p>{words.erased}</p>}
      <Sections content={content} titleOf={titleOf} />
    </PrintPage>
  );
}

function Sections({ content, titleOf }: { content: CaseExport; titleOf: TitleOf }) {
  const { id: _, erased: __, channel, reason, trueType, ...head } = content.case;
  const actions = useWords(ACTION_WORDS);
  const channelWord = useWords(channelIn);
  const stageWord = useWords(stageIn);
  const { askedToCancel: _noted, ...situation } = useWords(situationIn)({ reason, stage: null });
  const titled = (type: string | null): string | null => type && (titleOf(type) ?? type);
  return (
    <>
      <Part name="case" filled>
        <PrintFields
          of={{ ...head, ...situation, trueType: titled(trueType), channel: channelWord(channel), telephone: content.telephone }}
        />
      </Part>
      <Part name="facts" filled={content.facts !== null}>
        <PrintFields of={factsOf(content.facts, titleOf)} />
      </Part>
      <Part name="money" filled={content.money.length > 0}>
        {content.money.map(({ facts, ...rest }) => (
          <div class="print-entry">
            <Written {...rest} />
            <PrintFields of={asRecord(facts)} />
          </div>
        ))}
      </Part>
      <Part name="police" filled={content.police !== null}>
        <PrintFields of={asRecord(content.police)} />
      </Part>
      <Part name="lines" filled={content.lines.length > 0}>
        <PrintedLines lines={content.lines} />
      </Part>
      <Part name="attachments" filled={hasAttachments(content)}>
        <PrintedAttachments caseId={content.case.id} lines={content.lines} />
      </Part>
      <Part name="verdicts" filled={content.verdicts.length > 0}>
        {content.verdicts.map(({ answer: _, messageId: __, intent: ___, type, stage, ...verdict }) => (
          <div class="print-entry">
            <PrintFields of={{ ...verdict, type: titled(type), stage: stage === 'seen' ? null : stageWord(stage) }} />
          </div>
        ))}
      </Part>
      <Part name="judgements" filled={content.judgements.length > 0}>
        {content.judgements.map(({ type, ...judgement }) => (
          <div class="print-entry">
            <PrintFields of={{ ...judgement, type: titled(type) }} />
          </div>
        ))}
      </Part>
      <Part name="callBacks" filled={content.callBacks.length > 0}>
        {content.callBacks.map((call) => (
          <div class="print-entry">
            <PrintFields of={call} />
          </div>
        ))}
      </Part>
      <Part name="notes" filled={content.internalNotes.length > 0}>
        {content.internalNotes.map(({ text, ...rest }) => (
          <div class="print-entry">
            <Written {...rest} />
            <p class="print-text">{text}</p>
          </div>
        ))}
      </Part>
      <Part name="receipts" filled={content.receipts.length > 0}>
        {content.receipts.map(({ evidence: _, ...receipt }) => (
          <div class="print-entry">
            <PrintFields of={receipt} />
          </div>
        ))}
      </Part>
      <Part name="audit" filled={content.audit.length > 0}>
        <ol class="print-audit">
          {content.audit.map(({ seq, at, officer, action, subject }) => (
            <li>
              {`#${seq} ${timeText(at)} ${officer ?? '—'} ${actionWord(actions, action)}`}
              {subject !== head.number && ` ${subject}`}
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}

function Part({ name, filled, children }: { name: Section; filled: boolean; children?: Child }) {
  const words = useWords(PRINT_WORDS);
  return (
    <section class={`print-part print-${name}`}>
      <h2>{words.sections[name]}</h2>
      {filled ? children : <p class="quiet">{words.nothing}</p>}
    </section>
  );
}

/** What was frozen when the human was called, without what the conversation below says in full. */
function factsOf(facts: unknown, titleOf: TitleOf): Record<string, unknown> {
  if (facts === null) return {};
  const { verdict, forOther, watched, despair } = facts as Partial<Facts>;
  const reasons = verdict?.reasons.map(({ quote, why }) => (quote ? `“${quote}” ${why}` : why));
  return {
    verdict: verdict?.verdict,
    type: verdict?.type && (titleOf(verdict.type.id) ?? verdict.type.title),
    forOther,
    watched,
    despair,
    reasons,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return value instanceof Object ? (value as Record<string, unknown>) : { note: value };
}
