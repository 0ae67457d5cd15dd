/** The four tabs; each is the folder of its page. */
export type TabName = 'home' | 'guides' | 'notices' | 'me'
