package dev.plateau.trainer.experiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.listener.StepSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Trainings that are broken off and taken up again. */
public final class ResumedTraining {
  private static final long SEED = 6;

  private ResumedTraining() {}

  /**
   * Saves a training after some steps, restores it into one that begins, trains that to the end and
   * compares all that it says, the last step's weights among it, with what the unbroken one says,
   * to the bit.
   */
  public static void assertGoesOnAsUnbroken(
      Experiment experiment, Settings settings, long savedAfter, long steps) throws IOException {
    Rows unbroken = new Rows();
    try (Training training = experiment.begin(run(settings, steps, unbroken))) {
      take(training, 0, steps);
    }
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (Training training = experiment.begin(run(settings, steps, new Rows()))) {
      take(training, 0, savedAfter);
      training.save(new DataOutputStream(saved));
    }
    Rows resumed = new Rows();
    try (Training training = experiment.begin(run(settings, steps, resumed))) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
      training.restore(in);
      assertThat(in.read()).as("a byte that was saved and not restored").isEqualTo(-1);
      take(training, savedAfter, steps);
    }
    unbroken.values.keySet().removeIf(of -> stepOf(of) < savedAfter);
    assertThat(unbroken.values).hasSizeGreaterThan(1350);
    assertThat(resumed.values).isEqualTo(unbroken.values);
  }

  private static long stepOf(String row) {
    return Long.parseLong(row.substring(0, row.indexOf(' ')));
  }

  private static void take(Training training, long from, long to) {
    for (long step = from; step < to; step++) {
      training.step(step);
    }
  }

  private static ExperimentRun run(Settings settings, long steps, StepSink sink) {
    return new ExperimentRun(SEED, steps, settings, sink, () -> false);
  }

  /** All values by step and name, but for what the probes cost, which is another one every time. */
  private static final class Rows implements StepSink {
    private final Map<String, Double> values = new TreeMap<>();
    private long step;

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
      if (!name.metric().startsWith("probe")) {
        values.put(step + " " + name, value);
      }
    }

    @Override
    public void commit() {
      // Every value is kept as it comes.
    }
  }
}
