import { get, queryString, type Query } from './http'
import type { Statistics } from './types'

export const readStatistics = (query: Query) => get<Statistics>('/staff/statistics', query)
/** The address of the spreadsheet: the browser downloads it with the session's cookie. */
export const spreadsheetUrl = (query: Query) => `/api/v1/staff/statistics.xlsx${queryString(query)}`
