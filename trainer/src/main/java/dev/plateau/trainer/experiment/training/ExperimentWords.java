package dev.plateau.trainer.experiment.training;

/**
 * What is said of an experiment.
 *
 * @param name on the command line, lower case with hyphens, as {@code diagonal}
 * @param summary one sentence: what is trained, on what
 * @param figure what it reproduces, as {@code [L] Fig. 2}
 * @param cost of its run, as measured on one core of a small server: {@code 100001 steps: 8 s};
 *     with what it depends on
 */
public record ExperimentWords(String name, String summary, String figure, String cost) {}
