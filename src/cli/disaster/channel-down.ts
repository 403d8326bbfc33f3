import { AppError } from '../../errors.ts';
import type { Drill } from './scene.ts';

export const channelDown: Drill = async () => {
  throw new AppError('disaster.unsupported', 'not yet', 400);
};
