import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { AppError } from '../errors.ts';
import { openOfflineFile } from '../stop-loss/offline-file.ts';

const HELP = `npm run open-stop-lead -- <file>   prints the stop lead that an offline file holds, as JSON

The passphrase is asked for; a program gives it on standard input, one line. Nothing is written anywhere.
`;

async function main(): Promise<number> {
  const [path] = process.argv.slice(2);
  if (path === undefined || path === '--help') {
    process.stdout.write(HELP);
    return path === undefined ? 2 : 0;
  }
  if (!existsSync(path)) {
    process.stderr.write(`there is no file ${path}: name the offline file that the hotline made\n`);
    return 1;
  }
  // The question goes to standard error, so that what is printed is the lead alone.
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const passphrase = await asking.question('passphrase: ');
  asking.close();
  try {
    process.stdout.write(`${JSON.stringify(await openOfflineFile(readFileSync(path, 'utf8'), passphrase), null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

process.exitCode = await main();
