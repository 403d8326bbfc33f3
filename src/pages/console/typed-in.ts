import type { readForm } from '../citizen/read-form.ts';

/** What was typed into a field; nothing when the field is missing, or is a file. */
export function typedIn(form: Awaited<ReturnType<typeof readForm>>, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : '';
}
