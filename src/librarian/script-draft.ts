import { stringify } from 'yaml';
import type { SignalRole } from '../library/schema.ts';
import type { ScriptMarks } from '../storage/new-scripts.ts';

/** A file that a draft begins with. */
export interface FirstFile {
  readonly path: string;
  readonly body: string;
}

const ROLE_OF: Readonly<Record<string, number>> = { identity: 0, lure: 1, threat: 1, ask: 2, pressure: 3, context: 4 };

/**
 * What a librarian begins with when he makes a pattern of a new script: a signal of the words that mark it, and a pattern
 * over it and what else its texts have. Nothing of a citizen's text stands in it but words that several people were sent;
 * the examples he writes himself, in his own words, and until then lint tells him so.
 * @param name lower-case words joined by hyphens, not yet used
 * @param roleOf role of a signal of the library
 */
export function draftOfScript(
  name: string,
  { phrases, signals, type }: Pick<ScriptMarks, 'phrases' | 'signals' | 'type'>,
  roleOf: (signal: string) => SignalRole | undefined,
): readonly FirstFile[] {
  const folder = type ?? 'other-scam';
  const signal = `script-${name}`;
  const known = signals
    .filter((id) => ROLE_OF[roleOf(id) ?? ''] !== undefined)
    .sort((a, b) => (ROLE_OF[roleOf(a) ?? ''] ?? 9) - (ROLE_OF[roleOf(b) ?? ''] ?? 9));
  const files: FirstFile[] = [];
  if (phrases.length > 0)
    files.push({
      path: `scam-patterns/signals/${signal}.yaml`,
      body: `${SIGNAL_NOTE}${stringify({
        id: signal,
        title: `新话术 ${phrases[0]}`,
        role: 'context',
        phrases: [...phrases],
        examples: { positive: phrases.length > 1 ? phrases.slice(0, 2) : [phrases[0], `${phrases[0]}。`], negative: [HARMLESS] },
      })}`,
    });
  const all = [...(phrases.length > 0 ? [signal] : []), ...known.slice(0, MOST_SIGNALS)];
  files.push({
    path: `scam-patterns/patterns/${folder}/${name}.yaml`,
    body: `${PATTERN_NOTE}${stringify({
      id: name,
      version: 1,
      title: '这是什么骗局',
      type: folder,
      severity: 'high',
      status: 'test',
      why: { zh: '为什么可疑', en: 'why it is suspicious' },
      when: { all: all.length > 0 ? all : [signal], none: ['warning-official', 'link-official'] },
      examples: { positive: [], negative: [] },
      references: ['热线结案'],
    })}`,
  });
  return files;
}

const MOST_SIGNALS = 4;
const HARMLESS = '妈，我今晚加班，饭不用等我了';
const SIGNAL_NOTE = '# 这些词在几个人收到的原文里都有，别的短信里几乎没有。改成好用的短语；role 改成 identity、lure、threat 或 ask。\n';
const PATTERN_NOTE = '# 用自己的话写至少三条像的例子和三条最容易认错的正常短信，不要抄原文。\n';
