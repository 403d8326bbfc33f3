import type { D1Binding } from '../storage/d1.ts';

/** A binding that counts its calls: a run of a Worker may make 1,000 of them. */
export function countedD1(binding: D1Binding): { readonly binding: D1Binding; readonly calls: () => number } {
  let calls = 0;
  return {
    calls: () => calls,
    binding: {
      prepare(sql) {
        return counting(binding.prepare(sql));
      },
      batch(statements) {
        calls += 1;
        return binding.batch(statements.map((statement) => originals.get(statement) ?? statement));
      },
    },
  };

  function counting(original: ReturnType<D1Binding['prepare']>): ReturnType<D1Binding['prepare']> {
    const wrapped = {
      bind: (...values: readonly unknown[]) => counting(original.bind(...values)),
      all() {
        calls += 1;
        return original.all();
      },
    };
    originals.set(wrapped, original);
    return wrapped;
  }
}

/** The real batch takes statements that it has made itself. */
const originals = new WeakMap<ReturnType<D1Binding['prepare']>, ReturnType<D1Binding['prepare']>>();
