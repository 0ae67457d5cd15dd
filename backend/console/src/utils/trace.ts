// Why the bot said something, in words: its trace as rows for people. Names of fields are the engine's.

export interface TraceRow {
  label: string
  value: string
}
export interface TraceCandidate {
  code: string
  name: string
  text: string
  score: string
  /** Each term with its share of the score, largest first. */
  terms: TraceRow[]
}
export interface ReadTrace {
  rows: TraceRow[]
  candidates: TraceCandidate[]
}

type Raw = Record<string, unknown>

const ACTIONS: Record<string, string> = {
  answer: '直接回答',
  clarify: '反问:您是想问…',
  redirect: '指到别处',
  handoff: '转人工',
  smalltalk: '寒暄或婉拒',
}
const TERMS: Record<string, string> = {
  cosine: '意思相近',
  bm25: '少见的字词相同',
  ratio: '写法相近',
  top_three: '前几个说法都像',
  document: '指南里写到',
  action: '要办的动作',
  service: '中心服务',
  audience: '个人或法人',
}
/** The engine's rules; one that is new stands for itself. */
const RULES: Record<string, string> = {
  found: '找到了最像的',
  clause: '长句里有一句清楚',
  picked: '选了给出的一项',
  'follow-up': '接着上一件事问',
  'follow-up with its thing': '补上前面说的事',
  'service of facet': '只问了一个方面',
  elsewhere: '不在本中心办',
  unsure: '拿不准',
  'thing not named': '没说清是哪件事',
  'no matter named': '没说是什么事',
  'refused options': '说了都不是',
  'too many misses': '几次没答上来',
  'below threshold': '没有像的',
  'complex case': '情况复杂',
  'foreign language': '外语',
}
const REASONS: Record<string, string> = {
  human: '市民要求转人工',
  unknown: '没有把握',
  misses: '两次没答上来',
  complex: '情况复杂',
  dispute: '有异议',
  grievance: '反映服务问题',
  bribery: '反映收钱办事',
  language: '外语',
  violence: '人身危险',
  suicide: '轻生危险',
  fire: '火情',
  medical: '急救',
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join('、') : '')
export const percent = (value: unknown): string => (typeof value === 'number' ? `${Math.round(value * 100)}%` : '')

/** The trace as people read it; what the engine left empty is left out. */
export function readTrace(trace: Raw): ReadTrace {
  const rows = [
    { label: '怎么答', value: ACTIONS[text(trace.action)] ?? text(trace.action) },
    { label: '为什么转', value: REASONS[text(trace.reason)] ?? text(trace.reason) },
    { label: '看成', value: text(trace.normalised) },
    { label: '去掉客套', value: text(trace.core) },
    { label: '规则', value: ruleLine(text(trace.rule)) },
    { label: '问的方面', value: list(trace.facets) },
    { label: '要办的动作', value: list(trace.actions) },
    { label: '把握', value: confidenceLine(trace) },
    { label: '部门', value: text(trace.department) },
    { label: '内容版本', value: text(trace.version).slice(0, 12) },
    { label: '用时', value: typeof trace.us === 'number' ? `${trace.us} 微秒` : '' },
  ]
  const candidates = Array.isArray(trace.candidates) ? (trace.candidates as Raw[]).map(candidate) : []
  return { rows: rows.filter((row) => row.value), candidates }
}

const ruleLine = (rule: string): string => (RULES[rule] ? `${RULES[rule]}(${rule})` : rule)

function confidenceLine(trace: Raw): string {
  const [answerAt, clarifyAt] = Array.isArray(trace.thresholds) ? (trace.thresholds as unknown[]) : []
  const own = percent(trace.confidence)
  return own && answerAt !== undefined ? `${own}(到 ${percent(answerAt)} 就答,不到 ${percent(clarifyAt)} 就转人工)` : own
}

function candidate(raw: Raw): TraceCandidate {
  const terms = Object.entries((raw.terms ?? {}) as Record<string, number>)
  return {
    code: text(raw.code),
    name: text(raw.name),
    text: text(raw.text),
    score: rounded(raw.score),
    terms: terms
      .filter(([, value]) => value !== 0)
      .sort(([, left], [, right]) => Math.abs(right) - Math.abs(left))
      .map(([name, value]) => ({ label: TERMS[name] ?? name, value: rounded(value) })),
  }
}

const rounded = (value: unknown): string => (typeof value === 'number' ? value.toFixed(2) : '')
