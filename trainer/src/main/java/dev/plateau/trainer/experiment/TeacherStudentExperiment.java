package dev.plateau.trainer.experiment;

import dev.plateau.protocol.ConfigKeys;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.listener.PlateauListener;
import dev.plateau.trainer.listener.Schedule;
import dev.plateau.trainer.network.FeatureSparsity;
import dev.plateau.trainer.network.MeanSquaredError;
import dev.plateau.trainer.network.NtkRank;
import dev.plateau.trainer.probe.SparsityCoefficient;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A student 5-10-10-1 learns from a teacher 5-2-2-1 by SGD, one sample with replacement a step.
 * With a large step size its loss stabilises until the step size falls; the longer, the fewer
 * distinct features it ends with. Source: Andriushchenko et al. (2023), Fig. 5.
 */
public final class TeacherStudentExperiment implements Experiment {
  /** The paper's four runs, over one step. */
  private static final Map<String, WarmUpDecay> RATES = new LinkedHashMap<>();

  static {
    RATES.put("constant", WarmUpDecay.constant(0.011));
    RATES.put("decay-10", new WarmUpDecay(0.04, 6, 0.5, 0.1, 3.5, 1));
    RATES.put("decay-30", new WarmUpDecay(0.04, 6, 0.5, 0.3, 2.5, 1));
    RATES.put("decay-50", new WarmUpDecay(0.04, 6, 0.5, 0.5, 5, 1));
  }

  private static final Settings SETTINGS =
      Settings.of(
          new Setting(
              "rate",
              "decay-30",
              "constant (0.011), or 0.04 warmed up and then divided at a share of the steps:"
                  + " decay-10 (/3.5), decay-30 (/2.5), decay-50 (/5)"),
          new Setting("rate-scale", "1", "factor of the learning rate, for data other than 0"),
          new Setting(
              "data-seed",
              "0",
              "0: the paper's own data and first weights; else others of the same kind; the run's"
                  + " seed draws the order of samples"),
          new Setting("measure", "every:20", "when full and test loss are taken"),
          new Setting("ntk-rank", "every:100", "when the NTK rank is taken (some 2 ms each)"),
          new Setting(
              "feature-sparsity", "every:100", "when both hidden layers' sparsity is taken"));

  @Override
  public String name() {
    return "teacher-student-3";
  }

  @Override
  public String summary() {
    return "ReLU student of three layers on 50 samples of a teacher of two neurons a layer";
  }

  @Override
  public String figure() {
    return "[L] Fig. 5";
  }

  @Override
  public String cost() {
    return "10001 steps: 8 s";
  }

  @Override
  public long defaultSteps() {
    return 10_001;
  }

  @Override
  public Settings settings() {
    return SETTINGS;
  }

  @Override
  public Map<String, String> traits(Settings settings) {
    return Map.of(
        ConfigKeys.MODEL, "ReLU 5-10-10-1",
        ConfigKeys.OPTIMIZER, "sgd",
        ConfigKeys.SCHEDULE, settings.text("rate"));
  }

  @Override
  public Training begin(ExperimentRun run) {
    TeacherStudentData data = TeacherStudentData.of(run.settings().integer("data-seed", 0));
    MultiLayerNetwork network =
        Perceptron.of(data.student(), rate(run.settings(), run.steps())).network();
    return new NetworkTraining(
        network,
        new SgdSteps(network, Double.POSITIVE_INFINITY, 0),
        new DrawnBatches(data.training(), 1, RandomStream.of(run.seed(), "order")),
        listener(run, data, network));
  }

  private static WarmUpDecay rate(Settings settings, long steps) {
    String name = settings.text("rate");
    WarmUpDecay rate = RATES.get(name);
    if (rate == null) {
      throw new IllegalArgumentException(
          "setting rate must be one of %s, got '%s'"
              .formatted(String.join(", ", RATES.keySet()), name));
    }
    return rate.over(steps, settings.number("rate-scale"));
  }

  private static PlateauListener listener(
      ExperimentRun run, TeacherStudentData data, MultiLayerNetwork network) {
    Settings settings = run.settings();
    Schedule measure = settings.schedule("measure");
    Schedule sparsity = settings.schedule("feature-sparsity");
    MiniBatch training = MiniBatch.ofAll(data.training());
    MiniBatch test = MiniBatch.ofAll(data.test());
    return PlateauListener.builder()
        .sink(run.sink())
        .lastStep(run.steps() - 1)
        .unlimitedBudget()
        .probe(measure, MeanSquaredError.of(Metrics.FULL_LOSS, training.x(), training.y()))
        .probe(measure, MeanSquaredError.of(Metrics.TEST_LOSS, test.x(), test.y()))
        .probe(settings.schedule("ntk-rank"), NtkRank.on(data.task().freshInputs()))
        .probe(
            sparsity,
            FeatureSparsity.of("0")
                .at(training.x())
                .threshold(SparsityCoefficient.FULLY_CONNECTED_THRESHOLD))
        .probe(
            sparsity,
            FeatureSparsity.of("1")
                .at(training.x())
                .threshold(SparsityCoefficient.FULLY_CONNECTED_THRESHOLD))
        .build(network);
  }
}
