package dev.plateau.protocol;

/** Asks the collector to forget the run. A later session of the same run opens it again. */
public record RunDeleted() implements Message {}
