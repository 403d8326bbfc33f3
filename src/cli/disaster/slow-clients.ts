import { AppError } from '../../errors.ts';
import type { Drill } from './scene.ts';

export const slowClients: Drill = async () => {
  throw new AppError('disaster.unsupported', 'not yet', 400);
};
