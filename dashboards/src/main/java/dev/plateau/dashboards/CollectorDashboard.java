package dev.plateau.dashboards;

import static dev.plateau.dashboards.Query.curves;
import static dev.plateau.dashboards.Query.latest;

import java.util.List;

/** The collectors themselves: whether they keep up, what they refused, what they cost. */
final class CollectorDashboard {
  static final String UID = "plateau-collector";

  /** What the picker has chosen. */
  private static final String CHOSEN = "{instance=~\"$instance\"}";

  private CollectorDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        UID,
        "Plateau: collector",
        "The collectors: ledger, lag, throughput, commits, cost.",
        "now-1h",
        List.of(
            Variable.many("instance", "Collector", "label_values(plateau_steps_total, instance)")),
        List.of(),
        List.of(
            Row.of("Now", 4)
                .add(4, up())
                .add(5, lagNow())
                .add(5, stepsNow())
                .add(5, runsNow())
                .add(5, refusedNow()),
            Row.of("Ledger", 8).add(8, records()).add(8, refused()).add(8, conflicts()),
            Row.of("Keeping up", 8).add(8, lag()).add(8, throughput()).add(8, commits()),
            Row.of("Cost", 8).add(8, efficiency()).add(8, scrapes()).add(8, series()),
            Row.of("JVM", 8).add(8, cpu()).add(8, memory()).add(8, pauses())));
  }

  private static Panel up() {
    return Panels.value("Collectors", "Collectors that answer, of those configured.", "none")
        .option("graphMode", "none")
        .all("noValue", "none")
        .ask(
            latest("sum(up{job=\"plateau\"})", "answer"),
            latest("count(up{job=\"plateau\"})", "configured"));
  }

  private static Panel lagNow() {
    return Panels.value("Lag now", "How far the slowest partition lies behind.", "s")
        .ask(curves("max(plateau_collector_lag_seconds" + CHOSEN + ")", "lag"));
  }

  private static Panel stepsNow() {
    return Panels.value("Steps a second", "Steps folded a second, by all collectors.", "none")
        .all("decimals", 0)
        .ask(curves(rate("plateau_steps_total", ""), "steps"));
  }

  private static Panel runsNow() {
    return Panels.value("Runs now", "Runs in the run table; ended ones stay for a day.", "none")
        .ask(curves("sum(plateau_runs" + CHOSEN + ")", "runs"));
  }

  private static Panel refusedNow() {
    return Panels.value(
            "Unreadable", "Records that could not be read within the shown range.", "none")
        .all("decimals", 0)
        .option("graphMode", "none")
        .ask(
            latest(
                "sum(increase(plateau_records_total{instance=~\"$instance\",outcome=\"malformed\"}"
                    + "[$__range]))",
                "records"));
  }

  private static Panel records() {
    return Panels.curves(
            "Records",
            "Records received a second, each once: applied, duplicate, superseded or malformed.",
            "none")
        .custom("fillOpacity", 40)
        .custom("lineWidth", 0)
        .custom("stacking", Json.object("mode", "normal", "group", "A"))
        .all("min", 0)
        .ask(curves(rate("plateau_records_total", "by (outcome) "), "{{outcome}}"))
        .override(
            FieldOverride.named("applied").color("green"),
            FieldOverride.named("duplicate").color("blue"),
            FieldOverride.named("superseded").color("orange"),
            FieldOverride.named("malformed").color("red"));
  }

  private static Panel refused() {
    return Panels.curves(
            "Not applied",
            "Records that were received and not applied, since the collector's state began. The"
                + " malformed ones are in the topic plateau.dead-letter.",
            "none")
        .all("min", 0)
        .all("decimals", 0)
        .ask(
            curves(
                "sum by (outcome) (plateau_records_total{instance=~\"$instance\","
                    + "outcome!=\"applied\"})",
                "{{outcome}}"))
        .override(
            FieldOverride.named("duplicate").color("blue"),
            FieldOverride.named("superseded").color("orange"),
            FieldOverride.named("malformed").color("red"));
  }

  private static Panel conflicts() {
    return Panels.curves(
            "Runs with something amiss",
            "Records of two trainers under one run id, and runs with records missing or steps"
                + " dropped.",
            "none")
        .all("min", 0)
        .all("decimals", 0)
        .ask(
            curves("sum(plateau_conflicts_total" + CHOSEN + ")", "conflicting records"),
            curves("count(plateau_run_missing_records > 0) or vector(0)", "runs, records missing"),
            curves("count(plateau_run_dropped_steps > 0) or vector(0)", "runs, steps dropped"));
  }

  private static Panel lag() {
    return Panels.curves(
            "Lag",
            "How far the series of the slowest partition lie behind what was said. A commit and a"
                + " scrape take about two seconds.",
            "s")
        .all("min", 0)
        .ask(
            curves(
                "max by (instance) (plateau_collector_lag_seconds" + CHOSEN + ")", "{{instance}}"));
  }

  private static Panel throughput() {
    return Panels.curves("Throughput", "Steps folded a second.", "none")
        .all("min", 0)
        .ask(curves(rate("plateau_steps_total", "by (instance) "), "{{instance}}"));
  }

  private static Panel commits() {
    return Panels.curves(
            "Commits",
            "How long a stream thread takes to commit state, events and offsets together, in the"
                + " mean and at most.",
            "ms")
        .all("min", 0)
        .ask(
            curves(
                "max by (instance) (kafka_stream_thread_commit_latency_avg" + CHOSEN + ")",
                "mean {{instance}}"),
            curves(
                "max by (instance) (kafka_stream_thread_commit_latency_max" + CHOSEN + ")",
                "largest {{instance}}"));
  }

  private static Panel efficiency() {
    return Panels.curves(
            "Steps a CPU-second",
            "Steps folded for each second of the process's CPU time, scrapes included.",
            "none")
        .all("min", 0)
        .all("decimals", 0)
        .ask(
            curves(
                rate("plateau_steps_total", "by (instance) ")
                    + " / (1e-9 * "
                    + rate("process_cpu_time_ns_total", "by (instance) ")
                    + ")",
                "{{instance}}"));
  }

  private static Panel scrapes() {
    return Panels.curves("Scrape", "How long Prometheus's scrapes of /metrics take.", "s")
        .all("min", 0)
        .ask(
            curves(
                "scrape_duration_seconds{job=\"plateau\",instance=~\"$instance\"}",
                "{{instance}}"));
  }

  private static Panel series() {
    return Panels.curves("Series", "Series that a scrape brings, the collector's own too.", "none")
        .all("min", 0)
        .all("decimals", 0)
        .ask(
            curves(
                "scrape_samples_scraped{job=\"plateau\",instance=~\"$instance\"}", "{{instance}}"));
  }

  private static Panel cpu() {
    return Panels.curves("CPU", "Processors that the process uses.", "none")
        .all("min", 0)
        .ask(
            curves(
                "1e-9 * " + rate("process_cpu_time_ns_total", "by (instance) "), "{{instance}}"));
  }

  private static Panel memory() {
    return Panels.curves("Heap", "Heap in use, and its bound.", "bytes")
        .all("min", 0)
        .ask(
            curves(
                "sum by (instance) (jvm_memory_used_bytes{instance=~\"$instance\",area=\"heap\"})",
                "used {{instance}}"),
            curves(
                "sum by (instance) (jvm_memory_committed_bytes{instance=~\"$instance\","
                    + "area=\"heap\"})",
                "committed {{instance}}"));
  }

  private static Panel pauses() {
    return Panels.curves(
            "Garbage collection", "Share of the time that the JVM stands still.", "percentunit")
        .all("min", 0)
        .ask(curves(rate("jvm_gc_pause_seconds_sum", "by (instance) "), "{{instance}}"));
  }

  private static String rate(String counter, String by) {
    return "sum " + by + "(rate(" + counter + CHOSEN + "[$__rate_interval]))";
  }
}
