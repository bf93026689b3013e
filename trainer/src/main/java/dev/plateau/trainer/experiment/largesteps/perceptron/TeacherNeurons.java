package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.protocol.MetricName;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.function.ObjDoubleConsumer;

/**
 * The neurons of a two-layer teacher, {@code teacher_weight/<unit>.<input>}, and what the output
 * makes of them, {@code teacher_sign/<unit>}, all 0-based: for pictures that show a student's
 * neurons beside them. They are the data's alone, the same at all steps. Source: Andriushchenko et
 * al. (2023), Fig. 9.
 */
final class TeacherNeurons implements NetworkProbe {
  private final Matrix neurons;
  private final double[] signs;

  /** The neurons of a teacher of two layers and one output. */
  TeacherNeurons(Mlp teacher) {
    neurons = teacher.layers().get(0).weights();
    signs = teacher.layers().get(1).weights().data();
  }

  /** The weight of a neuron for an input. */
  static MetricName weight(int unit, int input) {
    return MetricName.of("teacher_weight", unit + "." + input);
  }

  /** The output's weight of a neuron, ±1. */
  static MetricName sign(int unit) {
    return MetricName.of("teacher_sign", Integer.toString(unit));
  }

  @Override
  public String name() {
    return "teacher";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    return () -> this::report;
  }

  private void report(ObjDoubleConsumer<MetricName> row) {
    for (int unit = 0; unit < neurons.rows(); unit++) {
      for (int input = 0; input < neurons.columns(); input++) {
        row.accept(weight(unit, input), neurons.get(unit, input));
      }
      row.accept(sign(unit), signs[unit]);
    }
  }
}
