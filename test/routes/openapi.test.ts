import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/routes/openapi.ts';
import { ROOT } from '../compiled-library.ts';
import { BEARER, openTestApp } from './test-app.ts';

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: { required: boolean; content: Record<string, { schema: { required: string[]; properties: object } }> };
  responses: Record<string, { description: string; content: Record<string, { schema: { type: string; properties?: object } }> }>;
  security?: unknown[];
}
interface Document {
  openapi: string;
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown> };
}

describe('/api/v1/openapi.json', async () => {
  const under = await openTestApp();
  const document = (await (await under.app.request('/api/v1/openapi.json')).json()) as Document;
  const routes = under.app.routes
    .filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL')
    .map(({ path, method }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  await under.close();

  it('documents every operation that is served, and serves every one that is documented', () => {
    const served = routes.filter((route) => route !== 'get /api/v1/openapi.json');
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual([...new Set(served)].sort());
    expect(operations).toHaveLength(OPERATIONS.length);
  });

  it('says of each what it is, what it takes, what it answers and how it fails', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info.title).not.toBe('');
    expect(document.info.description).toContain('/privacy');
    for (const { path, method, operation } of operations) {
      expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary.length).toBeGreaterThan(10);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400']));
      for (const { description, content } of Object.values(operation.responses)) {
        expect(description).not.toBe('');
        for (const { schema } of Object.values(content)) expect(schema.type).toMatch(/^(?:object|string)$/);
      }
      if (method === 'post') expect(operation.requestBody?.content['application/json']?.schema.required.length).toBeGreaterThan(0);
      for (const [, name] of path.matchAll(/\{(\w+)\}/g))
        expect(operation.parameters).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
    }
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it('names no error that nothing throws', () => {
    const src = join(ROOT, 'src');
    const sources = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path));
    const program = sources.map((path) => readFileSync(join(src, path), 'utf8')).join('\n');
    const thrown = new Set([...program.matchAll(/AppError\(\s*'([a-z.-]+)'/g)].map(([, code]) => code));
    const table = [...readFileSync(join(ROOT, 'docs', 'api.md'), 'utf8').matchAll(/^\| \d{3} \| ((?:`[a-z.-]+` ?)+)\|/gm)];
    const named = [
      ...OPERATIONS.flatMap(({ errors }) => Object.values(errors)).map((codes) => codes.split(/[:;]|, with/)[0] ?? ''),
      ...table.map(([, codes = '']) => codes),
    ].flatMap((codes) => codes.match(/[a-z-]+\.[a-z-]+/g) ?? []);
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter((code) => !thrown.has(code))).toEqual([]);
  });

  it('asks for a key exactly where one is needed', () => {
    const closedBy = (scheme: string) =>
      operations
        .filter(({ operation }) => JSON.stringify(operation.security ?? []).includes(scheme))
        .map(({ operation }) => operation.operationId);
    expect(closedBy('apiKey')).toEqual(['checkBatch']);
    expect(closedBy('signature')).toEqual(['warnings', 'partnerLead', 'partnerAnswer', 'partnerPosts', 'partnerReceipt']);
    expect(document.components.securitySchemes).toHaveProperty('apiKey');
  });

  it('names the fields that a real answer has', async () => {
    const app = await openTestApp();
    const answer = (await (await app.post('/api/v1/check', { text: '在吗' }, BEARER)).json()) as object;
    const schema = document.paths['/api/v1/check']?.post?.responses['200']?.content['application/json']?.schema;
    expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(Object.keys(answer).sort());
    await app.close();
  });
});
