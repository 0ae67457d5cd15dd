import { get, queryString } from './http'
import type { MonthFigures, Wall } from './types'

export const readWall = () => get<Wall>('/staff/supervision/lights')
export const readFigures = (month: string) => get<MonthFigures>('/staff/supervision/figures', { month })
/** The address of the workbook: the browser downloads it with the session's cookie. */
export const figuresUrl = (month: string) => `/api/v1/staff/supervision/figures.xlsx${queryString({ month })}`
