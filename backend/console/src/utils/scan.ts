// Tells a scanner's burst of keys from a person's typing by the time between keys.

const BURST_MS = 40
const MIN_LENGTH = 6

export class ScanBuffer {
  private keys = ''
  private last = 0

  /** True from the second key of a burst on. */
  get scanning(): boolean {
    return this.keys.length > 1
  }

  /**
   * @param key `KeyboardEvent.key`
   * @param at milliseconds of the key press
   * @returns the code when this key was the Enter that ends a burst, else null
   */
  push(key: string, at: number): string | null {
    if (at - this.last > BURST_MS) this.keys = ''
    this.last = at
    if (key === 'Enter') return this.finish()
    if (key.length === 1) this.keys += key
    return null
  }

  private finish(): string | null {
    const code = this.keys
    this.keys = ''
    return code.length >= MIN_LENGTH ? code : null
  }
}
