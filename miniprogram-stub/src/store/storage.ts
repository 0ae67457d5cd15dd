/** Small wrapper: storage can be full or switched off, and the app must still work. */
export function readText(key: string): string {
  try {
    const value: unknown = uni.getStorageSync(key)
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}

export function writeText(key: string, value: string): void {
  try {
    uni.setStorageSync(key, value)
  } catch {
    // Nothing is lost but a convenience.
  }
}

export function removeItem(key: string): void {
  try {
    uni.removeStorageSync(key)
  } catch {
    // As above.
  }
}

export function readJson<T>(key: string): T | null {
  const text = readText(key)
  if (!text) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}

export function writeJson(key: string, value: unknown): void {
  writeText(key, JSON.stringify(value))
}

/** Remove every stored copy and draft whose key begins so, for log-out on a shared device. */
export function removeAll(prefix: string): void {
  try {
    for (const key of uni.getStorageInfoSync().keys) if (key.startsWith(prefix)) removeItem(key)
  } catch {
    // As above.
  }
}
