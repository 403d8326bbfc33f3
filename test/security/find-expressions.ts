import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { parseAst } from 'vitest/node';

export interface FoundExpression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

interface Tree {
  readonly type?: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly Tree[];
}

/** Every literal, by the syntax tree, and which files make further ones while they run. */
export function findExpressions(folder: string): { readonly literals: readonly FoundExpression[]; readonly makers: readonly string[] } {
  const literals: FoundExpression[] = [];
  const makers = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.tsx?$/.test(file) || file.endsWith('.d.ts')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (!/\/.+\/|RegExp/.test(text)) continue;
    const { code } = transformSync(text, { loader: file.endsWith('x') ? 'tsx' : 'ts', jsx: 'automatic', target: 'esnext' });
    const visit = (tree: unknown): void => {
      if (typeof tree !== 'object' || tree === null) return;
      if (Array.isArray(tree)) {
        for (const one of tree) visit(one);
        return;
      }
      const { type, regex, callee } = tree as Tree;
      if (type === 'Literal' && regex) literals.push({ file, source: regex.pattern, flags: regex.flags });
      if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp') makers.add(file);
      for (const value of Object.values(tree)) if (typeof value === 'object') visit(value);
    };
    visit(parseAst(code));
  }
  return { literals, makers: [...makers] };
}

/** What these files make while they are loaded. */
export async function madeWhileLoading(load: () => Promise<unknown>): Promise<readonly RegExp[]> {
  const Original = globalThis.RegExp;
  const made: RegExp[] = [];
  globalThis.RegExp = new Proxy(Original, {
    construct(target, parts, self) {
      const expression = Reflect.construct(target, parts, self === globalThis.RegExp ? target : self) as RegExp;
      made.push(expression);
      return expression;
    },
    apply: (target, self, parts) => Reflect.apply(target, self, parts),
  });
  try {
    await load();
  } finally {
    globalThis.RegExp = Original;
  }
  return made;
}
