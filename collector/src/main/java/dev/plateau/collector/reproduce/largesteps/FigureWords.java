package dev.plateau.collector.reproduce.largesteps;

/**
 * What is said of a figure.
 *
 * @param id its name
 * @param place where it is in the paper
 * @param title what it shows, in a line
 * @param text a few sentences, Markdown
 */
record FigureWords(String id, String place, String title, String text) {}
