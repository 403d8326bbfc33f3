import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { workerProgram } from '../../src/cli/local-worker.ts';
import { ROOT } from '../compiled-library.ts';

const MB = 1024 * 1024;
const PROGRAM = workerProgram(ROOT);
const asset = (name: string): string => join(ROOT, 'dist', 'worker', 'assets', name);

describe('what Cloudflare gets', () => {
  it('is a program of less than 2 MB compressed: 3 MB are allowed to everybody', () => {
    expect(gzipSync(readFileSync(PROGRAM)).length).toBeLessThan(2 * MB);
  });

  it('is assets of less than 25 MB each, and names the release that lies beside them', () => {
    expect(statSync(asset('library.bin')).size).toBeLessThan(25 * MB);
    const library = readFileSync(asset('library.bin'));
    const { release } = JSON.parse(readFileSync(asset('start.json'), 'utf8')) as { release: unknown };
    expect(JSON.parse(library.subarray(0, library.indexOf('\n')).toString())).toMatchObject(release as object);
  });

  it('has neither a test key nor a name of this machine in it', () => {
    const text = readFileSync(PROGRAM, 'utf8');
    expect(text).not.toContain(ROOT);
    expect(text).not.toContain('sourceMappingURL');
  });

  it('needs of Node only what the runtime has', () => {
    const text = readFileSync(PROGRAM, 'utf8');
    const imported = new Set([...text.matchAll(/from\s*"(node:[^"]+)"/g)].map(([, name]) => name));
    expect([...imported].filter((name) => /sqlite|node:fs|child_process|worker_threads/.test(name ?? ''))).toEqual([]);
  });
});
