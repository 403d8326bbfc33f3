import { SETTINGS } from '../../src/config.ts';

/** A name of ours, or of the file that holds its value. */
export const isSetting = (name: string): boolean => name.replace(/_FILE$/, '') in SETTINGS;
