/**
 * ResNets on CIFAR.
 *
 * <p>{@link dev.plateau.trainer.experiment.largesteps.resnet.ResNetCifarExperiment} with all that
 * it alone needs: the networks, the readers of CIFAR-10's and CIFAR-100's binary files, images as
 * bytes, their augmentation and batches, the paper's step sizes. On DL4J.
 */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.resnet;

import org.jspecify.annotations.NullMarked;
