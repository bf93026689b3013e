package dev.plateau.collector.reproduce;

/**
 * Whether an expectation was met, and by what.
 *
 * @param isMet whether
 * @param here what came out, for people: {@code 0.31}
 */
public record Verdict(boolean isMet, String here) {}
