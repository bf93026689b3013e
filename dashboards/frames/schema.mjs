// Holds dashboards against Grafana's published schema: `node schema.mjs FILE...`. Prints a line for each fault; exit code 1 if there is any.
//
// The schema is that of the package @grafana/schema, whose TypeScript types become JSON schemas here. Unknown fields are faults: a misspelt
// option is what nobody sees otherwise.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

/** Visualizations and the types of their options and of their fields' own settings. */
const VISUALIZATIONS = {
  'state-timeline': ['stateTimelineOptions', 'stateTimelineFields'],
  stat: ['statOptions', null],
  table: ['tableOptions', 'tableFields'],
  timeseries: ['timeSeriesOptions', 'timeSeriesFields'],
  xychart: ['xyChartOptions', 'xyChartFields'],
};

const generator = createGenerator({ path: 'types.ts', tsconfig: 'tsconfig.json', expose: 'all', skipTypeCheck: true });
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false });
const faults = [];

/** The JSON schema of a type, changed where the published one is narrower than what Grafana reads. */
function schemaOf(type) {
  const schema = generator.createSchema(type);
  const { AnnotationQuery, MatcherConfig } = schema.definitions;
  if (MatcherConfig) {
    // Any value in the source, which the generated types give as an object.
    MatcherConfig.properties.options = {};
  }
  if (AnnotationQuery) {
    // Fields that Grafana's Prometheus data source reads stand beside the schema's.
    Object.assign(AnnotationQuery.properties, { titleFormat: {}, textFormat: {}, tagKeys: {}, useValueForTime: {}, target: {} });
  }
  return schema;
}

/** The same with no field required: what a panel leaves out, Grafana fills in. */
function partial(schema) {
  let root = schema;
  while (root.$ref) {
    root = schema.definitions[decodeURIComponent(root.$ref.split('/').pop())];
  }
  delete root.required;
  return schema;
}

const validators = new Map();

function check(type, value, where, prepare = (schema) => schema) {
  const key = `${type} ${prepare.name}`;
  if (!validators.has(key)) {
    validators.set(key, ajv.compile(prepare(schemaOf(type))));
  }
  const validate = validators.get(key);
  if (!validate(value)) {
    for (const error of validate.errors) {
      const what = error.params.additionalProperty ?? error.params.allowedValues ?? '';
      faults.push(`${where}${error.instancePath}: ${error.message} ${what}`);
    }
  }
}

function checkPanel(panel, where) {
  if (panel.type === 'row') {
    panel.panels.forEach((inner) => checkPanel(inner, where));
    return;
  }
  const at = `${where} panel '${panel.title}'`;
  const types = VISUALIZATIONS[panel.type];
  if (!types) {
    faults.push(`${at}: visualization '${panel.type}' is not one of ${Object.keys(VISUALIZATIONS)}`);
    return;
  }
  const [options, fields] = types;
  check(options, panel.options, `${at} options`);
  const custom = panel.fieldConfig.defaults.custom;
  if (fields) {
    check(fields, custom, `${at} custom`, partial);
  } else if (Object.keys(custom).length > 0) {
    faults.push(`${at}: a ${panel.type} has no settings of its fields, got ${JSON.stringify(custom)}`);
  }
  for (const override of panel.fieldConfig.overrides) {
    for (const { id, value } of override.properties) {
      const own = id.startsWith('custom.');
      const property = { [own ? id.slice('custom.'.length) : id]: value };
      check(own ? fields : 'fieldConfig', property, `${at} override ${id}`, partial);
    }
  }
}

for (const file of process.argv.slice(2)) {
  const dashboard = JSON.parse(readFileSync(file, 'utf8'));
  check('dashboardRoot', dashboard, file);
  dashboard.panels.forEach((panel) => checkPanel(panel, file));
}
faults.forEach((fault) => console.log(fault));
process.exitCode = faults.length > 0 ? 1 : 0;
