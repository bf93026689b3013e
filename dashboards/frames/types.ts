// The types of Grafana's published schema that a dashboard of ours is made of, each under a name of its own.
import type * as dashboard from '@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen';
import type * as stateTimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type * as xyChart from '@grafana/schema/dist/esm/raw/composable/xychart/panelcfg/x/XYChartPanelCfg_types.gen';

export type dashboardRoot = dashboard.Dashboard;
export type fieldConfig = dashboard.FieldConfig;
export type stateTimelineOptions = stateTimeline.Options;
export type stateTimelineFields = stateTimeline.FieldConfig;
export type statOptions = stat.Options;
export type tableOptions = table.Options;
export type tableFields = table.FieldConfig;
export type timeSeriesOptions = timeSeries.Options;
export type timeSeriesFields = timeSeries.FieldConfig;
export type xyChartOptions = xyChart.Options;
export type xyChartFields = xyChart.FieldConfig;
