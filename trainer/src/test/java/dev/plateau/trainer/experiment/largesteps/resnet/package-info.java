/** ResNets, CIFAR's files and images. */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.resnet;

import org.jspecify.annotations.NullMarked;
