import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { readPreferences } from '../session.ts';

export const TRADE_PATH = '/trade';

interface TradePage {
  readonly title: string;
  readonly notice?: string | null;
  readonly children: Child;
}

/** A page of the check of trade partners: no search engine; its legal basis stands on every one. */
export async function renderTrade(deps: PageDeps, context: Context, { title, notice, children }: TradePage): Promise<string> {
  context.header('X-Robots-Tag', 'noindex, nofollow');
  return renderPage({
    title: `${title} · 反诈一哥`,
    description: '',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    children: (
      <main class="sheet trade">
        <h1>{title}</h1>
        {notice && (
          <p class="trade-notice" role="alert">
            {notice}
          </p>
        )}
        {children}
        <footer class="trade-basis">
          <p>依据：{deps.config.TRADE_CHECK_LEGAL_BASIS}</p>
          <p>
            被登记的是您？<a href="/trade/appeal">申诉</a>。没登记过的商户：<a href={TRADE_PATH}>往来单位核查</a>。
          </p>
        </footer>
      </main>
    ),
  });
}

export type Typed = Readonly<Record<string, string>>;
/** What was typed, and what is wrong with it, by field. */
export interface TradeForm {
  readonly typed: Typed;
  readonly problems: Typed;
}
export const EMPTY_FORM: TradeForm = { typed: {}, problems: {} };

/** No screen shows them, and not every database keeps them. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** The text fields of a form. @throws AppError 400 `request.not-form` */
export async function tradeFields(context: Context): Promise<Typed> {
  const fields = Object.entries(await readForm(context)).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed().trim()] as const] : [],
  );
  return Object.fromEntries(fields);
}

/** One that a page of ours gave out, or a new one. */
export function formId(deps: PageDeps, typed: string | undefined): string {
  return typed !== undefined && /^[\w-]{8,64}$/.test(typed) ? typed : deps.newId();
}

interface TradeFieldProps {
  readonly form: TradeForm;
  readonly name: string;
  /** In the page, where other forms have the same field. */
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'tel' | 'date';
  readonly most?: number;
  readonly long?: boolean;
}

/** A field with its hint and what is wrong beside it. */
export function TradeField({ form, name, id = name, label, hint, type = 'text', most = 60, long = false }: TradeFieldProps) {
  const problem = form.problems[name];
  const shared = {
    id,
    name,
    maxlength: most,
    autocomplete: 'off',
    required: true,
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-describedby': `${id}-note`,
  };
  return (
    <div class="trade-field">
      <label for={id}>{label}</label>
      {long ? (
        <textarea {...shared} rows={4}>
          {form.typed[name] ?? ''}
        </textarea>
      ) : (
        <input {...shared} type={type} value={form.typed[name] ?? ''} />
      )}
      <span id={`${id}-note`}>
        {hint && <small>{hint}</small>}
        {problem && <b class="trade-problem">{problem}</b>}
      </span>
    </div>
  );
}

interface TradeChoiceProps<Value extends string> {
  readonly form: TradeForm;
  readonly name: string;
  readonly legend: string;
  readonly values: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
}

export function TradeChoice<Value extends string>({ form, name, legend, values, names }: TradeChoiceProps<Value>) {
  const problem = form.problems[name];
  return (
    <fieldset class="trade-choice">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label>
          <input type="radio" name={name} value={value} checked={form.typed[name] === value} required />
          <span>{names[value]}</span>
        </label>
      ))}
      {problem && <b class="trade-problem">{problem}</b>}
    </fieldset>
  );
}
