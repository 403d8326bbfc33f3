import { Hono } from 'hono';
import { z } from 'zod';
import { batchItem, batchRequest, chatAnswer, chatRequest, checkAnswer, checkRequest, errorAnswer } from './contract.ts';
import { type Operation, SERVICE_OPERATIONS } from './openapi-services.ts';

/** `/api/v1/openapi.json`, made of the very schemas that check the requests. The readable page is `/api`. */
export function openApiRoutes(): Hono {
  const document = openApiDocument();
  return new Hono().get('/api/v1/openapi.json', (context) => context.json(document));
}

const JSON_TYPE = 'application/json';

export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/check',
    id: 'check',
    summary: 'Verdict on a text; keeps no message',
    request: checkRequest,
    response: checkAnswer,
    errors: { 400: 'request.not-json, request.invalid', 413: 'text.too-long, request.too-large', 429: 'rate.limited, with Retry-After' },
  },
  {
    method: 'post',
    path: '/api/v1/check/batch',
    id: 'checkBatch',
    summary: 'Up to 1,000 texts; one line of JSON each, an answer or an error',
    request: batchRequest,
    response: checkAnswer,
    responseType: 'application/x-ndjson',
    needsKey: true,
    errors: { 400: 'request.not-json, request.invalid', 401: 'key.missing', 413: 'request.too-large', 429: 'rate.limited' },
  },
  {
    method: 'post',
    path: '/api/v1/chat',
    id: 'chat',
    summary: 'A message of a conversation with the bot',
    request: chatRequest,
    response: chatAnswer,
    errors: {
      400: 'request.not-json, request.invalid',
      404: 'conversation.unknown, conversation.erased',
      409: 'message.changed',
      413: 'request.too-large',
      429: 'rate.limited',
      503: 'conversation.busy, with Retry-After',
    },
  },
  {
    method: 'get',
    path: '/api/v1/chat/{conversation}/events',
    id: 'chatEvents',
    summary: 'Server-sent events: late answers and an officer’s words; resumes behind Last-Event-ID',
    responseType: 'text/event-stream',
    errors: { 400: 'request.invalid', 404: 'conversation.unknown, conversation.erased', 429: 'rate.limited' },
  },
  ...SERVICE_OPERATIONS,
];

function openApiDocument(): Record<string, unknown> {
  const schema = (type: z.ZodType): unknown => {
    const { $schema: _, ...json } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
    return json;
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    const { method, path, id, summary, request, response, responseType = JSON_TYPE, errors, needsKey, signed } = operation;
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const failures = Object.entries(errors).map(([status, codes]) => [
      status,
      { description: codes, content: { [JSON_TYPE]: { schema: schema(errorAnswer) } } },
    ]);
    paths[path] = {
      [method]: {
        operationId: id,
        summary,
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(request ? { requestBody: { required: true, content: { [JSON_TYPE]: { schema: schema(request) } } } } : {}),
        ...(needsKey ? { security: [{ apiKey: [] }] } : signed ? { security: [{ signature: [] }] } : {}),
        responses: {
          200: { description: 'OK', content: { [responseType]: { schema: response ? schema(response) : { type: 'string' } } } },
          ...Object.fromEntries(failures),
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '反诈一哥',
      version: '1.0.0',
      description:
        'Red, yellow or green for a suspicious text. Green is never an approval of a payment. Errors are {"error":{"code","message"}}. ' +
        'What is done with the texts stands at /privacy, which every answer names in its Link header (rel="privacy-policy"): ' +
        'check and its batch keep no message; with a second reader on, the words that it quoted are kept sealed for 30 days, and who ' +
        'tries one text in five variants within an hour, without a key, has them kept, masked, for the librarians; ' +
        'chat keeps each message sealed under a key of its conversation until its time is over or ' +
        'the citizen writes 删除我的信息. Whoever builds on chat shows his users that page before they write.',
    },
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: 'webhook-signature',
          description: 'Standard Webhooks: `id.timestamp.body` by HMAC-SHA256',
        },
      },
      schemas: { BatchItem: schema(batchItem) },
    },
  };
}
