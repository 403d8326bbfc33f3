import { z } from 'zod';

/** Letters alone: it stands in our logs and must not carry a number there. */
const KNOWN_FORM = /^[A-Za-z][A-Za-z._-]{0,79}$/;

/** A code of Alibaba or Tencent Cloud, as `isv.BUSINESS_LIMIT_CONTROL`. */
export const platformCode = z.string().transform((code) => (KNOWN_FORM.test(code) ? code : 'unknown code'));

/** Their own name of a message. */
export const platformId = z.string().min(1).max(128).optional().catch(undefined);
