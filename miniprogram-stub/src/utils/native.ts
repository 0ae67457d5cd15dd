/**
 * uni-app puts attributes on its own element around the native control, where a screen reader does not look.
 * Put them on the control itself. `null` removes an attribute.
 */
export function labelNative(root: HTMLElement | undefined, attributes: Record<string, string | null>): void {
  const control = root?.querySelector?.('input, textarea')
  if (!control) return
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) control.removeAttribute(name)
    else control.setAttribute(name, value)
  }
  control.closest('uni-input, uni-textarea')?.removeAttribute('aria-label')
}
