import type { Colour } from '../library/schema.ts';
import type { Truth } from '../storage/desk-schema.ts';
import type { ToldGreen } from '../storage/drafts.ts';
import type { GateLine } from './gate.ts';

/** What an edit of one signal or pattern does, before it is saved. */
export interface EditFindings {
  /** What is wrong with the file, in the words of lint; empty: it is well formed. */
  readonly faults: readonly string[];
  /** Its own examples: should it hold, and does it? */
  readonly examples: readonly {
    readonly text: string;
    readonly wanted: boolean;
    readonly holds: boolean;
    readonly reason: string | null;
  }[];
  /** Of the last consults, those on which it holds or held: masked. */
  readonly consults: readonly {
    readonly place: string;
    readonly text: string;
    readonly truth: Truth | null;
    readonly told: Colour | null;
    readonly before: boolean;
    readonly now: boolean;
  }[];
  /** How many consults were looked at. */
  readonly looked: number;
}

/** One change that a reader of a review sees. */
export interface ContentChange {
  readonly kind: 'pattern' | 'signal' | 'type' | 'intent' | 'follow-up' | 'other';
  readonly id: string;
  readonly what: 'new' | 'changed' | 'removed';
  /** Which fields, of one that was changed. */
  readonly fields: readonly string[];
}

/** What compiling, training and measuring a draft has shown. */
export interface BuildReport {
  /** Why nothing could be measured: faults of files, one per line. */
  readonly broken: string | null;
  readonly gate: readonly GateLine[];
  /** Examples that do not hold, honest texts that are judged red: the library's own texts. At most 50, of how many. */
  readonly faults: readonly { readonly where: string; readonly problem: string }[];
  readonly faultCount: number;
  readonly content: readonly ContentChange[];
  /** By the rules for version numbers. */
  readonly bump: 'major' | 'minor' | 'patch';
  readonly radius: {
    readonly texts: number;
    readonly cut: boolean;
    readonly colours: readonly (readonly [change: string, count: number])[];
    readonly types: readonly (readonly [change: string, count: number])[];
    /** How many texts changed colour or type. */
    readonly changed: number;
    /** At most 500 of them, those that an officer had closed with the truth first: masked. */
    readonly changes: readonly {
      readonly place: string;
      readonly message: string | null;
      readonly truth: Truth | null;
      readonly from: { readonly colour: Colour; readonly type: string | null };
      readonly to: { readonly colour: Colour; readonly type: string | null };
      readonly text: string;
    }[];
    readonly callBacks: readonly ToldGreen[];
  } | null;
}

/** Where drafts are tried, trained and measured, beside the answering of citizens and never in its way. */
export interface Workshop {
  /**
   * What the draft would do with this text in the place of that file. Of several asked for one draft only the newest is
   * answered.
   * @throws AppError `workshop.busy` (a newer one was asked), `workshop.broken` (ask again), `library.unknown-draft`
   */
  examine(draftId: string, path: string, body: string): Promise<EditFindings>;
  /** Gathers what the release at work does not know. @returns how many scripts are new @throws AppError `workshop.broken` */
  findScripts(): Promise<number>;
  /**
   * From now on the database keeps the files of this release, if the program's own folder holds them. Takes some seconds.
   * @throws AppError `library.no-sources` saying what to do, `workshop.broken`
   */
  keepSources(version: string): Promise<void>;
  /** A build is wanted. */
  nudge(): void;
  /** Ends what is running; a build that is cut off is taken up by the next program. */
  stop(): Promise<void>;
}
