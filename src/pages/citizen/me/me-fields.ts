import type { Context } from 'hono';
import { readForm } from '../read-form.ts';
import type { Typed } from './read-profile.ts';

/** No screen shows them, and not every database keeps them. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** The text fields of a form without control characters and blanks around. @throws AppError 400 `request.not-form` */
export async function ownFields(context: Context): Promise<Typed> {
  const fields = Object.entries(await readForm(context)).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replace(CONTROLS, '').toWellFormed().trim()] as const] : [],
  );
  return Object.fromEntries(fields);
}
