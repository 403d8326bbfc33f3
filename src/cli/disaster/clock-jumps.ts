import { AppError } from '../../errors.ts';
import type { Drill } from './scene.ts';

export const clockJumps: Drill = async () => {
  throw new AppError('disaster.unsupported', 'not yet', 400);
};
