/** Where the way goes on after something that came in between (`?next=`); home unless it is an address of the console. */
export function nextOf({ next }: { next?: unknown }): string {
  return typeof next === 'string' && /^\/(?!\/)/.test(next) ? next : '/'
}
