import type { Context } from 'hono';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { Config } from '../config.ts';
import type { Answer, CheckAnswer } from '../conversation/answer.ts';
import { AppError } from '../errors.ts';

const BEARER = /^Bearer (.+)$/;

/** Does the caller hold one of `API_KEYS`? Compared in constant time. */
export async function holdsKey(context: Context, { API_KEYS }: Config): Promise<boolean> {
  const given = BEARER.exec(context.req.header('authorization') ?? '')?.[1];
  if (!given) return false;
  const matches = await Promise.all(API_KEYS.map((key) => timingSafeEqual(given, key)));
  return matches.includes(true);
}

/** @throws AppError 401 `key.missing` */
export async function requireKey(context: Context, config: Config): Promise<void> {
  if (!(await holdsKey(context, config)))
    throw new AppError('key.missing', 'this needs an API key: Authorization: Bearer <one of API_KEYS>', 401);
}

/** Callers without a key see the score in steps of 0.1: enough for people, too coarse to polish a scam text against. */
export function roundScore(answer: CheckAnswer): CheckAnswer {
  return { ...answer, score: Math.round(answer.score * 10) / 10 };
}

export function roundScores(answer: Answer): Answer {
  return {
    ...answer,
    messages: answer.messages.map((message) => (message.verdict ? { ...message, verdict: roundScore(message.verdict) } : message)),
  };
}
