// The one way in for every npm script. Plain JavaScript that any Node can read, so that an old one gets a clear line
// instead of a syntax error. It builds what is stale, then runs the built program.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
const COMPILED = new URL('../../dist/compiled', import.meta.url);
const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST) {
  process.stderr.write(
    `This program needs Node ${OLDEST}; this is Node ${process.versions.node}. Run "npm ci" with development dependencies ` +
      'and install scripts (it brings its own Node) and start it through npm, or install Node 24.\n',
  );
  process.exit(1);
}
const [program = 'node', ...args] = process.argv.slice(2);
const { buildAll, buildStale } = await import('./build.ts');
try {
  await (program === 'build' ? buildAll() : buildStale());
} catch (error) {
  process.stderr.write(`the build failed: ${error.message}\n`);
  process.exit(1);
}
if (program !== 'build') {
  const entry = new URL(`../../dist/${program === 'start' ? 'node' : program}.js`, import.meta.url);
  if (program === 'start') becomeServer(entry);
  // What V8 made of the programs is kept: an eighth of a start. Where the folder cannot be written, it is made again each time.
  (await import('node:module')).enableCompileCache?.(fileURLToPath(COMPILED));
  process.argv = [process.argv[0], entry.pathname, ...args];
  await import(entry.href);
}

/**
 * The same process as a bare Node with the server's flags (spawn-server.ts says what each is for): what has built the program is gone
 * from memory. Where the system cannot do that (Windows), the server runs here, and is larger.
 */
function becomeServer(entry) {
  const { flags, environment } = JSON.parse(readFileSync(new URL('server-start.json', import.meta.url), 'utf8'));
  process.execve?.(process.execPath, [process.argv0, ...flags, fileURLToPath(entry), ...args], {
    ...process.env,
    ...environment,
    NODE_COMPILE_CACHE: fileURLToPath(COMPILED),
  });
}
