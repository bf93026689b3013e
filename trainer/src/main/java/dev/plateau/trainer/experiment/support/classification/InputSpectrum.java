package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.protocol.Metrics;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.network.BoundProbe;
import dev.plateau.trainer.network.NetworkProbe;
import dev.plateau.trainer.network.TrainedNetwork;
import dev.plateau.trainer.probe.CovarianceSpectrum;
import dev.plateau.trainer.probe.Matrix;

/**
 * Spectrum of the training's inputs, {@code covariance_eigenvalue/<k>}, see {@link
 * CovarianceSpectrum}. It is the data's alone: computed once, at the first due step.
 */
final class InputSpectrum implements NetworkProbe {
  private static final int AT_ONCE = 1000;

  private final Samples samples;

  InputSpectrum(Samples samples) {
    this.samples = samples;
  }

  @Override
  public String name() {
    return "covariance of the inputs";
  }

  @Override
  public BoundProbe bind(TrainedNetwork network) {
    double[][] known = new double[1][];
    return () ->
        row -> {
          if (known[0] == null) {
            known[0] = values();
          }
          for (int k = 1; k <= known[0].length; k++) {
            row.accept(Metrics.covarianceEigenvalue(k), known[0][k - 1]);
          }
        };
  }

  private double[] values() {
    CovarianceSpectrum spectrum = new CovarianceSpectrum(samples.width());
    for (int from = 0; from < samples.size(); from += AT_ONCE) {
      int count = Math.min(AT_ONCE, samples.size() - from);
      Matrix part = Matrix.zeros(samples.width(), count);
      for (int i = 0; i < samples.width(); i++) {
        for (int k = 0; k < count; k++) {
          part.data()[i * count + k] = samples.x(from + k, i);
        }
      }
      spectrum.add(part);
    }
    return spectrum.values();
  }
}
