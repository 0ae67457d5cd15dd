import type { Material } from '@/api/types'

export interface MaterialGroup {
  /** Heading of the group; empty for what everybody brings. */
  label: string
  items: Material[]
}

/** Needed first, then each "any of these" group, then what only some people bring. Order inside stays. */
export function groupMaterials(materials: Material[]): MaterialGroup[] {
  const groups = new Map<string, Material[]>()
  const put = (label: string, material: Material) => groups.set(label, [...(groups.get(label) ?? []), material])
  for (const material of materials.filter((one) => one.necessity === '必要' && !one.any_of)) put('', material)
  for (const material of materials.filter((one) => one.any_of)) put(`${material.any_of}:带任意一种`, material)
  for (const material of materials.filter((one) => one.necessity !== '必要' && !one.any_of)) {
    put(material.necessity === '容缺' ? '可以后补' : '有这种情况才带', material)
  }
  return [...groups].map(([label, items]) => ({ label, items }))
}

/** The facts of a material in one line: `原件 1 份 · 未满16周岁时 · 派出所出具`. */
export function materialHint(material: Material): string {
  const issuer = material.issuer ? `${material.issuer}出具` : null
  return [material.form_text, material.condition, issuer, material.note].filter(Boolean).join(' · ')
}
