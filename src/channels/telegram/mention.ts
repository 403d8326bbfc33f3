import type { Entity } from './update.ts';

/** Who we are. The name is null until Telegram has told it. */
export interface Bot {
  readonly id: number;
  /** Without the @. */
  readonly username: string | null;
}

/** Can only the name tell whether this calls us? */
export function namesSomebody(text: string, entities: readonly Entity[]): boolean {
  return entities.some((entity) => entity.type === 'mention' || (entity.type === 'bot_command' && marked(text, entity).includes('@')));
}

/** The text without our name in it, and whether it was there. */
export function withoutMention(
  text: string,
  entities: readonly Entity[],
  bot: Bot,
): { readonly mentioned: boolean; readonly text: string } {
  const ours = entities.flatMap((entity) => ownPart(text, entity, bot) ?? []).sort((one, other) => one.from - other.from);
  let rest = '';
  let done = 0;
  for (const { from, to } of ours) {
    if (from < done) continue;
    rest = joined(rest, text.slice(done, from));
    done = to;
  }
  return ours.length > 0 ? { mentioned: true, text: joined(rest, text.slice(done)).trim() } : { mentioned: false, text };
}

function ownPart(text: string, entity: Entity, bot: Bot): { from: number; to: number } | null {
  const { type, offset: from, length } = entity;
  const to = from + length;
  if (type === 'text_mention') return entity.user?.id === bot.id ? { from, to } : null;
  if (bot.username === null || (type !== 'mention' && type !== 'bot_command')) return null;
  const words = marked(text, entity);
  const at = words.indexOf('@');
  // Telegram's names make no difference between capital and small letters.
  return at >= 0 && words.slice(at + 1).toLowerCase() === bot.username.toLowerCase() ? { from: from + at, to } : null;
}

function marked(text: string, { offset, length }: Entity): string {
  return text.slice(offset, offset + length);
}

/** Leaves one space where our name stood between two. */
function joined(before: string, after: string): string {
  return /\s$/.test(before) && after.startsWith(' ') ? before + after.slice(1) : before + after;
}
