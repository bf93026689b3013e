package dev.plateau.collector.expose;

import dev.plateau.collector.run.Cause;
import dev.plateau.collector.run.LossSource;
import dev.plateau.collector.run.RunLife;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunViews;
import dev.plateau.collector.run.Stabilization;
import dev.plateau.collector.run.Totals;
import dev.plateau.protocol.MetricName;
import java.util.Map;

/** A table of two runs in which every family of the catalogue has a series. */
final class FullSample {
  private FullSample() {}

  /** A collector that shows the table, and what became of notifications. */
  static RunCollector collector() {
    RunCollector collector = new RunCollector(views(), InfoLabels.DEFAULT, Scrape.CLOCK);
    collector.bind(() -> new NotificationTotals(7, 1, 2, 3));
    return collector;
  }

  static RunViews views() {
    RunViews views = new RunViews(RunLife.DEFAULT);
    SampleRun full =
        new SampleRun("support-linear", "support-linear-20260101T000000Z-abc123")
            .describedBy(
                "decayed \"lr\"",
                Map.of("seed", "1", "optimizer", "sgd", "eta", "0.1"),
                Map.of("replay_of", "first"))
            .at(12_000, 20_000)
            .in(RunPhase.FITTING)
            .progress(0.031, 0.012, 0.25, 0.0025, 1.5)
            .rateFell(9_999, SampleRun.START_MICROS + 499_997)
            .totals(new Totals(120, 1, 0, 0, 12_000, 1))
            .stabilized(
                new Stabilization(
                    LossSource.LOSS,
                    1,
                    4_000,
                    4_640,
                    -1.5,
                    new Stabilization.End(
                        10_000,
                        SampleRun.START_MICROS + 500_000,
                        10_240,
                        SampleRun.START_MICROS + 600_000,
                        -0.7,
                        Cause.LEARNING_RATE)))
            .stabilized(new Stabilization(LossSource.FULL_LOSS, 2, 11_000, 11_640, -2.25, null))
            .metric("feature_sparsity/out", 0.5)
            .metric("gradient_norm/損失", 1e-300)
            .metric("accuracy", Double.NaN);
    double value = 1;
    for (MetricName name : Catalogue.byMetric().keySet()) {
      full.metric(name.toString(), value++);
    }
    value = 0.25;
    for (String layered : Catalogue.byLayeredMetric().keySet()) {
      full.metric(layered + "/1", value++);
    }
    for (int k = 1; k <= 65; k++) {
      full.metric("singular_value/0." + k, k);
    }
    views.put(0, full.view());
    views.put(1, new SampleRun("line\nbreak\\", "r2").metric("loss", 1 / 0.0).view());
    views.setTotals(0, new Totals(120, 1, 2, 3, 12_000, 1));
    views.setWatermark(0, SampleRun.START_MICROS + 1_000_000);
    views.setWatermark(1, SampleRun.START_MICROS + 2_000_000);
    return views;
  }
}
