import type { AppError } from '../errors.ts';
import type { DraftBuild, DueCallBacks } from '../storage/drafts.ts';
import type { EditFindings } from './workshop.ts';

/** What the thread is asked for. */
export type Order =
  | { readonly kind: 'examine'; readonly draftId: string; readonly path: string; readonly body: string }
  | { readonly kind: 'find-scripts' }
  | { readonly kind: 'keep-sources'; readonly version: string }
  /** Who must be called back, of those who were told green after the draft was measured. */
  | { readonly kind: 'call-backs'; readonly due: DueCallBacks }
  /** `worker`: the name under which it was taken. */
  | { readonly kind: 'build'; readonly build: DraftBuild; readonly worker: string };

/** What it answers. */
export interface Results {
  readonly examine: EditFindings;
  readonly 'find-scripts': number;
  readonly 'keep-sources': null;
  readonly 'call-backs': null;
  readonly build: null;
}
export type OrderOf<Kind extends Order['kind']> = Extract<Order, { kind: Kind }>;

/** Steps of a build that are done, of how many. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

export interface OrderMessage {
  readonly id: number;
  readonly order: Order;
}
export type AnswerMessage =
  | { readonly id: number; readonly kind: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly kind: 'done'; readonly result: Results[Order['kind']] }
  | {
      readonly id: number;
      readonly kind: 'failed';
      readonly code: AppError['code'];
      readonly message: string;
      readonly status: AppError['status'];
    };

/** A thread that runs. */
export interface WorkshopThread {
  send(message: OrderMessage): void;
  /** At once, whatever it is doing. */
  end(): Promise<void>;
}

/**
 * Starts a thread.
 * @param gone told once, when the thread has ended for whatever reason
 */
export type StartThread = (
  answered: (message: AnswerMessage) => void,
  gone: (why: { readonly outOfMemory: boolean; readonly error: unknown }) => void,
) => WorkshopThread;
