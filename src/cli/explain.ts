import { CALL } from '../detection/alarm.ts';
import type { Detector } from '../detection/detector.ts';
import { originalSpan } from '../detection/normalize.ts';

/** Every stage of detection for one text, for librarians. */
export function explain(detector: Detector, text: string): string {
  const { analysis, understanding, verdict } = detector.judge(text);
  const lines: string[] = [];
  const section = (title: string): void => {
    lines.push('', `── ${title}`);
  };
  const quote = (start: number, end: number): string => JSON.stringify(originalSpan(analysis.normalized, start, end).quote);
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(7);
  section('normalised');
  lines.push(analysis.normalized.text, `language ${analysis.language}`);
  section('speakers');
  for (const { start, end, speaker } of analysis.sentences) lines.push(`${speaker.padEnd(10)} ${quote(start, end)}`);
  section('entities');
  for (const { kind, start, end } of analysis.entities.all) lines.push(`${kind.padEnd(10)} ${quote(start, end)}`);
  for (const { host, facts, brand } of analysis.entities.links)
    lines.push(`${'host'.padEnd(10)} ${host} ${[...facts].join(' ')} ${brand ?? ''}`);
  section('signals');
  for (const hit of analysis.hits) {
    const mark = analysis.counted.includes(hit) ? ' ' : '×';
    lines.push(`${mark} ${hit.signal.role.padEnd(9)} ${hit.signal.id.padEnd(26)} ${quote(hit.start, hit.end)}`);
  }
  section('patterns and classifier');
  for (const block of analysis.blocks) {
    lines.push(`units ${block.start}–${block.end}: scam ${percent(block.scam)}`);
    for (const { pattern } of block.patterns)
      lines.push(`  ${pattern.severity.padEnd(9)} ${pattern.type}/${pattern.id} (${pattern.status}) ${pattern.title}`);
    lines.push(`  types   ${top(block.types)}`);
  }
  lines.push(`  intents ${top(analysis.intents)}`);
  for (const [index, { intents }] of analysis.pieces.entries()) lines.push(`  piece ${index + 1} ${top(intents)}`);
  lines.push(`  alarm   ${understanding.alarm.toFixed(2)}; a human is called from ${CALL} on, unless a rule says otherwise`);
  section('verdict');
  lines.push(
    `${verdict.colour} ${percent(verdict.score)}  type ${verdict.type?.id ?? '–'}  intent ${understanding.intent}  stage ${understanding.stage}${understanding.escalate ? '  → human' : ''}`,
  );
  for (const reason of verdict.reasons) lines.push(`  ${reason.kind.padEnd(10)} “${reason.quote}” ${reason.why}`);
  return `${lines.join('\n').trimStart()}\n`;
}

function top(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([name, value]) => `${name} ${(value * 100).toFixed(0)} %`)
    .join(' · ');
}
