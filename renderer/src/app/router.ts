import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'
import { firstPicture } from './first-picture.ts'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: '/desk' },
  { path: '/desk', component: () => import('./desk/DeskScreen.vue') },
  {
    path: '/log/:id?',
    name: 'log',
    component: () => import('../features/duty-log/DutyLogScreen.vue'),
  },
  {
    path: '/handover/:id?',
    component: () => import('../features/handover/HandoverScreen.vue'),
  },
  {
    path: '/roster/:place?/:id?',
    component: () => import('../features/roster/RosterScreen.vue'),
  },
  {
    path: '/register/:type/:id?/:mode?',
    name: 'register',
    component: () => import('../features/register/RegisterScreen.vue'),
  },
  { path: '/work', component: () => import('../features/work/WorkScreen.vue') },
  {
    path: '/checklists/run/:id',
    meta: { rail: true },
    component: () => import('../features/checklists/run/RunPage.vue'),
  },
  {
    path: '/checklists/templates/:id?',
    component: () => import('../features/checklists/templates/TemplatesScreen.vue'),
  },
  {
    path: '/checklists/schedules',
    component: () => import('../features/checklists/schedules/SchedulesScreen.vue'),
  },
  {
    path: '/checklists/statistics',
    component: () => import('../features/checklists/insight/StatisticsScreen.vue'),
  },
  {
    path: '/checklists/trends',
    component: () => import('../features/checklists/insight/TrendsScreen.vue'),
  },
  {
    path: '/checklists/round/:schedule/:occurrence',
    component: () => import('../features/checklists/rounds/RoundsScreen.vue'),
  },
  {
    path: '/checklists/misses/:miss',
    component: () => import('../features/checklists/rounds/RoundsScreen.vue'),
  },
  {
    path: '/checklists',
    component: () => import('../features/checklists/rounds/RoundsScreen.vue'),
  },
  {
    path: '/library/:document/edit/:version',
    meta: { rail: true },
    component: () => import('../features/library/life/EditorScreen.vue'),
  },
  {
    path: '/library/:document/:part(versions|properties|bindings|readers|accesses)',
    component: () => import('../features/library/life/LifeScreen.vue'),
  },
  {
    path: '/library/:document?',
    meta: { rail: true },
    component: () => import('../features/library/LibraryScreen.vue'),
  },
  {
    path: '/incidents/statistics',
    component: () => import('../features/incidents/figures/StatisticsScreen.vue'),
  },
  {
    path: '/incidents/:id([0-9a-f-]{36})/:part(evidence|analysis|repair|report)?',
    component: () => import('../features/incidents/screen/IncidentScreen.vue'),
  },
  {
    path: '/incidents',
    component: () => import('../features/incidents/list/IncidentsScreen.vue'),
  },
  {
    path: '/monitors/new',
    component: () => import('../features/monitoring/editor/MonitorEditor.vue'),
  },
  {
    path: '/monitors/availability',
    component: () => import('../features/monitoring/availability/AvailabilityScreen.vue'),
  },
  {
    path: '/monitors/usage',
    component: () => import('../features/monitoring/usage/UsageScreen.vue'),
  },
  {
    path: '/monitors/:id/edit',
    component: () => import('../features/monitoring/editor/MonitorEditor.vue'),
  },
  {
    path: '/monitors/:id',
    component: () => import('../features/monitoring/monitors/MonitorScreen.vue'),
  },
  {
    path: '/monitors',
    component: () => import('../features/monitoring/monitors/MonitorsScreen.vue'),
  },
  { path: '/wall', component: () => import('../features/monitoring/wall/WallScreen.vue') },
  {
    path: '/alerts/:id?',
    component: () => import('../features/monitoring/alerts/AlertsScreen.vue'),
  },
  {
    path: '/emergency/:id([0-9a-f-]{36})',
    meta: { full: true },
    component: () => import('../features/response/mode/EmergencyPage.vue'),
  },
  {
    path: '/emergency/plans/:id?',
    component: () => import('../features/response/plans/PlansScreen.vue'),
  },
  {
    path: '/emergency/drills',
    component: () => import('../features/response/drills/DrillsScreen.vue'),
  },
  {
    path: '/emergency/response/:id?',
    component: () => import('../features/response/record/RecordsScreen.vue'),
  },
  {
    path: '/emergency',
    component: () => import('../features/response/home/EmergencyScreen.vue'),
  },
  {
    path: '/configuration/workstation',
    component: () => import('../features/configuration/WorkstationScreen.vue'),
  },
  {
    path: '/people/duties',
    component: () => import('../features/people/DutiesScreen.vue'),
  },
  {
    path: '/support/surveys/:id?/:part(questions|collect|results)?',
    component: () => import('../features/support/SurveysScreen.vue'),
  },
  { path: '/security', component: () => import('../features/security/PostureScreen.vue') },
  {
    path: '/security/access/:id?',
    component: () => import('../features/security/AccessScreen.vue'),
  },
  {
    path: '/conflicts/:type?/:id?',
    component: () => import('../features/register/conflicts/ConflictsScreen.vue'),
  },
  { path: '/audit', component: () => import('../features/audit/AuditScreen.vue') },
  {
    path: '/settings/:section?',
    component: () => import('../features/settings/SettingsScreen.vue'),
  },
  { path: '/help', component: () => import('../features/help/HelpScreen.vue') },
  { path: '/:rest(.*)', component: () => import('./NotFound.vue') },
]

/** Fetches the screens that were not opened yet, so that the first visit of each is as quick as the next. */
export async function fetchScreens(): Promise<void> {
  for (const { component } of routes)
    if (typeof component === 'function') await (component as () => Promise<unknown>)()
}

export const router = createRouter({ history: createWebHashHistory(), routes })
router.beforeEach(() => firstPicture)
