import type { Detector } from '../../detection/detector.ts';
import { explainText, type Likely } from '../../librarian/explain-text.ts';

/** Every stage of detection for one text, for librarians. */
export function explain(detector: Detector, text: string): string {
  const told = explainText(detector, text);
  const lines: string[] = [];
  const section = (title: string): void => {
    lines.push('', `── ${title}`);
  };
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`.padStart(7);
  section('normalised');
  lines.push(told.normalized, `language ${told.language}`);
  section('speakers');
  for (const { kind, quote } of told.sentences) lines.push(`${kind.padEnd(10)} ${JSON.stringify(quote)}`);
  section('entities');
  for (const { kind, quote } of told.entities) lines.push(`${kind.padEnd(10)} ${JSON.stringify(quote)}`);
  for (const { host, facts, brand } of told.links) lines.push(`${'host'.padEnd(10)} ${host} ${facts.join(' ')} ${brand ?? ''}`);
  section('signals');
  for (const { id, role, quote, counts } of told.signals)
    lines.push(`${counts ? ' ' : '×'} ${role.padEnd(9)} ${id.padEnd(26)} ${JSON.stringify(quote)}`);
  section('patterns and classifier');
  for (const block of told.blocks) {
    lines.push(`units ${block.start}–${block.end}: scam ${percent(block.scam)}`);
    for (const { severity, type, id, status, title } of block.patterns)
      lines.push(`  ${severity.padEnd(9)} ${type}/${id} (${status}) ${title}`);
    lines.push(`  types   ${listed(block.types)}`);
  }
  lines.push(`  intents ${listed(told.intents)}`);
  for (const [label, likely] of Object.entries(told.labels)) lines.push(`  ${label.padEnd(7)} ${listed(likely)}`);
  for (const [index, intents] of told.pieces.entries()) lines.push(`  piece ${index + 1} ${listed(intents)}`);
  lines.push(`  alarm   ${told.alarm.toFixed(2)}; a human is called from ${told.callsFrom} on, unless a rule says otherwise`);
  section('verdict');
  const { verdict } = told;
  lines.push(
    `${verdict.colour} ${percent(verdict.score)}  type ${verdict.type?.id ?? '–'}  intent ${told.intent}  stage ${told.stage}${told.escalate ? '  → human' : ''}`,
  );
  if (told.followUp) lines.push(`  follow-up  ${told.followUp.id} ${told.followUp.title}`);
  for (const reason of verdict.reasons) lines.push(`  ${reason.kind.padEnd(10)} “${reason.quote}” ${reason.why}`);
  return `${lines.join('\n').trimStart()}\n`;
}

function listed(likely: readonly Likely[]): string {
  return likely.map(({ id, chance }) => `${id} ${(chance * 100).toFixed(0)} %`).join(' · ');
}
