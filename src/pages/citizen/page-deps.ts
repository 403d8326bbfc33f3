import type { AppDeps } from '../../routes/app-deps.ts';
import type { Assets } from './assets.ts';

/** What the pages need: the server's parts, and the addresses of their files. */
export interface PageDeps extends AppDeps {
  readonly assets: Assets;
}
