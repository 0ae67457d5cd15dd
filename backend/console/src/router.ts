import { createRouter, createWebHistory } from 'vue-router'
import { whenUnauthorised } from './api/http'
import { can, ensureStaff, staff } from './composables/session'

const page = (path: string, name: string, title: string, permission: string | null, component: () => Promise<unknown>) => ({
  path,
  name,
  component: component as () => Promise<object>,
  meta: { title, permission },
})

export const router = createRouter({
  history: createWebHistory('/console/'),
  routes: [
    { path: '/login', name: 'login', meta: { bare: true, title: '登录' }, component: () => import('./views/LoginView.vue') },
    { path: '/offline', name: 'offline', meta: { bare: true, title: '没有连上' }, component: () => import('./views/OfflineView.vue') },
    page('/', 'home', '首页', null, () => import('./views/HomeView.vue')),
    page('/hall', 'hall', '叫号', 'queue.call', () => import('./views/HallView.vue')),
    page('/hall/slip/:id', 'slip', '小票', 'queue.check_in', () => import('./views/SlipView.vue')),
    page('/kiosks', 'kiosks', '取号机', 'members.manage', () => import('./views/KiosksView.vue')),
    page('/appointments/:tab?', 'appointments', '预约', 'appointments.read', () => import('./views/AppointmentsView.vue')),
    page('/consultations/:id?', 'consultations', '咨询', 'consultations.read', () => import('./views/ConsultationsView.vue')),
    page('/cases/new', 'case-new', '登记办件', 'cases.register', () => import('./views/CaseNewView.vue')),
    page('/cases/:id?', 'cases', '办件', 'cases.read', () => import('./views/CasesView.vue')),
    page('/cases/:id/receipt', 'receipt', '受理凭证', 'cases.read', () => import('./views/ReceiptView.vue')),
    page('/parcels', 'parcels', '寄递', 'parcels.read', () => import('./views/ParcelsView.vue')),
    page('/ratings/lates', 'rating-lates', '评价和投诉:超期', 'evaluations.report', () => import('./views/evaluations/LatesView.vue')),
    page('/ratings/:id?', 'ratings', '评价', 'ratings.read', () => import('./views/evaluations/RatingsView.vue')),
    page('/complaints/:id?', 'complaints', '投诉', 'complaints.read', () => import('./views/evaluations/ComplaintsView.vue')),
    page('/guides/:code?', 'guides', '事项', 'guides.read', () => import('./views/GuidesView.vue')),
    page('/bot/:tab?', 'bot', '机器人答得怎样', 'bot.review', () => import('./views/BotView.vue')),
    page('/plans/:tab?', 'plans', '号源', 'plans.read', () => import('./views/PlansView.vue')),
    page('/windows', 'windows', '窗口与号池', 'plans.read', () => import('./views/WindowsView.vue')),
    page('/statistics', 'statistics', '统计', 'statistics.read', () => import('./views/StatisticsView.vue')),
    page('/members', 'members', '人员', 'members.manage', () => import('./views/MembersView.vue')),
    page('/:rest(.*)*', 'missing', '没有这一页', null, () => import('./views/MissingView.vue')),
  ],
})

router.beforeEach(async (to) => {
  if (to.meta.bare) return true
  const person = await ensureStaff().catch(() => undefined)
  if (person === undefined) return { name: 'offline', query: { next: to.fullPath } }
  if (person === null) return { name: 'login', query: to.path === '/' ? {} : { next: to.fullPath } }
  const permission = to.meta.permission as string | null
  if (permission === null || can(permission)) return true
  // Nobody may do anything before the first password is changed: then the way goes on (PasswordGate).
  return { name: 'home', query: person.must_change_password ? { next: to.fullPath } : {} }
})

/** The session ended while somebody worked: log in again and come back to the same address. */
whenUnauthorised(() => {
  const here = router.currentRoute.value
  if (staff.value === null) return
  staff.value = null
  void router.push({ name: 'login', query: { next: here.fullPath } })
})
