const PRESSABLE = ['button', 'link', 'tab', 'radio', 'checkbox', 'switch']

/** uni-app's elements are not native controls: let Enter and Space press whatever says it can be pressed. */
export function pressWithKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    const target = event.target as HTMLElement
    if (!PRESSABLE.includes(target.getAttribute('role') ?? '')) return
    event.preventDefault()
    target.click()
  })
}
