package dev.plateau.collector.doctor;

/**
 * What a check found.
 *
 * @param check name of the check
 * @param level how bad it is
 * @param text what is so, in one line
 * @param advice what to do; empty: nothing
 */
public record Finding(String check, Level level, String text, String advice) {}
