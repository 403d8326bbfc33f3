import { AppError } from '../../errors.ts';
import type { Drill } from './scene.ts';

export const rollingRestarts: Drill = async () => {
  throw new AppError('disaster.unsupported', 'not yet', 400);
};
