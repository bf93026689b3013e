package dev.plateau.collector.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunFinished;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final MetricName LOSS = MetricName.of("loss");

  private final MemoryRuns log = new MemoryRuns();

  private Comparison compare(Alignment alignment, int limit, String... runs) throws IOException {
    List<RunEntry> entries = new java.util.ArrayList<>();
    for (String run : runs) {
      entries.add(log.find(run));
    }
    return Comparison.of(log, entries, alignment, LOSS, limit, share -> {});
  }

  /** A run that says its loss every so many steps; returns what it said. */
  private NavigableMap<Long, Double> run(String name, long steps, int every, long seed) {
    Random random = new Random(seed);
    NavigableMap<Long, Double> said = new TreeMap<>();
    for (long step = 0; step < steps; step += every) {
      said.put(step, random.nextInt(20) == 0 ? Double.NaN : Math.exp(random.nextGaussian()));
    }
    Trainer trainer = new Trainer(name, seed);
    log.add(trainer.started("e", 0));
    for (long from = 0; from < steps; from += 100) {
      log.add(
          trainer.steps(
              from,
              Math.min(steps, from + 100),
              step -> {
                Double loss = said.get(step);
                return loss == null ? Map.of("other", 1.0) : Map.of("other", 1.0, "loss", loss);
              }));
    }
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
    return said;
  }

  private static void assertIs(
      ComparedRun compared, NavigableMap<Long, Double> said, long lastStep) {
    long before = Long.MIN_VALUE;
    for (Stretch stretch : compared.stretches()) {
      long step = stretch.position() + compared.origin().orElseThrow();
      var last = said.floorEntry(step);
      boolean known = last != null && step <= lastStep;
      assertThat(stretch.isKnown()).as("at " + stretch.position()).isEqualTo(known);
      if (known) {
        assertThat(stretch.last()).isEqualTo(last.getValue());
        assertThat(stretch.lastStep()).isEqualTo(last.getKey());
      }
      List<Double> within = List.copyOf(said.subMap(before, false, step, true).values());
      assertThat(stretch.values()).isEqualTo(within.size());
      double[] finite = within.stream().mapToDouble(v -> v).filter(Double::isFinite).toArray();
      assertThat(stretch.min())
          .isEqualTo(Double.valueOf(java.util.Arrays.stream(finite).min().orElse(Double.NaN)));
      assertThat(stretch.max())
          .isEqualTo(Double.valueOf(java.util.Arrays.stream(finite).max().orElse(Double.NaN)));
      before = step;
    }
  }

  @Test
  void stretches_ofRunsOfDifferentLengthAndPace_areWhatAnOracleFinds() throws Exception {
    NavigableMap<Long, Double> one = run("one", 2000, 1, 1);
    NavigableMap<Long, Double> two = run("two", 777, 10, 2);
    NavigableMap<Long, Double> three = run("three", 5, 1, 3);
    Comparison comparison = compare(Alignment.STEP, 12, "one", "two", "three");
    assertThat(comparison.runs())
        .extracting(r -> r.run().run())
        .containsExactly("one", "two", "three");
    assertIs(comparison.runs().get(0), one, 1999);
    assertIs(comparison.runs().get(1), two, 776);
    assertIs(comparison.runs().get(2), three, 4);
    assertThat(comparison.runs().get(0).stretches()).hasSize(11);
  }

  @Test
  void supersededRows_doNotCount() throws Exception {
    Trainer first = new Trainer("r", 1);
    log.add(first.started("e", 0)).add(first.steps(0, 100, step -> Map.of("loss", 1.0)));
    Trainer second = new Trainer("r", 2);
    log.add(second.started("e", 50)).add(second.steps(50, 80, step -> Map.of("loss", 2.0)));
    ComparedRun compared = compare(Alignment.STEP, 100, "r").runs().get(0);
    assertThat(compared.stretches())
        .filteredOn(stretch -> stretch.position() >= 50)
        .isNotEmpty()
        .allMatch(stretch -> stretch.max() == 2.0 || stretch.values() == 0)
        .allMatch(stretch -> stretch.last() == 2.0);
    assertThat(compared.stretches().get(compared.stretches().size() - 1).position()).isEqualTo(79);
  }

  /** The loss stays at 1, then falls to 0.001 when the rate does. */
  private void plateauRun(String name, long fall, long steps) {
    Random random = new Random(fall);
    Trainer trainer = new Trainer(name, fall);
    log.add(trainer.started("e", 0));
    for (long from = 0; from < steps; from += 500) {
      log.add(
          trainer.steps(
              from,
              from + 500,
              step ->
                  Map.of(
                      "loss",
                      (step < fall ? 1 : 0.001) * Math.exp(0.3 * random.nextGaussian()),
                      "learning_rate",
                      step < fall ? 0.1 : 0.01)));
    }
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
  }

  @Test
  void alignmentAtTheEnd_laysTheFallsOnEachOther() throws Exception {
    plateauRun("early", 6000, 12000);
    plateauRun("late", 9000, 20000);
    run("never", 50, 1, 5);
    Comparison comparison = compare(Alignment.STABILIZATION_END, 30, "early", "late", "never");
    for (int i = 0; i < 2; i++) {
      ComparedRun compared = comparison.runs().get(i);
      long onset = compared.origin().orElseThrow();
      assertThat(onset).isCloseTo(i == 0 ? 6000L : 9000L, within(100L));
      for (Stretch stretch : compared.stretches()) {
        if (stretch.isKnown() && Math.abs(stretch.position()) > 200) {
          assertThat(Math.log10(stretch.last()))
              .as("at " + stretch.position())
              .isCloseTo(stretch.position() < 0 ? 0 : -3, within(1.0));
        }
      }
    }
    // The same stabilization, though another one began after the fall.
    for (ComparedRun compared :
        compare(Alignment.STABILIZATION_START, 30, "early", "late").runs()) {
      assertThat(compared.plateau())
          .isEqualTo(comparison.runs().get(compared.run().run().equals("early") ? 0 : 1).plateau());
      assertThat(compared.origin().orElseThrow()).isLessThan(3000);
    }
    ComparedRun never = comparison.runs().get(2);
    assertThat(never.origin()).isEmpty();
    assertThat(never.plateau()).isEmpty();
    assertThat(never.stretches()).isEmpty();
  }

  @Test
  void runThatBeginsLate_saysFromWhereOn() throws Exception {
    run("r", 500, 1, 1);
    // Its start and its first two batches.
    log.dropFirst(3);
    ComparedRun compared = compare(Alignment.STEP, 12, "r").runs().get(0);
    assertThat(compared.beginsLate()).isTrue();
    assertThat(compared.firstStepRead()).isEqualTo(200);
    assertThat(compared.stretches().get(0).isKnown()).isFalse();
  }

  @Test
  void json_hasLeastAndMostOfEachStretchAndNoFiniteNumberWhereThereIsNone() throws Exception {
    run("r", 1000, 1, 1);
    ObjectNode json = LookJson.comparison(compare(Alignment.STEP, 5, "r"));
    JsonNode values = json.path("runs").get(0).path("values");
    assertThat(values).hasSizeGreaterThanOrEqualTo(3);
    for (JsonNode stretch : values) {
      assertThat(stretch.path("min").asDouble())
          .isLessThanOrEqualTo(stretch.path("max").asDouble());
      assertThat(stretch.path("value").isNumber() || stretch.path("value").asText().equals("NaN"))
          .isTrue();
    }
    assertThat(json.path("align").asText()).isEqualTo("step");
  }
}
