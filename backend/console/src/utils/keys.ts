/** A fresh Idempotency-Key. Not crypto.randomUUID: it is missing on plain-http intranets and in Chromium < 92. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
