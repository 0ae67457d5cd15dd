// What one person likes on one desk: kept in the browser, never on the server.
import { reactive, watch } from 'vue'

export interface Preferences {
  density: number
  dark: boolean
  shortcuts: boolean
}

export const DENSITIES = [1, 1.1, 1.25, 1.5] as const
const STORE = 'yichuang.console.preferences'
const DEFAULTS: Preferences = { density: 1, dark: false, shortcuts: true }

function stored(): Preferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<Preferences>) }
  } catch {
    return { ...DEFAULTS }
  }
}

export const preferences = reactive<Preferences>(stored())

function apply(): void {
  const root = document.documentElement
  root.classList.toggle('dark', preferences.dark)
  root.style.setProperty('--density', String(preferences.density))
}

/** Applies the stored preferences and keeps page and store in step with later changes. */
export function startPreferences(): void {
  apply()
  watch(preferences, () => {
    apply()
    localStorage.setItem(STORE, JSON.stringify(preferences))
  })
}
