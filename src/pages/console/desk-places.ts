import type { Role } from '../../storage/desk-schema.ts';
import type { Spoken } from './language.tsx';
import { ADMINISTERING, AT_THE_LIBRARY, AT_THE_QUEUE, SUPERVISING } from './roles.ts';

export interface Place {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly name: Spoken<string>;
}

export interface PlaceGroup {
  readonly id: string;
  readonly name: Spoken<string>;
  readonly places: readonly Place[];
}

/** Every page that one goes to by itself. The first group is what one does all day. */
export const DESK_GROUPS: readonly PlaceGroup[] = [
  {
    id: 'today',
    name: { 'zh-CN': '今天的活', en: "Today's work" },
    places: [
      { path: '/console', roles: AT_THE_QUEUE, name: { 'zh-CN': '队列', en: 'Queue' } },
      { path: '/console/calls/new', roles: AT_THE_QUEUE, name: { 'zh-CN': '接电话', en: 'Take a call' } },
      { path: '/console/warnings', roles: AT_THE_QUEUE, name: { 'zh-CN': '劝阻', en: 'Warnings' } },
      { path: '/console/visits', roles: [...AT_THE_QUEUE, 'advisor'], name: { 'zh-CN': '上门', en: 'Visits' } },
      { path: '/console/stop-leads', roles: AT_THE_QUEUE, name: { 'zh-CN': '止付', en: 'Stop leads' } },
      { path: '/console/call-backs', roles: AT_THE_QUEUE, name: { 'zh-CN': '回电', en: 'Call-backs' } },
      { path: '/console/handovers', roles: AT_THE_QUEUE, name: { 'zh-CN': '交班', en: 'Hand-over' } },
      { path: '/console/partner', roles: ['partner'], name: { 'zh-CN': '本单位', en: 'Your organisation' } },
    ],
  },
  {
    id: 'library',
    name: { 'zh-CN': '资料', en: 'Reference' },
    places: [
      { path: '/console/library', roles: AT_THE_LIBRARY, name: { 'zh-CN': '套路库', en: 'Library' } },
      { path: '/console/identifiers', roles: AT_THE_QUEUE, name: { 'zh-CN': '举报名单', en: 'Reported list' } },
      { path: '/console/teaching', roles: AT_THE_QUEUE, name: { 'zh-CN': '说骗', en: 'Teaching' } },
    ],
  },
  {
    id: 'people',
    name: { 'zh-CN': '群众和单位', en: 'People and partners' },
    places: [
      { path: '/console/citizens', roles: AT_THE_QUEUE, name: { 'zh-CN': '登记群众', en: 'Citizens' } },
      { path: '/console/trade', roles: AT_THE_QUEUE, name: { 'zh-CN': '往来核查', en: 'Trade partners' } },
      { path: '/console/advisors', roles: SUPERVISING, name: { 'zh-CN': '安全顾问', en: 'Advisors' } },
      { path: '/console/partners', roles: SUPERVISING, name: { 'zh-CN': '协作单位', en: 'Partners' } },
    ],
  },
  {
    id: 'house',
    name: { 'zh-CN': '数字和管理', en: 'Figures and house' },
    places: [
      { path: '/console/numbers', roles: SUPERVISING, name: { 'zh-CN': '数字', en: 'Numbers' } },
      { path: '/console/index-of-work', roles: AT_THE_QUEUE, name: { 'zh-CN': '指数', en: 'Index' } },
      { path: '/console/own-index', roles: ['advisor'], name: { 'zh-CN': '本网格指数', en: 'Index' } },
      { path: '/console/bulletins', roles: SUPERVISING, name: { 'zh-CN': '日报', en: 'Bulletins' } },
      { path: '/console/officers', roles: SUPERVISING, name: { 'zh-CN': '值班员', en: 'Officers' } },
      { path: '/console/audit', roles: SUPERVISING, name: { 'zh-CN': '审计', en: 'Audit' } },
      { path: '/console/keeping', roles: SUPERVISING, name: { 'zh-CN': '保存期限', en: 'Keeping' } },
      { path: '/console/erasures', roles: ADMINISTERING, name: { 'zh-CN': '代办删除', en: 'Erasure' } },
    ],
  },
];
