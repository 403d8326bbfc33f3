/** Milliseconds between two lines on a terminal. */
const EVERY = 200;

/** Where a long work stands, on standard error: one line that is rewritten on a terminal, every tenth part elsewhere. */
export type Progress = (label: string, done: number, of: number) => void;

export function createProgress(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr): Progress {
  let shown = '';
  let next = 0;
  return (label, done, of) => {
    const percent = of === 0 ? 100 : Math.floor((done / of) * 100);
    const line = `${label} ${percent} %`;
    if (line === shown) return;
    if (stream.isTTY) {
      if (percent < 100 && Date.now() < next) return;
      next = Date.now() + EVERY;
      stream.write(`\r${line}${percent === 100 ? '\n' : ''}`);
    } else if (percent % 10 === 0) stream.write(`${line}\n`);
    else return;
    shown = line;
  };
}
