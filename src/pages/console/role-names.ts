import type { Role } from '../../storage/desk-schema.ts';
import type { Spoken } from './language.tsx';

export const ROLE_NAMES: Spoken<Readonly<Record<Role, string>>> = {
  'zh-CN': {
    officer: '接线员',
    librarian: '研判员',
    supervisor: '主管',
    administrator: '管理员',
    advisor: '安全顾问',
    partner: '协作单位',
  },
  en: {
    officer: 'officer',
    librarian: 'librarian',
    supervisor: 'supervisor',
    administrator: 'administrator',
    advisor: 'safety advisor',
    partner: 'partner',
  },
};
