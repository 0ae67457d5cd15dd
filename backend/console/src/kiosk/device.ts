// The machine's key: handed over once in the address (`/kiosk/#<key>`), kept in this browser, then taken out of the
// address, so that nobody reads it off the screen.
const STORE = 'yichuang.kiosk.key'

export function keepKey(): void {
  const key = location.hash.slice(1)
  if (!key) return
  localStorage.setItem(STORE, key)
  history.replaceState(null, '', location.pathname)
}

export const machineKey = (): string => localStorage.getItem(STORE) ?? ''
