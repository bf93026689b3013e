package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.look.CurveReader;
import dev.plateau.collector.look.CurveReading;
import dev.plateau.collector.look.MetricCurve;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunStarted;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** What {@code plateau show} prints of runs that are awkward to print. */
class ShownRunTest {
  private static final int COLUMNS = 80;
  private static final MetricName LOSS = MetricName.of("loss");

  private final MemoryRuns log = new MemoryRuns();
  private final Trainer trainer = new Trainer("r", 1);

  private String shown() throws Exception {
    RunEntry entry = log.find("r");
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RunText run = new RunText(entry, out, COLUMNS);
    HistoryText history = new HistoryText(entry, log.events(entry), out, COLUMNS);
    run.printHead();
    history.printStabilizations();
    history.printEvents();
    run.printAttempts();
    run.printMetrics();
    run.printLedger();
    assertThat(text.toString().lines()).allMatch(line -> line.length() <= COLUMNS);
    return text.toString();
  }

  private List<String> curve(long steps, LongFunction<Double> loss) throws Exception {
    for (long from = 0; from < steps; from += 1000) {
      log.add(
          trainer.steps(
              from, Math.min(steps, from + 1000), step -> Map.of("loss", loss.apply(step))));
    }
    return lines(new CurveReader(Long.MAX_VALUE, share -> {}).read(log, log.find("r"), LOSS));
  }

  private static List<String> lines(CurveReading reading) {
    List<String> lines = new CurveText(true, COLUMNS).lines(reading);
    assertThat(lines).allMatch(line -> line.length() <= COLUMNS);
    return lines;
  }

  /** The characters of a curve's line, without its label and what it spans. */
  private static String drawn(String line) {
    String cells = line.substring(7);
    int end = cells.indexOf("  ");
    return end < 0 ? cells : cells.substring(0, end);
  }

  @Test
  void spikeAndDip_ofOneStep_areSeenInTheLinesOfMostAndLeast_andNotInTheMean() throws Exception {
    List<String> lines =
        curve(48_000, step -> step == 24_500 ? 1e6 : step == 10_500 ? 1e-6 : 1.0 + step % 2);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo("loss, step 0 to 47999, about 1000 steps a cell, logarithmic");
    assertThat(drawn(lines.get(1))).hasSize(48).containsOnlyOnce("█").matches("▁{24}█▁{23}");
    assertThat(drawn(lines.get(3))).matches("█{10}▁█{37}");
    assertThat(lines.get(1)).endsWith("2.00 to 1.00e+06");
    assertThat(lines.get(3)).endsWith("1.00e-06 to 1.00");
  }

  @Test
  void values_thatAreNotFinite_areAnX_andCounted() throws Exception {
    List<String> lines = curve(4800, step -> step == 50 ? Double.NaN : 1.0 / (1 + step));
    assertThat(drawn(lines.get(1))).startsWith("x").doesNotContain(" ");
    assertThat(drawn(lines.get(1)).substring(1)).doesNotContain("x");
    assertThat(lines).last().asString().contains("infinite or NaN, 1 values in all");
  }

  @Test
  void oneStep_isOneCell() throws Exception {
    assertThat(curve(1, step -> 0.5))
        .containsExactly("loss, step 0 to 0, logarithmic", "       ▁  0.500");
  }

  @Test
  void shortRun_hasOneLineWithACellAStep() throws Exception {
    List<String> lines = curve(8, step -> Math.pow(10, (double) step));
    assertThat(lines).hasSize(2);
    assertThat(drawn(lines.get(1))).isEqualTo("▁▂▃▄▅▆▇█");
  }

  @Test
  void stretchWithoutValues_isBlank_andASampledCurveSaysSo() {
    MetricCurve curve = new MetricCurve();
    for (long step = 0; step < 100; step++) {
      curve.add(step < 50 ? step : 9950 + step, 1.0);
    }
    List<String> lines = lines(new CurveReading(LOSS, curve, 0, false, 24, 0.01, 5));
    assertThat(lines.get(1).substring(7, 55)).startsWith("▁  ").endsWith("  ▁");
    assertThat(lines)
        .last(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .contains("--whole");
    assertThat(lines).anyMatch(line -> line.contains("Sampled at 24 places, 1.0 %"));
  }

  @Test
  void wideRun_keepsToTheWidth_andLosesNoMetric() throws Exception {
    Map<String, String> config = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      config.put("key" + i, "value ".repeat(1 + i) + "\n");
    }
    log.add(trainer.next(new RunStarted("e".repeat(200), "n".repeat(90), config, config, 1, 9, 0)));
    log.add(
        trainer.steps(
            0,
            2,
            step -> {
              Map<String, Double> metrics = new HashMap<>();
              for (int i = 0; i < 200; i++) {
                metrics.put("metric_" + i + "/" + "layer".repeat(i % 9), step * 1e300);
              }
              return metrics;
            }));
    String shown = shown();
    for (int i = 0; i < 200; i++) {
      assertThat(shown).contains("metric_" + i + "/");
    }
  }

  @Test
  void run_thatSaidNothingYet_isShown() throws Exception {
    log.add(trainer.started("e", 0));
    assertThat(shown())
        .contains("running, descending, no step yet")
        .contains("No stabilization of the loss yet.");
  }

  @Test
  void attempts_haveTheirStepsAndWhatWasSuperseded() throws Exception {
    log.add(trainer.started("e", 0)).add(trainer.losses(0, 100));
    Trainer second = new Trainer("r", 2);
    log.add(second.started("e", 60));
    second.skip();
    log.add(second.losses(60, 80)).add(second.finished(RunFinished.Outcome.COMPLETED));
    assertThat(shown())
        .contains("completed at step 79/999")
        .containsPattern("1 +00000000 +0 to 99 +60 +0 +0")
        .containsPattern("2 +00000000 +60 to 79 +- +1 +0")
        .contains("attempt 2 began at step 60");
  }

  @Test
  void manyEvents_areCutInTheMiddle_andSaidToBe() throws Exception {
    log.add(trainer.started("e", 0));
    for (int i = 0; i < 40; i++) {
      double rate = Math.pow(0.5, i);
      log.add(trainer.steps(i, i + 1, step -> Map.of("loss", 1.0, "learning_rate", rate)));
    }
    assertThat(shown().lines().filter(line -> line.contains("learning rate fell"))).hasSize(15);
    assertThat(shown()).contains("and 24 more; 'plateau events --run r' has them");
  }

  @Test
  void diedRun_hasItsReason() throws Exception {
    log.add(trainer.started("e", 0)).add(trainer.losses(0, 5));
    log.add(
        trainer.next(
            new RunFinished(
                RunFinished.Outcome.FAILED, "out of\nmemory " + "x".repeat(900), 1, 0)));
    assertThat(shown()).contains("failed at step 4/999: out of memory xxx");
  }
}
