package dev.plateau.trainer.experiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.listener.StepSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A training that is broken off, saved, and taken up by another one, beside one that is not. */
public final class BrokenTraining {
  private final Experiment experiment;
  private final Settings settings;
  private final long steps;

  public BrokenTraining(Experiment experiment, Settings settings, long steps) {
    this.experiment = experiment;
    this.settings = settings;
    this.steps = steps;
  }

  /** Rows and last state are those of the unbroken training, to the bit. */
  public void isTheUnbrokenOne(long brokenAt) throws IOException {
    Rows unbroken = new Rows();
    byte[] end = train(unbroken, 0, steps, new byte[0]);
    Rows broken = new Rows();
    byte[] middle = train(broken, 0, brokenAt, new byte[0]);
    assertThat(train(broken, brokenAt, steps, middle)).isEqualTo(end);
    assertThat(broken.said).hasSizeGreaterThan((int) steps).isEqualTo(unbroken.said);
    assertThat(middle).isNotEqualTo(end);
  }

  private byte[] train(Rows rows, long from, long to, byte[] saved) throws IOException {
    try (Training training =
        experiment.begin(new ExperimentRun(3, steps, settings, rows, () -> false))) {
      if (saved.length > 0) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
        training.restore(in);
        assertThat(in.available()).isZero();
      }
      for (long step = from; step < to; step++) {
        training.step(step);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      training.save(new DataOutputStream(bytes));
      return bytes.toByteArray();
    }
  }

  /** Everything that was said, with its bits. */
  private static final class Rows implements StepSink {
    private final List<String> said = new ArrayList<>();
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
      said.add(step + " " + name + " " + Double.toHexString(value));
    }

    @Override
    public void commit() {
      said.add("row");
    }
  }
}
