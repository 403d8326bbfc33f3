import { readdirSync, readFileSync } from 'node:fs';

/** What these processes and their living children have spent so far, from /proc; NaN where there is none. */
export function cpuSeconds(pids: readonly number[]): number {
  const all = processes();
  if (all.length === 0) return Number.NaN;
  // Ticks of /proc are hundredths of a second.
  return all.filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent)).reduce((sum, { ticks }) => sum + ticks, 0) / 100;
}

function processes(): { pid: number; parent: number; ticks: number }[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)));
  } catch {
    return [];
  }
}

function statOf(pid: number): { pid: number; parent: number; ticks: number }[] {
  try {
    // Behind the name, which may hold anything: state, parent … and as the twelfth and thirteenth what it spent.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return [{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
