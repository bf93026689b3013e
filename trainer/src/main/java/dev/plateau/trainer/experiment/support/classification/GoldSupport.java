package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Batches;
import dev.plateau.trainer.experiment.sgd.Epochs;
import dev.plateau.trainer.experiment.sgd.SgdSteps;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.network.TrainedNetwork;
import dev.plateau.trainer.probe.PrincipalInputs;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The directions of the input that a network needs: those of the first layer of one that was
 * trained with so much weight decay that all others have vanished. Source: Beneventano, Pinto,
 * Poggio (2024), App. E.
 *
 * @param directions all of them, the strongest first
 * @param count how many of the first are needed, at least 1, less than all
 */
record GoldSupport(PrincipalInputs directions, int count) {
  /**
   * Trains the network of seed 0, with batches of 64 in the order of seed 0: whoever asks finds the
   * same support.
   *
   * @throws IllegalArgumentException naming the settings {@code gold-…} that leave no direction, or
   *     all of them
   */
  static GoldSupport of(Settings settings, Samples samples, UniformStart start) {
    MultiLayerNetwork network = start.network(settings.number("gold-rate"), 0);
    SgdSteps sgd = new SgdSteps(network, Double.POSITIVE_INFINITY, settings.number("gold-decay"));
    int batchSize = Math.min(settings.integer("gold-batch", 1), samples.size());
    Batches batches = new Epochs(samples, batchSize, RandomStream.of(0, "order"));
    int steps = settings.integer("gold-steps", 1);
    for (int step = 0; step < steps; step++) {
      sgd.take(batches.next());
    }
    PrincipalInputs directions = PrincipalInputs.of(TrainedNetwork.of(network).weights("0"));
    double share = settings.number("gold-share");
    int count = directions.strongerThan(share);
    if (count == 0 || count == samples.width()) {
      throw new IllegalArgumentException(
          ("settings gold-decay, gold-steps and gold-share leave %d of %d directions, so that"
                  + " nothing tells relevant ones from others")
              .formatted(count, samples.width()));
    }
    return new GoldSupport(directions, count);
  }
}
