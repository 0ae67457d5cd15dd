const HEX = '0123456789abcdef'

function randomByte(): number {
  // #ifdef H5
  if (typeof crypto !== 'undefined' && crypto.getRandomValues) return crypto.getRandomValues(new Uint8Array(1))[0]
  // #endif
  return Math.floor(Math.random() * 256)
}

/** A random UUID (version 4). Used as idempotency key: it must be unlikely to repeat, it is not a secret. */
export function uuid(): string {
  const bytes = Array.from({ length: 16 }, randomByte)
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = bytes.map((byte) => HEX[byte >> 4] + HEX[byte & 15]).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
