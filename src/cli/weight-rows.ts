import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileWeightRows } from './compile-weight-rows.ts';

/**
 * `npm run weight-rows`, after a change of src/detection/weight-rows.as.ts. The code is kept, so that a start needs no compiler. Run as it
 * stands, not built: to build everything needs the code.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const code = Buffer.from(await compileWeightRows(ROOT)).toString('base64');
const lines = code.match(/.{1,120}/g) ?? [];
const text = lines.map((line) => `  '${line}'`).join(' +\n');
writeFileSync(
  join(ROOT, 'src/detection/weight-rows-code.ts'),
  `/** What weight-rows.as.ts is compiled to; made by \`npm run weight-rows\`. */\nexport const WEIGHT_ROWS_CODE =\n${text};\n`,
);
process.stdout.write(`weight-rows-code.ts: ${code.length} characters\n`);
