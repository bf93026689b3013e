package dev.plateau.collector.reproduce.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;

/** Whether this machine has a font to measure texts with. */
final class SvgFonts {
  private SvgFonts() {}

  /**
   * Makes sure that there is one.
   *
   * @throws IOException if not, saying what to install
   */
  static void require() throws IOException {
    require(
        () ->
            new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                .getStringBounds("10", new FontRenderContext(null, true, true)));
  }

  /**
   * As {@link #require()}, by a given way to measure a text: Java says a missing font by an error,
   * a runtime exception or a class that is not found, each with words that say nothing.
   */
  static void require(Runnable measuring) throws IOException {
    try {
      measuring.run();
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IOException(
          "Plots cannot be drawn: Java finds no fonts on this machine (%s). Install fontconfig and"
                  .formatted(e)
              + " a font, on Debian: apt-get install fontconfig fonts-dejavu-core",
          e);
    }
  }
}
