import type { AuditResult } from '../result.ts';
import { say } from './words.ts';

/** A chart as SVG, and what it says for those who do not see it. */
export type Chart = { readonly id: string; readonly title: string; readonly summary: string; readonly svg: string };

type Bars = {
  readonly id: string;
  readonly title: string;
  /** From top to bottom. */
  readonly names: readonly string[];
  /** Stacked on each other, in the colors of the page. */
  readonly parts: readonly { readonly name: string; readonly color: string; readonly values: readonly number[] }[];
};

const WIDTH = 720;
const MOST_BARS = 12;
/** Without a browser the width of a text is only estimated, so that there is room to spare. */
const NAMES_WIDTH = 150;

/** The charts of a report; those without anything to show are left out. */
export async function charts(result: AuditResult): Promise<Chart[]> {
  const wanted = [licenses(result), certainties(result), applications(result)].filter(({ names }) => names.length > 0);
  if (wanted.length === 0) return [];
  const [core, { BarChart }, { GridComponent, LegendComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  core.use([BarChart, GridComponent, LegendComponent, SVGRenderer]);
  return wanted.map((bars) => {
    const height = 60 + bars.names.length * 34;
    const chart = core.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
    chart.setOption(option(bars));
    const svg = unnumbered(chart.renderToSVGString());
    chart.dispose();
    return { id: bars.id, title: bars.title, summary: summaryOf(bars), svg };
  });
}

function licenses({ licenses: all }: AuditResult): Bars {
  const shown = all.filter(({ freed }) => freed > 0).slice(0, MOST_BARS);
  const part = (name: string, color: string, value: (license: (typeof shown)[number]) => number): Bars['parts'][0] => ({
    name: say(`chart.licenses.${name}`),
    color: `var(--${color})`,
    values: shown.map((license) => Math.max(0, value(license))),
  });
  return {
    id: 'licenses',
    title: say('chart.licenses'),
    names: shown.map(({ name }) => name),
    parts: [
      part('machines', 'machine', ({ freed }) => freed),
      part('people', 'person', ({ used, freed }) => used - freed),
      part('free', 'free', ({ free }) => free),
    ],
  };
}

function certainties({ counts: { machines, shared, unclear } }: AuditResult): Bars {
  const all = [
    ['certain', machines.certain, 'machine'],
    ['likely', machines.likely, 'machine'],
    ['possible', machines.possible, 'machine'],
    ['shared', shared, 'shared'],
    ['unclear', unclear, 'free'],
  ] as const;
  const shown = all.filter(([, value]) => value > 0);
  return {
    id: 'certainty',
    title: say('chart.certainty'),
    names: shown.map(([name]) => say(`chart.certainty.${name}`)),
    parts: [...new Set(shown.map(([, , color]) => color))].map((color) => ({
      name: say(`chart.certainty.part.${color}`),
      color: `var(--${color})`,
      values: shown.map(([, value, own]) => (own === color ? value : 0)),
    })),
  };
}

function applications({ applications: all }: AuditResult): Bars {
  const shown = all
    .filter(({ forPeople, logins }) => !forPeople && logins > 0)
    .sort((a, b) => b.logins - a.logins)
    .slice(0, MOST_BARS);
  return {
    id: 'applications',
    title: say('chart.applications'),
    names: shown.map(({ name }) => name),
    parts: [
      { name: say('chart.applications.logins'), color: 'var(--machine)', values: shown.map(({ logins }) => logins) },
    ],
  };
}

function summaryOf({ title, names, parts }: Bars): string {
  const each = names.map((name, at) => {
    const values = parts.filter((part) => (part.values[at] ?? 0) > 0);
    return `${name}: ${values.map((part) => `${part.name} ${String(part.values[at])}`).join(', ')}`;
  });
  return `${title}. ${each.join('; ')}.`;
}

/** Without the styles for a pointer, whose names are counted on from chart to chart: the same result gives the same report. */
function unnumbered(svg: string): string {
  return svg.replace(/<style[^]*?<\/style>/, '').replaceAll(/ class="zr\d+-cls-\d+"/g, '');
}

/** Colors are those of the page, so that a chart follows it into the dark and onto paper. */
function option({ names, parts }: Bars): Record<string, unknown> {
  const text = { color: 'var(--text)', fontSize: 13 };
  return {
    animation: false,
    legend: { bottom: 0, itemGap: 44, textStyle: text, itemStyle: { borderWidth: 0 }, selectedMode: false },
    grid: { left: 210, right: 48, top: 4, bottom: 52 },
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { ...text, hideOverlap: true },
      splitLine: { lineStyle: { color: 'var(--line)' } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names,
      axisLabel: { ...text, width: NAMES_WIDTH, overflow: 'truncate' },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: 'var(--line)' } },
    },
    series: parts.map(({ name, color, values }, at) => ({
      ...{ type: 'bar', stack: 'one', name, data: values, silent: true, barMaxWidth: 22, itemStyle: { color } },
      // The sum of each bar stands at its end.
      ...(at === parts.length - 1
        ? {
            label: {
              ...{ show: true, position: 'right', ...text },
              formatter: ({ dataIndex }: { dataIndex: number }) =>
                parts.reduce((sum, part) => sum + (part.values[dataIndex] ?? 0), 0).toLocaleString('en-US'),
            },
          }
        : {}),
    })),
  };
}
