import { z } from 'zod';
import type { HttpReply } from '../channel.ts';
import { unreadable } from '../refusals.ts';
import { readXml, writeXml } from './xml.ts';

/** What WeChat pushes, in the format that the operator chose in its console. Source: WeChat's documentation, 消息推送, 数据格式. */
export interface Push {
  readonly format: 'xml' | 'json';
  /** The first level; numbers as the text they came as. What is nested is left out. */
  readonly fields: Readonly<Record<string, string>>;
}

/** @throws AppError 400 `channel.payload` */
export function readPush(text: string): Push {
  return text.trimStart().startsWith('{') ? { format: 'json', fields: readJson(text) } : { format: 'xml', fields: readXml(text) };
}

export function writePush(format: Push['format'], fields: Readonly<Record<string, string | number>>): string {
  return format === 'json' ? JSON.stringify(fields) : writeXml(fields);
}

export function replyOf(format: Push['format'], body: string): HttpReply {
  return { status: 200, type: `application/${format}; charset=utf-8`, body };
}

function readJson(text: string): Record<string, string> {
  const object = z.record(z.string(), z.unknown()).safeParse(parsed(text));
  if (!object.success) throw unreadable();
  const texts = Object.entries(object.data).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name, value.toWellFormed()]));
}

/** Without a cause: what JSON.parse says of an error quotes the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, sourceOfNumbers);
  } catch {
    throw unreadable();
  }
}

/** MsgId has 64 bits and would lose its last digits as a number. */
function sourceOfNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}
