/** What the doctor says of a channel, or of how the service is run. */
export interface Finding {
  readonly channel: string;
  /** `missing` makes the doctor fail. */
  readonly state: 'works' | 'missing' | 'note';
  readonly text: string;
  /** What to do about it. */
  readonly todo?: string;
}
