import { CANNED_ADVICE } from './canned-advice.ts';
import type { CannedReply } from './canned-reply.ts';
import { CANNED_TALK } from './canned-talk.ts';

export const CANNED_REPLIES: readonly CannedReply[] = [...CANNED_TALK, ...CANNED_ADVICE];
