import { Hono } from 'hono';
import { webChat } from '../conversation/web-chat.ts';
import { holdsKey, roundScores } from './api-key.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_CHAT_BYTES } from './body-limits.ts';
import { chatRequest } from './contract.ts';
import type { MessageGate } from './message-gate.ts';
import { refuseFlood } from './rate-limit.ts';
import { readJson } from './read-json.ts';

/** `POST /api/v1/chat`: a message of a conversation, answered by the bot, stored first. */
export function chatRoute(deps: AppDeps, gate: MessageGate): Hono {
  return new Hono().post('/api/v1/chat', async (context) => {
    const { wait, admit } = gate.arrived(context);
    const {
      conversation: token,
      text,
      clientMessageId,
    } = await readJson(context, chatRequest, MAX_CHAT_BYTES).catch((error: unknown) => {
      refuseFlood(context, wait);
      throw error;
    });
    await admit(text, token);
    const { conversation, ...answer } = await webChat(deps, { token, text, clientMessageId });
    return context.json({ conversation, ...((await holdsKey(context, deps.config)) ? answer : roundScores(answer)) });
  });
}
