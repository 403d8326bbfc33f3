import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { CheckAnswer } from '../conversation/answer.ts';
import { clipText } from '../conversation/clip-text.ts';
import { judgeText, unsureAnswer } from '../conversation/judge-text.ts';
import { createLocalDeps } from './local-deps.ts';

const HELP = `npm run -s check -- "文字"       a verdict for people
npm run -s check -- --jsonl      {"id","text"} per line on stdin → one check answer per line on stdout
`;

/** Streams in order and waits when the reader is slow; a line that cannot be judged is answered yellow, never skipped. */
async function checkLines(): Promise<void> {
  const deps = await createLocalDeps();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const { id, text, sender, problem } = readLine(line);
    const shown = problem
      ? { ...unsureAnswer(deps, text), error: { code: 'request.invalid', message: problem } }
      : judgeClipped(deps, text, sender);
    if (!process.stdout.write(`${JSON.stringify({ ...shown, ...(id === undefined ? {} : { id }) })}\n`))
      await once(process.stdout, 'drain');
  }
}

function judgeClipped(deps: Awaited<ReturnType<typeof createLocalDeps>>, text: string, sender?: string): CheckAnswer {
  const { text: judged, partly } = clipText(text);
  const answer = judgeText(deps, judged, sender);
  return partly && answer.verdict === 'green' ? unsureAnswer(deps, judged, sender) : answer;
}

function readLine(line: string): { id: unknown; text: string; sender: string | undefined; problem: string | null } {
  try {
    // Some tools begin a file with a byte order mark.
    const value = JSON.parse(line.replace(/^\uFEFF/, '')) as { id?: unknown; text?: unknown; sender?: unknown };
    if (typeof value !== 'object' || value === null)
      return { id: undefined, text: '', sender: undefined, problem: 'each line must be an object {"id","text"}' };
    const sender = typeof value.sender === 'string' ? value.sender : undefined;
    if (typeof value.text !== 'string' || value.text.trim() === '')
      return { id: value.id, text: '', sender, problem: 'text must be a string that is not empty' };
    return { id: value.id, text: value.text.toWellFormed(), sender, problem: null };
  } catch {
    return { id: undefined, text: '', sender: undefined, problem: 'not JSON' };
  }
}

async function checkText(text: string): Promise<void> {
  const answer = judgeClipped(await createLocalDeps(), text.toWellFormed());
  process.stdout.write(`${answer.reply}\n`);
}

const args = process.argv.slice(2);
if (args.includes('--jsonl')) await checkLines();
else if (args.length > 0 && !args[0]?.startsWith('--')) await checkText(args.join(' '));
else {
  process.stdout.write(HELP);
  process.exitCode = args.includes('--help') ? 0 : 1;
}
