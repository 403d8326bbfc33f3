import type { copyLines } from '../../../citizens/copy-as-text.ts';
import { LEAD_WORDS, type LeadBody, NO_LEAD, NO_TRANSFER, TRANSFER_WORDS, type TransferBody } from '../../../stop-loss/stop-lead.ts';
import type { OwnCopy } from '../../../storage/privacy/citizen-copy.ts';
import { useWords } from '../../console/language.tsx';
import { LEAD_FORM_WORDS } from '../../console/stop-leads/stop-lead-words.ts';
import { AsWritten } from '../as-written.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';
import { EXPORT_WORDS } from './export-words.ts';
import { dayAndTime } from './me-times.ts';

interface ExportedChatProps {
  readonly copy: OwnCopy;
  readonly lines: ReturnType<typeof copyLines>;
  readonly language: CitizenLanguage;
}

/** One chat, with what the machine and the officers made of it. */
export function ExportedChat({ copy: { messages, cases, stopLeads, knownSince }, lines, language }: ExportedChatProps) {
  const words = useWords(EXPORT_WORDS);
  return (
    <details>
      <summary>{words.chat(dayAndTime(messages[0]?.at ?? knownSince, language), messages.length)}</summary>
      <ul>
        {messages.map(({ author, text, decided }) => (
          <li>
            {words.authors[author]}
            {words.colon}
            <AsWritten text={text} />
            {decided && <Lines of={lines.ofVerdict(decided)} />}
          </li>
        ))}
      </ul>
      {cases.length > 0 && <h3>{words.cases}</h3>}
      {cases.map((one) => (
        <Lines of={lines.ofCase(one)} />
      ))}
      {stopLeads.length > 0 && <h3>{words.stopLeads}</h3>}
      {stopLeads.map((lead) => (
        <ExportedLead lead={lead} yuan={lines.yuan} language={language} />
      ))}
    </details>
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return (
    <ul>
      {of.map((line) => (
        <li>
          <AsWritten text={line.trim()} />
        </li>
      ))}
    </ul>
  );
}

interface ExportedLeadProps {
  readonly lead: OwnCopy['stopLeads'][number];
  readonly yuan: (fen: number) => string;
  readonly language: CitizenLanguage;
}

function ExportedLead({ lead, yuan, language }: ExportedLeadProps) {
  const words = useWords(EXPORT_WORDS);
  const { fields, ways, transfer: nth } = useWords(LEAD_FORM_WORDS);
  const { number, at, closedAt, told, transfers } = lead;
  const line = (name: string, text: string): readonly string[] => (text === '' ? [] : [`${name}${words.colon}${text}`]);
  const body = { ...NO_LEAD, ...(told as Partial<LeadBody> | null) };
  const paid = transfers.map((one) => ({ ...NO_TRANSFER, ...(one as Partial<TransferBody> | null) }));
  return (
    <>
      <p>{words.stopLead(number, dayAndTime(at, language), closedAt === null ? null : dayAndTime(closedAt, language))}</p>
      {told === null ? (
        <p>{words.leadGone}</p>
      ) : (
        <Lines
          of={[
            ...LEAD_WORDS.flatMap((word) => line(fields[word], body[word])),
            ...paid.flatMap((one, index) => [
              nth(index + 1),
              ...line(fields.amount, one.amount === null ? one.amountSaid : yuan(one.amount)),
              ...line(fields.at, one.at === null ? one.atSaid : dayAndTime(one.at, language)),
              ...line(fields.way, ways[one.way]),
              ...TRANSFER_WORDS.flatMap((word) => line(fields[word], one[word])),
            ]),
          ]}
        />
      )}
    </>
  );
}
