package dev.plateau.collector.reproduce;

import java.util.List;

/**
 * A picture: plots in a grid, filled row by row.
 *
 * @param name of its file, behind the figure's id; empty: the id alone
 * @param caption one sentence below it
 * @param columns plots in a row, at least 1
 * @param plots the plots
 */
public record Sheet(String name, String caption, int columns, List<Plot> plots) {}
