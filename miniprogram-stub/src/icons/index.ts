import arrowLeft from 'lucide-static/icons/chevron-left.svg?raw'
import arrowRight from 'lucide-static/icons/chevron-right.svg?raw'
import bell from 'lucide-static/icons/bell.svg?raw'
import building from 'lucide-static/icons/building-2.svg?raw'
import calendar from 'lucide-static/icons/calendar.svg?raw'
import check from 'lucide-static/icons/check.svg?raw'
import circle from 'lucide-static/icons/circle.svg?raw'
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw'
import circleCheck from 'lucide-static/icons/circle-check.svg?raw'
import circleDot from 'lucide-static/icons/circle-dot.svg?raw'
import circleX from 'lucide-static/icons/circle-x.svg?raw'
import clock from 'lucide-static/icons/clock.svg?raw'
import fileSearch from 'lucide-static/icons/file-search.svg?raw'
import fileText from 'lucide-static/icons/file-text.svg?raw'
import grid from 'lucide-static/icons/layout-grid.svg?raw'
import headset from 'lucide-static/icons/headset.svg?raw'
import house from 'lucide-static/icons/house.svg?raw'
import idCard from 'lucide-static/icons/id-card.svg?raw'
import inbox from 'lucide-static/icons/inbox.svg?raw'
import info from 'lucide-static/icons/info.svg?raw'
import list from 'lucide-static/icons/list.svg?raw'
import logOut from 'lucide-static/icons/log-out.svg?raw'
import mapPin from 'lucide-static/icons/map-pin.svg?raw'
import message from 'lucide-static/icons/message-circle-question.svg?raw'
import phone from 'lucide-static/icons/phone.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import search from 'lucide-static/icons/search.svg?raw'
import send from 'lucide-static/icons/send.svg?raw'
import shield from 'lucide-static/icons/shield-check.svg?raw'
import textSize from 'lucide-static/icons/a-large-small.svg?raw'
import ticket from 'lucide-static/icons/ticket.svg?raw'
import truck from 'lucide-static/icons/truck.svg?raw'
import user from 'lucide-static/icons/user-round.svg?raw'
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw'
import close from 'lucide-static/icons/x.svg?raw'

/** The one outline set of the app (Lucide, ISC licence), bundled. */
const SOURCES = {
  arrowLeft,
  arrowRight,
  bell,
  building,
  calendar,
  check,
  circle,
  circleAlert,
  circleCheck,
  circleDot,
  circleX,
  clock,
  close,
  fileSearch,
  fileText,
  grid,
  headset,
  house,
  idCard,
  inbox,
  info,
  list,
  logOut,
  mapPin,
  message,
  phone,
  plus,
  search,
  send,
  shield,
  textSize,
  ticket,
  truck,
  user,
  wifiOff,
}

export type IconName = keyof typeof SOURCES

/** The icon as a CSS mask; the colour comes from `currentColor`, so it works where inline SVG does not (WXML). */
export function iconMask(name: IconName): string {
  const plain = SOURCES[name].replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ').trim()
  return `url("data:image/svg+xml,${encodeURIComponent(plain)}")`
}
