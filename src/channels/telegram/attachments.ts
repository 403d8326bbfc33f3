import type { Attachment } from '../../conversation/message.ts';
import type { TelegramMessage } from './update.ts';

/** What stands at Telegram, by its `file_id`. */
export function attachmentsOf(message: TelegramMessage): readonly Attachment[] {
  const largest = message.photo.toSorted((one, other) => other.width * other.height - one.width * one.height)[0];
  const { document } = message;
  return [
    ...named('image', largest),
    ...named('voice', message.voice),
    ...named('voice', message.audio),
    ...named('video', message.video),
    ...named('video', message.video_note),
    ...named(kindOf(document?.mime_type), document),
  ];
}

function named(kind: Attachment['kind'], file: { readonly file_id: string } | undefined): Attachment[] {
  return file ? [{ kind, reference: file.file_id }] : [];
}

/** A screenshot that was sent "as a file" is still a picture. */
function kindOf(type = ''): Attachment['kind'] {
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/')) return 'voice';
  return type.startsWith('video/') ? 'video' : 'file';
}
