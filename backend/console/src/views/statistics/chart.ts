// ECharts, loaded when a chart is first shown: only the parts that are used.
import type { ECharts, EChartsCoreOption } from 'echarts/core'

export type Option = EChartsCoreOption

export async function draw(element: HTMLElement): Promise<ECharts> {
  const [core, charts, components, renderers] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  core.use([
    charts.BarChart,
    charts.LineChart,
    charts.HeatmapChart,
    components.GridComponent,
    components.TooltipComponent,
    components.LegendComponent,
    components.VisualMapComponent,
    renderers.SVGRenderer,
  ])
  return core.init(element, null, { renderer: 'svg' })
}
