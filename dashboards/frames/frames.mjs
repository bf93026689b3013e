// Turns Prometheus's answers into the frames that panels draw, by Grafana's own transformers. Reads a JSON object from standard input, as
//   {"panels": [{"name": "…", "panel": {…}, "answers": [{"refId": "A", "data": {"resultType": "matrix", "result": […]}}, …]}, …]}
// and writes one with, by panel name, the frames and which overrides match none of their fields. What Grafana does before (the Prometheus
// data source) and the two transformers that it does not publish are written here after its documentation; the rest is @grafana/data. To be bundled
// first: some of what that brings is CommonJS and some is not, which Node before 20.19 does not load together.
import { text } from 'node:stream/consumers';
import * as grafana from '@grafana/data';
import { lastValueFrom, map } from 'rxjs';

const { FieldType, fieldMatchers, getDisplayProcessor, getFieldDisplayName, standardTransformers, standardTransformersRegistry } = grafana;

// It asks for the browser's window and language.
globalThis.window = globalThis;
globalThis.navigator ??= { language: 'en-US', languages: ['en-US'] };

/** One value of Prometheus's JSON, which has "NaN", "+Inf" and "-Inf" as texts. */
function number(value) {
  return value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number.parseFloat(value);
}

/** The name of a series: its legend with labels in place of {{label}}; none if the legend is automatic and there are labels. */
function legend(target, labels) {
  if (target.legendFormat === '__auto') {
    return Object.keys(labels).length > 0 ? undefined : target.expr;
  }
  return target.legendFormat.replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label) => labels[label] ?? '');
}

/** A frame for each series; one without fields where there is no series, as Grafana's backend answers. */
function seriesFrames(target, data) {
  const frames = data.result.map(({ metric, value, values }) => {
    const points = values ?? [value];
    const { __name__, ...labels } = metric;
    const name = legend(target, labels);
    return {
      refId: target.refId,
      name,
      length: points.length,
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: points.map(([time]) => time * 1000) },
        {
          name: 'Value',
          type: FieldType.number,
          config: name === undefined ? {} : { displayNameFromDS: name },
          labels,
          values: points.map(([, v]) => number(v)),
        },
      ],
    };
  });
  return frames.length > 0 ? frames : [{ refId: target.refId, length: 0, fields: [] }];
}

/** All series of a question as one table: time, a column for each label, the value. */
function tableFrame(refId, frames, several) {
  const labels = [...new Set(frames.flatMap((frame) => Object.keys(frame.fields[1]?.labels ?? {})))];
  const rows = frames.flatMap((frame) =>
    (frame.fields[0]?.values ?? []).map((time, i) => ({
      time,
      labels: labels.map((label) => frame.fields[1].labels[label] ?? ''),
      value: frame.fields[1].values[i],
    })),
  );
  rows.sort((a, b) => a.time - b.time);
  return {
    refId,
    length: rows.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: rows.map((row) => row.time) },
      ...labels.map((label, i) => ({ name: label, type: FieldType.string, config: {}, values: rows.map((row) => row.labels[i]) })),
      { name: several ? `Value #${refId}` : 'Value', type: FieldType.number, config: {}, values: rows.map((row) => row.value) },
    ],
  };
}

/** What the Prometheus data source hands to a panel. */
function dataSourceFrames(panel, answers) {
  const answered = panel.targets.map((target) => ({ target, data: answers.find((answer) => answer.refId === target.refId).data }));
  const tables = answered.filter(({ target }) => target.format === 'table');
  return [
    ...answered.filter(({ target }) => target.format !== 'table').flatMap(({ target, data }) => seriesFrames(target, data)),
    ...tables.map(({ target, data }) => tableFrame(target.refId, seriesFrames(target, data), tables.length > 1)),
  ];
}

/**
 * Grafana's "Partition by values": one frame becomes one for each value of the fields named. Fields that were renamed before keep the name that
 * they had in the answer, and get a name for people that tells the frames apart.
 */
const partitionByValues = {
  id: 'partitionByValues',
  defaultOptions: {},
  operator: (options) => (source) =>
    source.pipe(
      map((frames) => {
        const [frame] = frames;
        const shownName = (field) => getFieldDisplayName(field, frame, frames);
        const keys = frame.fields.filter((field) => options.fields.includes(shownName(field)));
        const rowsByKey = new Map();
        for (let row = 0; row < frame.length; row++) {
          const key = JSON.stringify(keys.map((field) => field.values[row]));
          rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), row]);
        }
        const parts = [...rowsByKey.values()].map((rows) => ({
          refId: frame.refId,
          length: rows.length,
          fields: frame.fields
            .filter((field) => options.keepFields || !keys.includes(field))
            .map((field) => ({
              name: shownName(field),
              type: field.type,
              config: { ...field.config, displayName: undefined },
              labels: Object.fromEntries(keys.map((key) => [shownName(key), String(key.values[rows[0]])])),
              values: rows.map((row) => field.values[row]),
            })),
        }));
        const answered = new Map(frame.fields.map((field) => [shownName(field), field.name]));
        const names = parts.map((part) => part.fields.map((field) => getFieldDisplayName(field, part, parts)));
        parts.forEach((part, i) =>
          part.fields.forEach((field, j) => {
            field.name = answered.get(field.name);
            field.config.displayName = names[i][j];
          }),
        );
        return parts;
      }),
    ),
};

/** Grafana's "Time series to table": a row for each series, the series itself in a column "Trend". Frames without fields stay. */
const timeSeriesTable = {
  id: 'timeSeriesTable',
  defaultOptions: {},
  operator: () => (source) =>
    source.pipe(
      map((frames) => {
        const series = frames.filter(grafana.isTimeSeriesFrame);
        if (series.length === 0) {
          return frames;
        }
        const labels = Object.keys(series[0].fields[1].labels);
        return [
          {
            refId: series[0].refId,
            length: series.length,
            fields: [
              ...labels.map((label) => ({
                name: label,
                type: FieldType.string,
                config: {},
                values: series.map((frame) => frame.fields[1].labels[label]),
              })),
              { name: `Trend #${series[0].refId}`, type: FieldType.frame, config: {}, values: series },
            ],
          },
        ];
      }),
    ),
};

/** Grafana's and these two, by id; some of Grafana's are there under two names. */
const transformers = new Map(
  [...Object.values(standardTransformers), partitionByValues, timeSeriesTable].map((transformer) => [transformer.id, transformer]),
);
standardTransformersRegistry.setInit(() =>
  [...transformers].map(([id, transformer]) => ({ id, name: id, transformation: async () => transformer })),
);

/** A panel's transformations; one that nobody knows would be passed over without a word. */
function transformationsOf(panel) {
  const transformations = panel.transformations ?? [];
  const unknown = transformations.find(({ id }) => !transformers.has(id));
  if (unknown) {
    throw new Error(`panel '${panel.title}' has the transformation '${unknown.id}', which is neither in @grafana/data nor here`);
  }
  return transformations;
}

/** Sets what an override says of a field, and returns whether it is of this field. */
function override(field, frame, frames, { matcher, properties }) {
  const matches = fieldMatchers.get(matcher.id).get(matcher.options)(field, frame, frames);
  if (matches) {
    properties
      .filter(({ id }) => !id.startsWith('custom.'))
      .forEach(({ id, value }) => {
        field.config = { ...field.config, [id]: value };
      });
  }
  return matches;
}

/** A link of a row, with ${__data.fields.X} in place as Grafana fills it: the text that the cell would show. */
function href(link, frame, row) {
  const proxy = grafana.getFieldDisplayValuesProxy({ frame, rowIndex: row });
  return link.url.replace(/\$\{__data\.fields\.([^}:]+)(?::percentencode)?\}/g, (_, name) => String(proxy[name]));
}

function shown(field, frame, frames) {
  const theme = grafana.createTheme();
  const display = getDisplayProcessor({ field, theme });
  return {
    name: getFieldDisplayName(field, frame, frames),
    type: field.type,
    labels: field.labels ?? {},
    values: field.type === FieldType.frame ? field.values.map((trend) => trend?.length ?? null) : field.values.map(plain),
    texts: field.type === FieldType.frame ? [] : field.values.slice(0, 50).map((value) => grafana.formattedValueToString(display(value))),
    links: (field.config.links ?? []).map((link) => field.values.slice(0, 50).map((_, row) => href(link, frame, row))),
  };
}

/** JSON has no NaN and no infinities. */
function plain(value) {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : (value ?? null);
}

/** The name of the field that an xychart takes as its x-axis; none in other panels. */
function xOf(panel, frame, frames) {
  const matcher = panel.type === 'xychart' ? panel.options.series[0].x.matcher : undefined;
  const x = matcher && frame.fields.find((field) => fieldMatchers.get(matcher.id).get(matcher.options)(field, frame, frames));
  return x ? getFieldDisplayName(x, frame, frames) : null;
}

async function draw({ panel, answers }) {
  const before = dataSourceFrames(panel, answers);
  const frames = await lastValueFrom(grafana.transformDataFrame(transformationsOf(panel), before));
  const { defaults, overrides } = panel.fieldConfig;
  const idle = new Set(overrides);
  for (const frame of frames) {
    for (const field of frame.fields) {
      const { custom, ...config } = defaults;
      field.config = { ...config, ...field.config };
      overrides.filter((one) => override(field, frame, frames, one)).forEach((one) => idle.delete(one));
      field.display = getDisplayProcessor({ field, theme: grafana.createTheme() });
    }
  }
  return {
    frames: frames.map((frame) => ({
      refId: frame.refId ?? '',
      length: frame.length,
      x: xOf(panel, frame, frames),
      fields: frame.fields.map((field) => shown(field, frame, frames)),
    })),
    idleOverrides: [...idle].map(({ matcher }) => String(matcher.options)),
  };
}

async function main() {
  const { panels } = JSON.parse(await text(process.stdin));
  const drawn = {};
  for (const one of panels) {
    drawn[one.name] = await draw(one);
  }
  process.stdout.write(JSON.stringify(drawn));
}

main();
