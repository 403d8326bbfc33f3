import type { Context } from 'hono';
import { AppError } from '../../errors.ts';

/** @throws AppError 400 `request.not-form` for a body that calls itself a form and is none */
export async function readForm(context: Context): Promise<Awaited<ReturnType<typeof context.req.parseBody>>> {
  try {
    return await context.req.parseBody();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new AppError('request.not-form', 'the body is not the form that it says it is', 400, { cause: error });
  }
}
