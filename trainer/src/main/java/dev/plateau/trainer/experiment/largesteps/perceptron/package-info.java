/**
 * ReLU perceptrons: 12 points in one dimension, and students of a teacher.
 *
 * <p>{@link dev.plateau.trainer.experiment.largesteps.perceptron.Regression1dExperiment}, {@link
 * dev.plateau.trainer.experiment.largesteps.perceptron.TeacherStudent2Experiment} and {@link
 * dev.plateau.trainer.experiment.largesteps.perceptron.TeacherStudentExperiment} train on DL4J, on
 * the paper's own samples in their order; {@link
 * dev.plateau.trainer.experiment.largesteps.perceptron.PerceptronSdes} has them on plain arrays, as
 * the SDE is run on them.
 */
@NullMarked
package dev.plateau.trainer.experiment.largesteps.perceptron;

import org.jspecify.annotations.NullMarked;
