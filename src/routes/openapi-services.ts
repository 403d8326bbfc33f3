import type { z } from 'zod';
import { answerRequest, fetchRequest, leadRequest, receivedRequest } from './partner-contract.ts';
import { lookupAnswer, lookupRequest } from './partner-lookup.ts';
import { warningsRequest } from './warnings-api.ts';

export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly request?: z.ZodType;
  readonly response?: z.ZodType;
  readonly responseType?: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly needsKey?: boolean;
  /** After Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature. */
  readonly signed?: boolean;
}

const SIGNED_ERRORS = {
  400: 'request.not-json, request.invalid',
  401: 'partner.signature: the signature does not fit, or is more than five minutes old',
  413: 'request.too-large',
  429: 'rate.limited',
} as const;

/** What stands beside the judging of texts: the list, and what partners and the centre's systems send. */
export const SERVICE_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/lookup',
    id: 'lookup',
    summary: 'Is a number, a link, an account or an app on the list of reported ones? Not listed is no clearance',
    request: lookupRequest,
    response: lookupAnswer,
    errors: { 400: 'request.not-json, request.invalid', 413: 'request.too-large', 422: 'lookup.unknown-kind', 429: 'rate.limited' },
  },
  {
    method: 'post',
    path: '/api/v1/warnings',
    id: 'warnings',
    summary: 'People who are being cheated now, up to 1,000 in a call; a warning is known by source and number',
    request: warningsRequest,
    responseType: 'application/json',
    signed: true,
    errors: {
      400: 'request.not-json, request.invalid',
      401: 'warnings.unproven, warnings.stale',
      403: 'warnings.closed',
      413: 'request.too-large',
      429: 'rate.limited',
    },
  },
  {
    method: 'post',
    path: '/api/v1/partners/{partner}/leads',
    id: 'partnerLead',
    summary: 'A partner reports a lead: two-card risk, a suspicious withdrawal',
    request: leadRequest,
    responseType: 'application/json',
    signed: true,
    errors: SIGNED_ERRORS,
  },
  {
    method: 'post',
    path: '/api/v1/partners/{partner}/answers',
    id: 'partnerAnswer',
    summary: 'A partner answers a stop lead',
    request: answerRequest,
    responseType: 'application/json',
    signed: true,
    errors: { ...SIGNED_ERRORS, 404: 'partner.post-unknown' },
  },
  {
    method: 'post',
    path: '/api/v1/partners/{partner}/posts',
    id: 'partnerPosts',
    summary: 'A partner that cannot be called fetches what waits for it',
    request: fetchRequest,
    responseType: 'application/json',
    signed: true,
    errors: SIGNED_ERRORS,
  },
  {
    method: 'post',
    path: '/api/v1/partners/{partner}/receipts',
    id: 'partnerReceipt',
    summary: 'A partner says that it has what was fetched',
    request: receivedRequest,
    responseType: 'application/json',
    signed: true,
    errors: { ...SIGNED_ERRORS, 404: 'partner.post-unknown' },
  },
];
