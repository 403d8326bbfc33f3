import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execForm, readDockerfile, type Stage } from './read-dockerfile.ts';

/**
 * Does what the Dockerfile says without Docker: each stage is a folder, the context is a clean clone without what is ignored.
 * Then starts its CMD, asks with its HEALTHCHECK and ends it with its STOPSIGNAL. Users, base images and volumes are not tried.
 */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'container-'));
const context = join(work, 'context');
execFileSync('git', ['clone', '--quiet', PROJECT, context]);
const ignored = readFileSync(join(context, 'docs/ops/Dockerfile.dockerignore'), 'utf8').split('\n');
const allowed = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
for (const name of readdirSync(context)) if (name !== 'docs' && !allowed.includes(name)) rmSync(join(context, name), { recursive: true });
const dockerfile = readFileSync(join(context, 'docs/ops/Dockerfile'), 'utf8');
rmSync(join(context, 'docs'), { recursive: true });

const built = new Map<string, string>();
/** With how npm reaches its registry here. */
const environment: NodeJS.ProcessEnv = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
let folder = '/';
let root = '';
const inside = (path: string): string => join(root, path.startsWith('/') ? path : join(folder, path));

function copy(value: string): void {
  const from = /^--from=(\w+)\s+/.exec(value)?.[1];
  const sources = value.replace(/^--from=\w+\s+/, '').split(/\s+/);
  const to = sources.pop() ?? '';
  for (const source of sources) {
    const path = join(from ? (built.get(from) ?? '') : context, source);
    const whole = statSync(path).isDirectory();
    cpSync(path, to.endsWith('/') && !whole ? join(inside(to), source.split('/').at(-1) ?? '') : inside(to), { recursive: true });
  }
}

function runStage(stage: Stage, index: number): void {
  root = join(work, `stage-${index}`);
  mkdirSync(root);
  if (stage.alias) built.set(stage.alias, root);
  for (const { name, value } of stage.steps) {
    const started = performance.now();
    if (name === 'WORKDIR') {
      folder = value;
      mkdirSync(inside('.'), { recursive: true });
    } else if (name === 'COPY') copy(value);
    else if (name === 'ENV') for (const [, key = '', given = ''] of value.matchAll(/(\w+)=(\S+)/g)) environment[key] = given;
    else if (name === 'RUN') {
      // Absolute paths of the image lie below the stage's folder here; owners can be given by root alone.
      const command = value.replaceAll(/(?<=\s)\/(?=\w)/g, `${root}/`).replace(/&& chown \S+(?: \/\S+)+/, '');
      const { status } = spawnSync('sh', ['-c', command], { cwd: inside('.'), env: environment, stdio: ['ignore', 2, 2] });
      if (status !== 0) throw new Error(`RUN ${value} ended with ${status}`);
    }
    process.stderr.write(`${name} ${value.slice(0, 70)}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  }
}

try {
  const stages = readDockerfile(dockerfile).slice(1);
  stages.forEach(runStage);
  const last = stages.at(-1)?.steps ?? [];
  const lastOf = (name: string): string => last.findLast((step) => step.name === name)?.value ?? '';
  const [program = '', ...args] = execForm(lastOf('CMD'));
  Object.assign(environment, { DATA_DIR: join(root, 'data'), HOST: '127.0.0.1', PORT: process.env.PORT ?? '18788' });
  const server = spawn(program, args, { cwd: inside('.'), env: environment, stdio: ['ignore', 2, 2] });
  const [check = '', ...words] = execForm(lastOf('HEALTHCHECK'));
  let healthy = false;
  for (let attempt = 0; attempt < 100 && !healthy && server.exitCode === null; attempt++) {
    healthy = spawnSync(check, words, { env: environment }).status === 0;
    if (!healthy) await sleep(200);
  }
  const ended = once(server, 'exit');
  server.kill(lastOf('STOPSIGNAL') as NodeJS.Signals);
  const [code] = await ended;
  if (!healthy || code !== 0) throw new Error(`healthy: ${healthy}; ended with ${code}`);
  if (existsSync(join(inside('.'), 'node_modules', 'esbuild'))) throw new Error('build tools are in the last stage');
  process.stdout.write('every step of the Dockerfile runs; the server becomes healthy and ends in order\n');
} finally {
  rmSync(work, { recursive: true, force: true });
}
