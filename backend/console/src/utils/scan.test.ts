import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ScanBuffer } from './scan.ts'

/** Types `keys` with `gap` milliseconds between them; returns what the last key gave. */
function type(keys: string[], gap: number): string | null {
  const buffer = new ScanBuffer()
  return keys.map((key, index) => buffer.push(key, 1000 + index * gap)).at(-1) ?? null
}

const CASES: { name: string; keys: string[]; gap: number; code: string | null }[] = [
  { name: 'a scanner', keys: [...'YC482913', 'Enter'], gap: 5, code: 'YC482913' },
  { name: 'a slow scanner', keys: [...'YC482913', 'Enter'], gap: 35, code: 'YC482913' },
  { name: 'a person', keys: [...'YC482913', 'Enter'], gap: 120, code: null },
  { name: 'a burst too short to be a code', keys: [...'abc', 'Enter'], gap: 5, code: null },
  { name: 'shift keys within the burst', keys: ['Shift', 'Y', 'Shift', 'C', ...'482913', 'Enter'], gap: 5, code: 'YC482913' },
  { name: 'Enter alone', keys: ['Enter'], gap: 5, code: null },
  { name: 'no Enter yet', keys: [...'YC482913'], gap: 5, code: null },
]

for (const { name, keys, gap, code } of CASES) {
  test(name, () => assert.equal(type(keys, gap), code))
}

test('a typed key before a scan does not stick to it', () => {
  const buffer = new ScanBuffer()
  buffer.push('x', 0)
  const given = [...'482913', 'Enter'].map((key, index) => buffer.push(key, 1000 + index * 5))
  assert.equal(given.at(-1), '482913')
})
