package dev.plateau.protocol;

/** One of the four things that a run can say. */
public sealed interface Message permits RunStarted, StepBatch, RunFinished, RunDeleted {}
