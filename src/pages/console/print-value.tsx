import { HotlineTime } from '../../hotline-time.ts';
import { useWords } from './language.tsx';
import { PRINT_WORDS } from './print-words.ts';

const TIME = new HotlineTime('sv-SE', { dateStyle: 'short', timeStyle: 'medium' });

const CODED: ReadonlySet<string> = new Set(['status', 'colour', 'verdict', 'truth', 'kind', 'result']);

/** What the machine quotes of the citizen and told him. */
const QUOTED: ReadonlySet<string> = new Set(['reasons']);

/** Milliseconds since 1970 UTC as the hotline's clock shows it. */
export function timeText(at: number): string {
  return TIME.format(at);
}

/** What was written down in whatever shape: its fields by name, empty ones left out. */
export function PrintFields({ of }: { of: Readonly<Record<string, unknown>> }) {
  const { fields } = useWords(PRINT_WORDS);
  const filled = Object.entries(of).filter(([, value]) => !isEmpty(value));
  return (
    <dl class="print-fields">
      {filled.map(([name, value]) => (
        <div>
          <dt>{fields[name] ?? name}</dt>
          <dd>
            <PrintValue name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** @param name says what a number is: a time, or fen */
function PrintValue({ name, value }: { name: string; value: unknown }) {
  const { yes, no, codes } = useWords(PRINT_WORDS);
  if (typeof value === 'boolean') return <>{value ? yes : no}</>;
  if (typeof value === 'number' && /(?:^a|A)t$/.test(name)) return <>{timeText(value)}</>;
  if (typeof value === 'number' && /Fen$|^amount$/.test(name)) return <>{(value / 100).toFixed(2)}</>;
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((one) => (
          <li lang={QUOTED.has(name) ? 'zh-CN' : undefined}>
            <PrintValue name={name} value={one} />
          </li>
        ))}
      </ul>
    );
  if (value instanceof Object) return <PrintFields of={value as Record<string, unknown>} />;
  // Only where a code can stand: a citizen may write such a word himself.
  const text = String(value);
  return <>{CODED.has(name) ? (codes[text] ?? text) : text}</>;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
