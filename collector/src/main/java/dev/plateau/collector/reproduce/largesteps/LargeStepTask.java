package dev.plateau.collector.reproduce.largesteps;

import dev.plateau.collector.reproduce.Extent;
import dev.plateau.collector.reproduce.PlannedRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A setting of the paper that is trained at several schedules of the learning rate. All of its runs
 * are planned here and nowhere else, so that figures which need the same run name equal ones.
 *
 * @param experiment its name for {@code plateau train}
 * @param settings what is set besides the rate and the data
 * @param steps of each run, the paper's: settings and decays scale with them
 * @param rates in the paper's order, from the one that never falls, or falls first, to the one that
 *     falls last
 */
record LargeStepTask(
    String experiment, Map<String, String> settings, long steps, List<Rate> rates) {
  /** Diagonal linear network, SGD. */
  static final LargeStepTask DIAGONAL =
      new LargeStepTask("diagonal", Map.of(), 100_001, rates("η = 0.25", "η = 0.282"));

  /** Diagonal linear network, gradient descent, and SGD once. */
  static final LargeStepTask GRADIENT_DESCENT =
      new LargeStepTask(
          "diagonal-gd",
          Map.of(),
          100_001,
          List.of(
              Rate.constant("gd-constant", "GD, η = 2"),
              Rate.decayed("gd-decay-10", "GD, η = 3.53", "GD", 10),
              Rate.decayed("gd-decay-30", "GD, η = 3.53", "GD", 30),
              Rate.decayed("gd-decay-50", "GD, η = 3.53", "GD", 50),
              Rate.decayed("sgd-decay-50", "SGD, η = 0.272", "SGD", 50)));

  /** ReLU network on 12 points, warmed up to 400 times the share of steps until the decay. */
  static final LargeStepTask REGRESSION = regression(Map.of());

  /** The same warmed up further, so that it no longer fits. */
  static final LargeStepTask OVER_REGULARISED = regression(Map.of("warm-up", "500"));

  /** ReLU network of two layers on a teacher of three neurons. */
  static final LargeStepTask TEACHER_STUDENT_2 =
      new LargeStepTask("teacher-student-2", Map.of(), 14_126, rates("η = 0.13", "η = 0.455"));

  /** ReLU network of three layers on a teacher of two neurons a layer. */
  static final LargeStepTask TEACHER_STUDENT_3 =
      new LargeStepTask(
          "teacher-student-3", Map.of(), 10_001, rates("η = 0.011", "η = 0.04 warmed up"));

  /** ReLU network of eighteen layers, small and on generated images. */
  static final LargeStepTask RESNET =
      new LargeStepTask(
          "resnet-cifar",
          Map.of(
              "generate", "500",
              "width", "4",
              "batch-size", "25",
              "measure", "every:20",
              "measure-samples", "300",
              "test-samples", "300",
              "feature-sparsity", "every:20",
              "sparsity-samples", "300",
              "ntk-samples", "0"),
          200,
          List.of(
              Rate.constant("small", "η = 0.01"),
              Rate.decayed("decay-10", "η = 0.075 growing", 10),
              Rate.decayed("decay-30", "η = 0.075 growing", 30),
              Rate.decayed("decay-50", "η = 0.075 growing", 50)));

  private static List<Rate> rates(String constant, String large) {
    return List.of(
        Rate.constant("constant", constant),
        Rate.decayed("decay-10", large, 10),
        Rate.decayed("decay-30", large, 30),
        Rate.decayed("decay-50", large, 50));
  }

  private static LargeStepTask regression(Map<String, String> settings) {
    return new LargeStepTask(
        "regression-1d",
        settings,
        31_623,
        List.of(Rate.decayed("decay-2", "", 2), Rate.decayed("decay-50", "", 50)));
  }

  /**
   * The rate of a name.
   *
   * @throws IllegalArgumentException if it has none of it
   */
  Rate rate(String name) {
    return rates.stream()
        .filter(rate -> rate.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s has no rate '%s'".formatted(experiment, name)));
  }

  /** Those that fall, in order. */
  List<Rate> decayed() {
    return rates.stream().filter(Rate::isDecayed).toList();
  }

  /** The step at which a rate falls; the last one's successor if it never does. */
  long decayStep(Rate rate) {
    return rate.isDecayed() ? steps * rate.decayPercent() / 100 : steps;
  }

  /** The run on the paper's own data and first weights. */
  PlannedRun reference(Rate rate) {
    return run(rate, 0);
  }

  /** The run on the data and first weights of a seed; 0: the paper's own. */
  PlannedRun run(Rate rate, int dataSeed) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("rate", rate.name());
    if (dataSeed != 0) {
      all.put("data-seed", Integer.toString(dataSeed));
    }
    DataSeeds.Training training = DataSeeds.training(experiment, rate, dataSeed);
    if (!training.rateScale().equals("1")) {
      all.put("rate-scale", training.rateScale());
    }
    return new PlannedRun(experiment, training.order(), steps, all);
  }

  /** The seeds of data over which medians are taken, at least one, ascending. */
  List<Integer> seeds(Extent extent) {
    return DataSeeds.observed(experiment, extent.isQuick());
  }

  /** The runs of a rate over which medians are taken. */
  List<PlannedRun> observed(Rate rate, Extent extent) {
    return seeds(extent).stream().map(seed -> run(rate, seed)).toList();
  }

  /** The runs of all rates on the paper's own data. */
  List<PlannedRun> references() {
    return rates.stream().map(this::reference).toList();
  }

  /** All runs, on the paper's own data and on those that medians are taken over. */
  List<PlannedRun> runs(Extent extent) {
    return Stream.concat(
            references().stream(), rates.stream().flatMap(rate -> observed(rate, extent).stream()))
        .distinct()
        .toList();
  }
}
