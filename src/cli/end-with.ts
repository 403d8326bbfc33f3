import { AppError } from '../errors.ts';

/**
 * Runs a command to its end: what it returns is the exit code. What its caller can mend (wrong arguments, a wrong setting) is said
 * in one line; anything else keeps its stack.
 */
export async function endWith(main: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const known = error instanceof AppError || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
    if (!known) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
