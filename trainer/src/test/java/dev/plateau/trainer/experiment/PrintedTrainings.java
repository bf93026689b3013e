package dev.plateau.trainer.experiment;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.largesteps.perceptron.TeacherStudentExperiment;
import dev.plateau.trainer.experiment.support.regression.SupportLinearExperiment;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.ExperimentRun;
import dev.plateau.trainer.listener.StepSink;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A process that trains the DL4J experiments for 500 steps each and prints every bit of every value
 * of their rows, sorted by step: probes' values come late; what probes have cost is left out. The
 * first line names ND4J's provider of shapes.
 */
final class PrintedTrainings {
  private static final int STEPS = 500;

  private PrintedTrainings() {}

  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
            false,
            StandardCharsets.UTF_8);
    out.println(Nd4j.getShapeInfoProvider().getClass().getName());
    for (Experiment experiment :
        List.of(new SupportLinearExperiment(), new TeacherStudentExperiment())) {
      Lines lines = new Lines(experiment.name());
      experiment.train(new ExperimentRun(1, STEPS, experiment.settings(), lines, () -> false));
      lines.byStep.values().forEach(ofStep -> ofStep.forEach(out::println));
    }
    out.flush();
  }

  /** Rows as lines. */
  private static final class Lines implements StepSink {
    private static final Set<MetricName> OF_THE_MACHINE =
        Set.of(Metrics.PROBE_COST_RATIO, Metrics.PROBES_SKIPPED, Metrics.PROBES_FAILED);

    private final String experiment;
    private final NavigableMap<Long, NavigableSet<String>> byStep = new TreeMap<>();
    private long step;

    Lines(String experiment) {
      this.experiment = experiment;
    }

    @Override
    public void step(long begun) {
      step = begun;
    }

    @Override
    public void again(long late) {
      step = late;
    }

    @Override
    public void put(MetricName name, double value) {
      if (!OF_THE_MACHINE.contains(name)) {
        long bits = Double.doubleToRawLongBits(value);
        byStep
            .computeIfAbsent(step, s -> new TreeSet<>())
            .add("%s %d %s %016x".formatted(experiment, step, name, bits));
      }
    }

    @Override
    public void commit() {}
  }
}
