import type { CaseExport } from '../../storage/case-export.ts';
import type { LineAttachment } from '../../storage/case-lines.ts';
import { type Spoken, useWords } from './language.tsx';
import { ATTACHMENT_KINDS, attachmentPath } from './line-attachments.tsx';
import { timeText } from './print-value.tsx';
import { PRINT_WORDS } from './print-words.ts';

type Said = Pick<CaseExport, 'lines'>;
/** What came with a line, numbered through the case: paper has room for a number, and a file is saved under its id. */
interface Numbered extends LineAttachment {
  readonly place: number;
  readonly at: number;
}

interface Words {
  readonly place: (place: number) => string;
  readonly listed: string;
  readonly open: (place: number) => string;
  readonly size: string;
  readonly bytes: (size: number) => string;
  readonly original: string;
  readonly states: Readonly<Record<LineAttachment['state'], string>>;
  readonly id: string;
  readonly checksum: string;
  readonly unchecked: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    place: (place) => `附件${place}`,
    listed: '纸上只有清单。原件在系统里，一件一件打开另存，文件名里有编号。',
    open: (place) => `打开附件${place}`,
    size: '大小',
    bytes: (size) => `${size} 字节`,
    original: '原件',
    states: { kept: '已取到，存在系统里', wanted: '还在取，现在没有', lost: '平台没给，没有原件' },
    id: '编号',
    checksum: '校验值（SHA-256）',
    unchecked: '没有：那时还不算校验值',
  },
  en: {
    place: (place) => `Attachment ${place}`,
    listed: 'Paper holds the list alone. The files are kept in the program: open and save them one by one; their names hold the id.',
    open: (place) => `Open attachment ${place}`,
    size: 'Size',
    bytes: (size) => `${size} bytes`,
    original: 'The file',
    states: { kept: 'fetched and kept', wanted: 'being fetched, not here yet', lost: 'the platform did not give it; there is no file' },
    id: 'Id',
    checksum: 'Checksum (SHA-256)',
    unchecked: 'none: it was fetched before checksums were reckoned',
  },
};

const attachmentsOf = (lines: Said['lines']): Numbered[] =>
  lines
    .flatMap(({ at, attachments }) => attachments.map((attachment) => ({ ...attachment, at })))
    .map((attachment, index) => ({ ...attachment, place: index + 1 }));

export const hasAttachments = ({ lines }: Said): boolean => lines.some(({ attachments }) => attachments.length > 0);

export function PrintedLines({ lines }: Said) {
  const words = useWords(PRINT_WORDS);
  const { place } = useWords(WORDS);
  const kinds = useWords(ATTACHMENT_KINDS);
  const places = new Map(attachmentsOf(lines).map((attachment) => [attachment.id, attachment.place]));
  return (
    <>
      {lines.map(({ at, author, officer, text, attachments }) => (
        <div class="print-entry">
          <Written at={at} officer={officer ?? words.authors[author]} />
          {text.trim() !== '' && (
            <p class="print-text" lang="zh-CN">
              {text}
            </p>
          )}
          {attachments.map(({ id, kind }) => (
            <p class="print-text">{`[${place(places.get(id) ?? 0)} ${kinds[kind]}]`}</p>
          ))}
          {text.trim() === '' && attachments.length === 0 && <p class="print-text">{words.wordless}</p>}
        </div>
      ))}
    </>
  );
}

/** What was sent besides words: what it is, when it came, how large it is, whether there is a file, and under which id. */
export function PrintedAttachments({ caseId, lines }: Said & { caseId: string }) {
  const words = useWords(WORDS);
  const kinds = useWords(ATTACHMENT_KINDS);
  return (
    <>
      <p class="quiet">{words.listed}</p>
      {attachmentsOf(lines).map(({ id, place, at, kind, state, size, sha256 }) => (
        <div class="print-entry">
          <p class="print-by">
            <b>{`${words.place(place)} ${kinds[kind]}`}</b> {timeText(at)}{' '}
            {state === 'kept' && (
              <a class="print-hint" href={attachmentPath(caseId, id)} target="_blank" rel="noreferrer">
                {words.open(place)}
              </a>
            )}
          </p>
          <dl class="print-fields">
            <div>
              <dt>{words.original}</dt>
              <dd>{words.states[state]}</dd>
            </div>
            {size !== null && (
              <div>
                <dt>{words.size}</dt>
                <dd>{words.bytes(size)}</dd>
              </div>
            )}
            <div class="print-whole">
              <dt>{words.id}</dt>
              <dd>{id}</dd>
            </div>
            {state === 'kept' && (
              <div class="print-whole">
                <dt>{words.checksum}</dt>
                <dd>{sha256 ?? words.unchecked}</dd>
              </div>
            )}
          </dl>
        </div>
      ))}
    </>
  );
}

/** Who wrote it and when. */
export function Written({ at, officer }: { at: number; officer: string | null }) {
  return (
    <p class="print-by">
      <b>{officer ?? '—'}</b> {timeText(at)}
    </p>
  );
}
