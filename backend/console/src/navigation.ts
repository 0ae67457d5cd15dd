// What the left navigation holds: one entry per task, shown to those who may do it.
import {
  Bell,
  Box,
  Calendar,
  ChatDotRound,
  ChatLineSquare,
  Clock,
  DataAnalysis,
  Document,
  HomeFilled,
  Microphone,
  OfficeBuilding,
  Reading,
  Star,
  Ticket,
  User,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import type { Counts } from './api/types'

type Count = (counts: Counts) => number | null | undefined

export interface Entry {
  to: string
  label: string
  icon: Component
  /** The permission that shows the entry; null for everybody. */
  permission: string | null
  late?: Count
  open?: Count
}

export const ENTRIES: readonly Entry[] = [
  { to: '/', label: '首页', icon: HomeFilled, permission: null },
  { to: '/hall', label: '叫号', icon: Microphone, permission: 'queue.call', open: (c) => c.queue?.waiting },
  { to: '/appointments', label: '预约', icon: Calendar, permission: 'appointments.read' },
  {
    to: '/consultations',
    label: '咨询',
    icon: ChatDotRound,
    permission: 'consultations.read',
    late: (c) => c.consultations?.late,
    open: (c) => c.consultations && c.consultations.unclaimed + c.consultations.mine,
  },
  {
    to: '/cases',
    label: '办件',
    icon: Document,
    permission: 'cases.read',
    late: (c) => c.cases?.late,
    open: (c) => c.cases?.open,
  },
  { to: '/parcels', label: '寄递', icon: Box, permission: 'parcels.read', open: (c) => c.parcels?.to_pack },
  {
    to: '/ratings',
    label: '评价',
    icon: Star,
    permission: 'ratings.read',
    late: (c) => c.ratings?.late,
    open: (c) => c.ratings?.open,
  },
  {
    to: '/complaints',
    label: '投诉',
    icon: Bell,
    permission: 'complaints.read',
    late: (c) => c.complaints?.late,
    open: (c) => c.complaints?.waiting,
  },
  { to: '/guides', label: '事项', icon: Reading, permission: 'guides.read' },
  { to: '/bot', label: '机器人', icon: ChatLineSquare, permission: 'bot.review' },
  { to: '/kiosks', label: '取号机', icon: Ticket, permission: 'members.manage' },
  { to: '/plans', label: '号源', icon: Clock, permission: 'plans.read' },
  { to: '/windows', label: '窗口与号池', icon: OfficeBuilding, permission: 'plans.read' },
  { to: '/statistics', label: '统计', icon: DataAnalysis, permission: 'statistics.read' },
  { to: '/members', label: '人员', icon: User, permission: 'members.manage' },
]
