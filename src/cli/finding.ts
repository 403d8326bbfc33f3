/** What the doctor says of a channel. */
export interface Finding {
  readonly channel: string;
  readonly state: 'works' | 'missing' | 'note';
  readonly text: string;
}
