import type { Context } from 'hono';
import { z } from 'zod';
import { OPERATIONS } from '../../routes/openapi.ts';
import { renderPage } from '../citizen/layout.tsx';
import type { PageDeps } from '../citizen/page-deps.ts';
import { readPreferences } from '../citizen/session.ts';
import { Logo } from '../citizen/signs.tsx';

type Operation = (typeof OPERATIONS)[number];
interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

const EXAMPLE = `curl -s "$HOST/api/v1/check" \\
  -H 'content-type: application/json' \\
  -d '{"text":"您的ETC已停用，请点击 etc-renew.top 办理"}'`;

/** `GET /api`: the interface in readable form, made of the same table as `/api/v1/openapi.json`. */
export async function apiPage(deps: PageDeps, context: Context): Promise<string> {
  return renderPage({
    title: '接口 · 反诈一哥',
    description: 'The HTTP interface of 反诈一哥',
    preferences: readPreferences(context),
    urls: await deps.assets.urls(),
    page: 'plain',
    bare: true,
    children: (
      <main class="sheet">
        <a class="brand" href="/">
          <Logo />
          <span>
            <strong>反诈一哥</strong>
            <small>接口 · API</small>
          </span>
        </a>
        <h1>One call, one verdict</h1>
        <p>
          JSON in, JSON out, UTF-8. <b>Green is never an approval of a payment.</b> Offsets count UTF-16 units. Errors are{' '}
          <code>{'{"error":{"code","message"}}'}</code>. The machine-readable form is <a href="/api/v1/openapi.json">openapi.json</a>.
        </p>
        <pre>
          <code>{EXAMPLE.replace('$HOST', new URL(context.req.url).origin)}</code>
        </pre>
        {OPERATIONS.map((operation) => (
          <OperationView operation={operation} />
        ))}
      </main>
    ),
  });
}

function OperationView({ operation }: { operation: Operation }) {
  const { id, method, path, summary, request, response, responseType, errors, needsKey, signed } = operation;
  return (
    <section class="operation" id={id}>
      <h2>
        <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
      </h2>
      <p>
        {summary}.{needsKey && <b> Needs an API key.</b>}
        {signed && <b> Signed after Standard Webhooks.</b>}
      </p>
      {request && <Fields title="Request" fields={fieldsOf(request)} />}
      {response ? (
        <Fields title={responseType ? `Answer, ${responseType}` : 'Answer'} fields={fieldsOf(response)} />
      ) : (
        <p>
          Answer: <code>{responseType}</code>
        </p>
      )}
      <table>
        <caption>Errors</caption>
        <tbody>
          {Object.entries(errors).map(([status, codes]) => (
            <tr>
              <th scope="row">{status}</th>
              <td>{codes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Fields({ title, fields }: { title: string; fields: readonly Field[] }) {
  return (
    <table>
      <caption>{title}</caption>
      <tbody>
        {fields.map(({ name, type, required, description }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <span class="type">
                {type}
                {required ? '' : ', optional'}
              </span>
              {description && ` · ${description}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function fieldsOf(type: z.ZodType): Field[] {
  const { properties = {}, required = [] } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeName(schema),
    required: required.includes(name),
    description: schema.description ?? '',
  }));
}

function typeName(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' or ');
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') return `list of ${schema.items ? typeName(schema.items) : 'anything'}`;
  if (schema.properties) return `{${Object.keys(schema.properties).join(', ')}}`;
  return schema.type ?? 'any';
}
