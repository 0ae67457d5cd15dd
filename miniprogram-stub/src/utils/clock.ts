/** The only place that reads the time of the device. */
export function nowMs(): number {
  return Date.now()
}
