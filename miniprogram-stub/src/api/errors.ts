export type ErrorDetails = Record<string, unknown>

export interface FieldProblem {
  field: string
  reason: string
}

/** A refusal of the server (or of the network): a stable code and one sentence that says what to do. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 0,
    readonly details: ErrorDetails = {},
    readonly requestId = '',
  ) {
    super(message)
    this.name = 'ApiError'
  }

  /** Problems per field of a refused form, empty for other errors. */
  get fields(): FieldProblem[] {
    const fields = this.details.fields
    return Array.isArray(fields) ? (fields as FieldProblem[]) : []
  }
}

export function isApiError(error: unknown, ...codes: string[]): error is ApiError {
  return error instanceof ApiError && (codes.length === 0 || codes.includes(error.code))
}

const PLAIN: Record<number, string> = {
  404: '没有找到这一页。请返回再试。',
  409: '内容已有变化。已为您刷新,请再看一下。',
  429: '操作太快了。请稍等一会儿再试。',
  503: '系统正在维护。请稍后再试。',
}

/** Turn a failed answer into an ApiError, also when a proxy in between answered with something else than our JSON. */
export function errorFrom(status: number, body: unknown): ApiError {
  const data = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>
  const message = typeof data.message === 'string' ? data.message : (PLAIN[status] ?? '没有办成。请稍后再试一次。')
  const code = typeof data.code === 'string' ? data.code : `http_${status}`
  const details = (data.details && typeof data.details === 'object' ? data.details : {}) as ErrorDetails
  return new ApiError(code, message, status, details, typeof data.request_id === 'string' ? data.request_id : '')
}

export function offlineError(): ApiError {
  return new ApiError('offline', '没有连上网络。请检查网络,再点重试。')
}

/** Anything thrown → ApiError, so that screens show one kind of error. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('client', '页面出了点问题。请返回再试一次。')
}
