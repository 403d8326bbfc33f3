import type { LineAttachment } from '../../storage/case-lines.ts';
import { type Spoken, useWords } from './language.tsx';

export const attachmentPath = (caseId: string, id: string): string =>
  `/console/cases/${encodeURIComponent(caseId)}/attachments/${encodeURIComponent(id)}`;

type Kind = LineAttachment['kind'];
export const ATTACHMENT_KINDS: Spoken<Readonly<Record<Kind, string>>> = {
  'zh-CN': { image: '图片', voice: '语音', video: '视频', file: '文件' },
  en: { image: 'Picture', voice: 'Voice message', video: 'Video', file: 'File' },
};

interface Words {
  readonly open: Readonly<Record<Kind, string>>;
  readonly masked: (kind: string) => string;
  readonly wanted: (kind: string) => string;
  readonly lost: (kind: string) => string;
  readonly newPage: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    open: { image: '看图片', voice: '听语音', video: '看视频', file: '打开文件' },
    masked: (kind) => `${kind}：接了单才能看`,
    wanted: (kind) => `${kind}：正在取，稍等`,
    lost: (kind) => `${kind}：平台没给，看不到了。请他再发一次`,
    newPage: '（另开一页）',
  },
  en: {
    open: { image: 'See the picture', voice: 'Hear the voice message', video: 'See the video', file: 'Open the file' },
    masked: (kind) => `${kind}: only once the case is claimed`,
    wanted: (kind) => `${kind}: being fetched, a moment`,
    lost: (kind) => `${kind}: the platform did not give it; ask him to send it again`,
    newPage: ' (opens a new page)',
  },
};

/** Pictures and voice messages of one line. A strip of words each: what is in them is seen when an officer asks for it. */
export function LineAttachments({ caseId, of, open }: { caseId: string; of: readonly LineAttachment[]; open: boolean }) {
  const words = useWords(WORDS);
  const kinds = useWords(ATTACHMENT_KINDS);
  if (of.length === 0) return null;
  return (
    <ul class="line-attachments">
      {of.map(({ id, kind, state, size }) => (
        <li>
          {state !== 'kept' ? (
            words[state](kinds[kind])
          ) : open ? (
            <a href={attachmentPath(caseId, id)} target="_blank" rel="noreferrer">
              {words.open[kind]}
              <span class="unseen">{words.newPage}</span>
              {size !== null && <small class="quiet number"> {Math.max(1, Math.round(size / 1000))} kB</small>}
            </a>
          ) : (
            words.masked(kinds[kind])
          )}
        </li>
      ))}
    </ul>
  );
}
