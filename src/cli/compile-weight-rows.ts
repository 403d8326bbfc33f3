import { join } from 'node:path';
import asc from 'assemblyscript/asc';

/** WebAssembly of src/detection/weight-rows.as.ts, to the byte the same each time. @throws Error with the compiler's words */
export async function compileWeightRows(root: string): Promise<Uint8Array> {
  let code: Uint8Array | undefined;
  const writeFile = (_name: string, contents: string | Uint8Array): void => {
    if (typeof contents !== 'string') code = contents;
  };
  const source = 'weight-rows.as.ts';
  const options = [
    '--baseDir',
    join(root, 'src/detection'),
    '-O3',
    '--noAssert',
    '--enable',
    'simd',
    '--runtime',
    'stub',
    '-o',
    'code.wasm',
  ];
  const { error, stderr } = await asc.main([source, ...options], { writeFile });
  if (error || !code) throw new Error(`${source} does not compile: ${stderr.toString() || error?.message}`);
  return code;
}
