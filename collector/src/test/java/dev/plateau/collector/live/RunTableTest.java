package dev.plateau.collector.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.run.Cause;
import dev.plateau.collector.run.LedgerView;
import dev.plateau.collector.run.LossSource;
import dev.plateau.collector.run.MetricView;
import dev.plateau.collector.run.RunPhase;
import dev.plateau.collector.run.RunView;
import dev.plateau.collector.run.Stabilization;
import dev.plateau.collector.run.Totals;
import dev.plateau.protocol.Metrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTableTest {
  private static RunView view(
      String run, long step, double loss, RunPhase phase, List<Stabilization> stabilizations) {
    return view(
        run,
        step,
        loss,
        phase,
        stabilizations,
        List.of(
            new MetricView(Metrics.featureSparsity("1"), 0.42, step),
            new MetricView(Metrics.LOSS, loss, step),
            new MetricView(Metrics.NTK_RANK, 17, step)));
  }

  private static RunView view(
      String run,
      long step,
      double loss,
      RunPhase phase,
      List<Stabilization> stabilizations,
      List<MetricView> metrics) {
    return new RunView(
        run,
        "exp",
        "",
        Map.of(),
        Map.of(),
        1000,
        1,
        phase,
        "",
        step,
        new RunView.Progress(loss, loss, loss, 0.01, 0.02, -1, 0),
        metrics,
        stabilizations,
        new LedgerView(Totals.NONE, 0, 0, 0),
        List.of(),
        0,
        0,
        0,
        phase.isEnd() ? 5 : 0);
  }

  @Test
  void table_showsStepLossCurvePhaseAndWhatIsHidden() {
    RunTable table = new RunTable(true);
    table.render(List.of(view("a-run", 9, 10, RunPhase.DESCENDING, List.of())), 200);
    List<String> lines =
        table.render(List.of(view("a-run", 10, 0.1, RunPhase.STABILIZED, List.of())), 200);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .startsWith("a-run")
        .contains("10/999", "0.100", "█▁", "stabilized", "rank 17", "sparsity 1 0.42");
  }

  @Test
  void table_isNeverWiderThanTheTerminal() {
    RunView longName = view("r".repeat(128), 10, 0.1, RunPhase.STABILIZED, List.of());
    for (int columns : new int[] {40, 80, 100, 200}) {
      assertThat(new RunTable(true).render(List.of(longName), columns))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void news_tellsThatASupportIsSeparatedOnce() {
    StabilizationNews news = new StabilizationNews();
    assertThat(news.read(List.of(separated(Double.NaN, 100)))).isEmpty();
    assertThat(news.read(List.of(separated(4210, 4300))))
        .containsExactly("a: support separated at step 4210 (seen at step 4300)");
    assertThat(news.read(List.of(separated(4210, 5000)))).isEmpty();
  }

  private static RunView separated(double value, long step) {
    List<MetricView> metrics = List.of(new MetricView(Metrics.SUPPORT_SEPARATED_STEP, value, step));
    return view("a", step, 0.1, RunPhase.DESCENDING, List.of(), metrics);
  }

  @Test
  void news_tellsEachBeginningAndEndOnce() {
    StabilizationNews news = new StabilizationNews();
    Stabilization began = new Stabilization(LossSource.LOSS, 1, 100, 200, -1, null);
    Stabilization ended =
        new Stabilization(
            LossSource.LOSS,
            1,
            100,
            200,
            -1,
            new Stabilization.End(500, 0, 520, 0, -1.5, Cause.LEARNING_RATE));
    RunView first = view("a", 200, 0.1, RunPhase.STABILIZED, List.of(began));
    assertThat(news.read(List.of(first)))
        .containsExactly("a: loss stabilized at 0.100 from step 100 (seen at step 200)");
    assertThat(news.read(List.of(first))).isEmpty();
    assertThat(news.read(List.of(view("a", 520, 0.01, RunPhase.FITTING, List.of(ended)))))
        .containsExactly(
            "a: stabilization of loss at 0.100 ended at step 500, cause learning_rate (seen at"
                + " step 520)");
    assertThat(news.read(List.of(view("a", 999, 0.01, RunPhase.COMPLETED, List.of(ended)))))
        .containsExactly("a: completed at step 999");
  }
}
