// The main package of the mini program must stay below 1.5 MB (WeChat refuses more than 2 MB).
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LIMIT = 1.5 * 1024 * 1024
const ROOT = fileURLToPath(new URL('../dist/build/mp-weixin', import.meta.url))

function size(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => join(folder, entry.name))
    .reduce((total, path) => total + (statSync(path).isDirectory() ? size(path) : statSync(path).size), 0)
}

const bytes = size(ROOT)
console.log(`main package: ${(bytes / 1024).toFixed(0)} kB of ${LIMIT / 1024} kB`)
process.exitCode = bytes > LIMIT ? 1 : 0
