import { uuid } from '@/utils/ids'

/**
 * One key per tap. A request whose outcome is unknown (network lost, 5xx) keeps its key, so that the next tap
 * on the same button with the same content is the same request for the server and nothing happens twice.
 */
export class TapKeys {
  private readonly open = new Map<string, string>()

  constructor(private readonly make: () => string = uuid) {}

  /** The key for this request; the same one until `settle`. */
  take(fingerprint: string): string {
    const known = this.open.get(fingerprint)
    if (known) return known
    const key = this.make()
    this.open.set(fingerprint, key)
    return key
  }

  /** Call with the HTTP status of the answer (0 = none arrived). A definite answer ends the key. */
  settle(fingerprint: string, status: number): void {
    if (status > 0 && status < 500) this.open.delete(fingerprint)
  }
}
