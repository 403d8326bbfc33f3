import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stretches of detection for `npm run mutation -- --mutate "$(node test/mutation-sample.ts 40 1)"`: all of it has some 5,000
 * mutants and takes hours. Every line has the same chance, and the same seed draws the same lines from the same files. What is compiled
 * to WebAssembly is left out: a mutant does not compile.
 */

const ROOM = 'src/detection';
/** Lines; a mutant that reaches beyond its stretch is left out. */
const STRETCH = 12;

const [count = 40, seed = 1] = process.argv.slice(2).map(Number);
const stretches = readdirSync(ROOM)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.as.ts'))
  .sort()
  .flatMap((name) => {
    const path = join(ROOM, name);
    const lines = readFileSync(path, 'utf8').split('\n').length;
    return Array.from({ length: Math.ceil(lines / STRETCH) }, (_, n) => `${path}:${n * STRETCH + 1}-${Math.min(lines, (n + 1) * STRETCH)}`);
  });
let state = seed;
for (let i = stretches.length - 1; i > 0; i--) {
  state = (state * 48271) % 2147483647;
  const j = state % (i + 1);
  [stretches[i], stretches[j]] = [stretches[j] as string, stretches[i] as string];
}
process.stdout.write(stretches.slice(0, count).join(','));
