/**
 * Networks that tell classes apart: on MNIST's digits, and a head on the features of a frozen
 * network.
 *
 * <p>{@link dev.plateau.trainer.experiment.support.classification.MnistSupportExperiment} looks at
 * the spectrum of the first layer, {@link
 * dev.plateau.trainer.experiment.support.classification.MnistFeaturesExperiment} trains a
 * convolutional network and writes its features, {@link
 * dev.plateau.trainer.experiment.support.classification.FeaturesHeadExperiment} learns from them.
 * With the readers of their files. On DL4J.
 */
@NullMarked
package dev.plateau.trainer.experiment.support.classification;

import org.jspecify.annotations.NullMarked;
