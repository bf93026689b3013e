package dev.plateau.trainer.network;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.probe.ColumnNorms;
import dev.plateau.trainer.probe.EstimatedSupport;
import dev.plateau.trainer.probe.InputSet;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.SupportAgreement;
import dev.plateau.trainer.probe.SupportSeparation;
import dev.plateau.trainer.probe.SustainedSeparation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the first layer has learned on which inputs the target depends.
 *
 * <p>Reports {@code support_size} and {@code support_agreement} of the support that the norms of
 * the layer's columns tell (NaN where they tell none, see {@link EstimatedSupport}), {@code
 * support_separation}, and, once the support was separated for a window of due steps, {@code
 * support_separated_step} at each further one; when it happens a line is logged. On request every
 * column norm, {@code w1_column_norm/<input>}.
 *
 * <p>The first layer is the first that has weights. Not cheap: a due step copies all of its
 * weights, some microseconds for a small layer, milliseconds for a million weights.
 */
public final class InputSupport implements NetworkProbe {
  private static final Logger log = LoggerFactory.getLogger(InputSupport.class);

  private final int[] irrelevant;
  private final SustainedSeparation unobserved;
  private final boolean reportsColumns;

  private InputSupport(int[] irrelevant, SustainedSeparation unobserved, boolean reportsColumns) {
    this.irrelevant = irrelevant;
    this.unobserved = unobserved;
    this.reportsColumns = reportsColumns;
  }

  /**
   * The support of a target that does not depend on some inputs.
   *
   * @param inputs indices (0-based) of those: at least one, and not all
   */
  public static InputSupport irrelevant(int... inputs) {
    SustainedSeparation unobserved =
        SustainedSeparation.above(
            SustainedSeparation.DEFAULT_FACTOR, SustainedSeparation.DEFAULT_WINDOW);
    return new InputSupport(inputs.clone(), unobserved, false);
  }

  /** The same that reports every input's column norm too. */
  public InputSupport withColumnNorms() {
    return new InputSupport(irrelevant, unobserved, true);
  }

  /**
   * The same with another notion of a separated support.
   *
   * @param factor the separation must be above it; at least 1
   * @param window for so many due steps in a row; at least 1
   * @throws IllegalArgumentException quoting what does not fit
   */
  public InputSupport separatedAbove(double factor, int window) {
    return new InputSupport(irrelevant, SustainedSeparation.above(factor, window), reportsColumns);
  }

  @Override
  public String name() {
    return "input support";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    String first = LayerSelection.firstWithWeights(network);
    InputSet known = InputSet.of(network.weights(first).columns(), irrelevant);
    return new Bound(network, first, known);
  }

  private final class Bound implements BoundProbe {
    private final TrainedNetwork network;
    private final String first;
    private final InputSet relevant;
    private final SupportSeparation separation;
    private volatile SustainedSeparation sustained = unobserved;

    Bound(TrainedNetwork network, String first, InputSet known) {
      this.network = network;
      this.first = first;
      this.relevant = known.complement();
      this.separation = new SupportSeparation(known);
    }

    @Override
    public Measurement capture() {
      long step = network.iteration();
      Matrix w1 = network.weights(first);
      return row -> report(step, ColumnNorms.of(w1), row);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      sustained.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
      sustained = unobserved.restored(in);
    }

    private void report(long step, double[] norms, ObjDoubleConsumer<MetricName> row) {
      Optional<InputSet> estimated = EstimatedSupport.of(norms);
      row.accept(
          Metrics.SUPPORT_SIZE, estimated.map(set -> (double) set.size()).orElse(Double.NaN));
      row.accept(
          Metrics.SUPPORT_AGREEMENT,
          estimated.map(set -> SupportAgreement.of(set, relevant)).orElse(Double.NaN));
      double ratio = separation.of(norms);
      row.accept(Metrics.SUPPORT_SEPARATION, ratio);
      observe(step, ratio)
          .step()
          .ifPresent(since -> row.accept(Metrics.SUPPORT_SEPARATED_STEP, (double) since));
      for (int input = 0; reportsColumns && input < norms.length; input++) {
        row.accept(Metrics.columnNorm(input), norms[input]);
      }
    }

    private SustainedSeparation observe(long step, double ratio) {
      boolean wasOpen = sustained.step().isEmpty();
      SustainedSeparation now = sustained.observe(step, ratio);
      sustained = now;
      if (wasOpen && now.step().isPresent()) {
        log.info(
            "Support separated at step {}: the smallest relevant column is {} times the largest"
                + " irrelevant one at step {}",
            now.step().getAsLong(),
            ratio,
            step);
      }
      return now;
    }
  }
}
