package dev.plateau.trainer.experiment;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.listener.StepSink;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A process that trains the DL4J experiments for 500 steps each and prints every bit of every value
 * of their rows; the first line names ND4J's provider of shapes.
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
      experiment.train(
          new ExperimentRun(
              1, STEPS, experiment.settings(), new Printer(experiment.name(), out), () -> false));
    }
    out.flush();
  }

  /** Rows as lines. */
  private static final class Printer implements StepSink {
    private final String experiment;
    private final PrintStream out;
    private long step;

    Printer(String experiment, PrintStream out) {
      this.experiment = experiment;
      this.out = out;
    }

    @Override
    public void step(long begun) {
      step = begun;
    }

    @Override
    public void put(MetricName name, double value) {
      long bits = Double.doubleToRawLongBits(value);
      out.printf("%s %d %s %016x%n", experiment, step, name, bits);
    }

    @Override
    public void commit() {}
  }
}
