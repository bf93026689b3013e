package dev.plateau.collector.reproduce;

import java.io.IOException;
import java.nio.file.Path;

/** Draws sheets: what a figure knows of a plotting library. */
@FunctionalInterface
public interface Drawing {
  /**
   * Draws a sheet into a file, over what is there.
   *
   * @param file an SVG picture
   * @throws IOException naming the file, if it cannot be written, or what the machine lacks
   */
  void draw(Sheet sheet, Path file) throws IOException;

  /**
   * Makes sure that it can draw on this machine, before hours are spent on what it is to draw.
   *
   * @throws IOException saying what the machine lacks, and what to do
   */
  default void require() throws IOException {}
}
