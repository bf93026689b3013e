package dev.plateau.collector.reproduce;

/**
 * What is said of a figure.
 *
 * @param paper the paper that it is of
 * @param id its name on the command line and of its page, as {@code support-3}
 * @param place where it is in the paper, as {@code Fig. 3} or {@code §4, Prop. 1}
 * @param title one line: what it shows
 * @param text a few sentences for its page: what is trained, what to look at, and what differs here
 *     from the paper. Markdown
 */
public record FigureWords(Paper paper, String id, String place, String title, String text) {}
